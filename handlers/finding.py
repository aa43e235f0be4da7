"""Which function deals with a message, and whether this person may have it done."""

from datetime import timedelta

from handlers import onlookers
from handlers.context import Context
from handlers.menu import main_menu
from handlers.router import May, Route
from handlers.texts import Phrase
from handlers.typed import BY_ROLE, chosen, has_role, of_the_desk, uncertain
from storage.cards import case_named_in, case_of_message
from storage.contacts import agreed
from storage.fold import fold
from storage.models import Inbound
from storage.petitions import Relation, is_author, petition_with, relation
from storage.queue import correct_held

PETITIONS = "petitions"
"""The purpose of the consent that is asked before anything of a worker is kept."""


def attend(ctx: Context, row: Inbound) -> None:
    """Deal with one message: find the function, check the right, call it. `row` stays held while consent is missing."""
    if ctx.message.kind == "edit" and correct_held(ctx.session, ctx.message):
        return
    onlookers.watch(ctx)
    found = find(ctx)
    if found is None:
        return
    route, case_id = found
    if _needs_consent(ctx, route) and not agreed(ctx.session, ctx.contact.person_id, PETITIONS):
        row.state, row.error = "held", "consent"
        row.due = ctx.now + timedelta(hours=ctx.house.desk.consent_hours)
        ctx.inbound_id = row.id
        ctx.house.router.events["consent_needed"].handler(ctx)
        return
    if permit(ctx, route, case_id):
        route.handler(ctx)


def find(ctx: Context) -> tuple[Route, int | None] | None:
    """The function for a message and the case it is about; None: nothing is to be done."""
    message, router = ctx.message, ctx.house.router
    if message.kind == "press":
        return _pressed(ctx, message.button or "")
    if message.kind != "message":
        route = router.events.get(message.kind)
        return (route, None) if route else None
    if command := _command(ctx):
        return command, None
    if (case := _case_replied_to(ctx)) is not None:
        author = (petition := petition_with(ctx.session, case)) is not None and is_author(ctx.session, petition, ctx.contact)
        return router.states["reply.author" if author and not message.group else "reply.officer"], case
    if pattern := router.pattern(ctx.text):
        route, ctx.args = pattern
        return route, None
    if message.group:
        return (router.states["group"], None) if message.reply_to or ctx.text.startswith("/") else None
    return _in_conversation(ctx)


def _in_conversation(ctx: Context) -> tuple[Route, int | None]:
    router = ctx.house.router
    folded = fold(ctx.text)
    if folded and (data := chosen(ctx, folded)) and (pressed := _pressed(ctx, data)):
        return pressed
    if (spoken := router.spoken(folded)) and spoken.may not in BY_ROLE:
        return spoken, None
    if desk := of_the_desk(ctx, folded):
        return desk, None
    if uncertain(ctx, folded):
        return router.states["uncertain_number"], None
    state = ctx.contact.state
    if state and (route := router.states.get(state)):
        return route, ctx.data.get("case")
    return router.states["any"], None


def _pressed(ctx: Context, data: str) -> tuple[Route, int | None] | None:
    found = ctx.house.router.button(data)
    if found is None:
        return ctx.house.router.states["unknown_button"], None
    route, ctx.args = found
    case = ctx.args[0] if ctx.args else ""
    return route, int(case) if _is_id(case) else None


def case_pressed(data: str | None) -> int | None:
    """The case that a button's data names, without asking what the button is."""
    return next((int(part) for part in (data or "").split(":") if _is_id(part)), None)


def _is_id(part: str) -> bool:
    return part.isascii() and part.isdecimal() and len(part) < 19


def _command(ctx: Context) -> Route | None:
    if not ctx.text.startswith("/"):
        return None
    word, _, rest = ctx.text[1:].partition(" ")
    word = word.partition("@")[0]
    route = ctx.house.router.command(fold(word))
    if route is not None:
        ctx.args = rest.split()
    return route


def _case_replied_to(ctx: Context) -> int | None:
    if ctx.message.reply_to is None:
        return None
    known = case_of_message(ctx.session, ctx.place.address, ctx.message.reply_to)
    # our own message names the case in its first words; whether this person may touch it is asked afterwards
    return known if known is not None else case_named_in(ctx.session, ctx.message.extra.get("replied", ""))


def _needs_consent(ctx: Context, route: Route) -> bool:
    if route.before_consent or ctx.message.group or ctx.message.kind not in {"message", "press"}:
        return False
    # what is the author's there, was begun after agreeing
    return route.may is May.ANYONE


def permit(ctx: Context, route: Route, case_id: int | None) -> bool:
    """Whether this person may have this done to this case now; if not, they are told. Sets `ctx.case` and `ctx.relation`."""
    if route.private and ctx.message.group:
        ctx.say(Phrase("only-in-private"))
        return False
    if route.may is May.ANYONE:
        return True
    if route.may in BY_ROLE:
        if has_role(ctx, route):
            return True
        _refuse(ctx, route)
        return False
    return _may_touch(ctx, route, case_id)


def _refuse(ctx: Context, route: Route) -> None:
    """Say that this is for others; to whoever typed it, also what there is for them."""
    if route.name == ctx.contact.state:
        # else every further word would be refused
        ctx.goto(None)
    if ctx.message.kind == "press" or ctx.message.group:
        ctx.whisper(Phrase("not-allowed"))
    else:
        ctx.whisper(Phrase("not-allowed" if ctx.roles else "only-for-officers"), main_menu(ctx.house, ctx.roles))


def _may_touch(ctx: Context, route: Route, case_id: int | None) -> bool:
    # locked first: two presses on two machines then come one after the other
    case = petition_with(ctx.session, case_id, lock=True) if case_id is not None else None
    if case is not None and route.may is May.AUTHOR and is_author(ctx.session, case, ctx.contact):
        ctx.case, ctx.relation = case, Relation.AUTHOR
        return True
    if case is not None and route.may in {May.HOLDER, May.READER}:
        how = relation(ctx.session, case, ctx.roles, ctx.tree)
        if how is Relation.HOLDER or (how is Relation.FORMER and route.may is May.READER):
            ctx.case, ctx.relation = case, how
            return True
    if route.name == ctx.contact.state:
        # else every further word would be refused
        ctx.goto(None)
    # the same words for a case that is not there and one that is not theirs: nothing is told by a refusal
    ctx.whisper(Phrase("case-not-yours"), main_menu(ctx.house, ctx.roles) if route.may is May.AUTHOR else ())
    return False
