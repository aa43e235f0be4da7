"""The front door: greeting, help, language, how to reach the office, and the way out of any conversation."""

from handlers.commands import menu
from handlers.contact import office
from handlers.context import Context
from handlers.finding import permit
from handlers.menu import main_menu
from handlers.router import Feature, May
from handlers.texts import Phrase, Verbatim, Words
from handlers.tongue import languages
from storage.petitions import draft_at

UNIT = "u_"
"""Begins the payload of a link or QR code that knows the unit."""

feature = Feature()


@feature.command("start", before_consent=True)
def start(ctx: Context) -> None:
    """Greet; a link may bring the workplace or an invitation with it, anything else that it brings is passed over."""
    payload = ctx.args[0] if ctx.args else ""
    if known := ctx.house.router.pattern(payload):
        route, ctx.args = known
        route.handler(ctx)
        return
    if ctx.message.group:
        ctx.say(Phrase("only-in-private"))
        return
    if not _in_petition(ctx):
        ctx.goto(None)  # a draft is never left by accident: its questions go on where they were
    if payload.startswith(UNIT):
        _remember_workplace(ctx, payload.removeprefix(UNIT))
    ctx.say(_greeting(ctx), main_menu(ctx.house, ctx.roles))


def _remember_workplace(ctx: Context, unit: str) -> None:
    if unit in ctx.tree and ctx.tree.node(unit).in_force(ctx.house.day(ctx.now).date()):
        ctx.contact.workplace_unit = unit


def _greeting(ctx: Context) -> Words:
    unit = ctx.contact.workplace_unit
    name = ctx.tree.node(unit).name if unit and unit in ctx.tree else None
    said: dict[str, Words] = {
        "office": Verbatim(office(ctx).office),
        "workplace": Phrase("start-workplace", unit=Verbatim(name)) if name else Verbatim(""),
        "draft": Phrase("start-draft") if draft_at(ctx.session, ctx.contact.address) else Verbatim(""),
    }
    if not ctx.roles:
        return Phrase("start-greeting", **said)
    return Phrase("start-greeting-role", name=Verbatim(ctx.roles[0].name), roles=_seats(ctx), **said)


def _seats(ctx: Context) -> Words:
    """What somebody with roles sits here for."""
    lines = []
    for role in ("officer", "admin"):
        names = [ctx.tree.node(seat.unit_code).name for seat in ctx.roles if seat.role == role]
        if names:
            lines.append(ctx.words(f"start-role-{role}", units=", ".join(names)))
    return Verbatim("\n".join(lines))


@feature.command("help", private=True, before_consent=True)
def help_(ctx: Context) -> None:
    """What one can do here, by what exists and which roles this person has."""
    roles = {role.role for role in ctx.roles}
    parts = [("help-worker", {May.ANYONE, May.AUTHOR})]
    if "officer" in roles:
        parts.append(("help-officer", {May.OFFICER, May.HOLDER, May.READER}))
    if "admin" in roles:
        parts.append(("help-admin", {May.ADMIN}))
    language = ctx.contact.language
    blocks = []
    for heading, may in parts:
        lines = [
            ctx.words("help-line", word=word, what=what)
            for word, what in menu(ctx.house.texts, ctx.house.router, language, may)
        ]
        if lines:
            blocks.append("\n".join([ctx.house.texts.say(language, Phrase(heading)), *lines]))
    ctx.say(Phrase("help", commands=Verbatim("\n\n".join(blocks))), main_menu(ctx.house, ctx.roles))


@feature.command("contact", private=True, before_consent=True)
def contact(ctx: Context) -> None:
    """The contact card."""
    card = office(ctx)
    ctx.say(
        Phrase(
            "contact-card", office=Verbatim(card.office), address=Verbatim(card.address),
            hotline=Verbatim(card.hotline), hours=Verbatim(card.hours),
        ),
        main_menu(ctx.house, ctx.roles),
    )  # fmt: skip


@feature.command("language", private=True, before_consent=True)
@feature.button("language", private=True, before_consent=True)
def language(ctx: Context) -> None:
    """Offer the languages, each by its own name; a chosen one stays."""
    texts = ctx.house.texts
    if ctx.args and ctx.args[0] in texts.languages:
        ctx.contact.language, ctx.contact.language_chosen = ctx.args[0], True
        ctx.replace(Phrase("language-chosen"), main_menu(ctx.house, ctx.roles))
        return
    ctx.say(Phrase("language-ask"), [languages(ctx)])


@feature.command("cancel", private=True, before_consent=True)
def cancel(ctx: Context) -> None:
    """Leave whatever conversation this is; what happens to an open draft is the petition desk's business."""
    if not _passed_on(ctx, "cancel"):
        ctx.goto(None)
        ctx.say(Phrase("start-left"), main_menu(ctx.house, ctx.roles))


@feature.command("back", private=True, before_consent=True)
def back(ctx: Context) -> None:
    """One question back in a draft; elsewhere there is only the menu to go back to."""
    if not _passed_on(ctx, "back"):
        ctx.goto(None)
        ctx.say(Phrase("start-menu"), main_menu(ctx.house, ctx.roles))


@feature.state("unknown_button", before_consent=True)
def unknown_button(ctx: Context) -> None:
    """A button from a message of long ago, or one that was never ours."""
    if ctx.message.group:
        ctx.say(Phrase("button-old"))
    else:
        ctx.say(Phrase("button-old"), main_menu(ctx.house, ctx.roles))


def _in_petition(ctx: Context) -> bool:
    return (ctx.contact.state or "").startswith("petition.")


def _passed_on(ctx: Context, step: str) -> bool:
    """Whether another desk took it: the draft that is open here, or the question for consent."""
    if ctx.contact.state == "consent.asked":
        name, case_id = "consent:refuse" if step == "cancel" else "consent:ask", None
    elif ctx.contact.state is None or _in_petition(ctx):
        draft = draft_at(ctx.session, ctx.contact.address)
        if draft is None:
            return False
        name, case_id = f"petition:{step}:{draft.id}", draft.id
    else:
        return False
    found = ctx.house.router.button(name)
    assert found is not None
    route, ctx.args = found
    if permit(ctx, route, case_id):
        route.handler(ctx)
    return True
