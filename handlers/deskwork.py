"""What the officers' desks share: asking for words, saying why not, showing a case where only its readers see it."""

from typing import Any

from handlers.context import Context
from handlers.desk import buttons_at, desks_for, send_files, tell_desk
from handlers.texts import Phrase, Words
from handlers.voice import Rows, button
from storage.case_view import CaseView, case_view
from storage.models import Desk
from storage.petitions import Relation, read_until


def write_for(ctx: Context, state: str, words: Words, offers: Rows = (), **data: Any) -> None:
    """Ask the officer to write something for the case; what comes next goes to `state`."""
    ctx.goto(state, case=ctx.petition.id, **data)
    if ctx.message.group:  # where privacy mode is on, the bot hears nothing there but replies
        words = Phrase("officer-write-in-group", words=words)
    ctx.say(words, [*offers, [button("button-never-mind", "officer:drop")]], about=ctx.petition.id)


def not_now(ctx: Context) -> None:
    """Say why something cannot be done: how the case stands."""
    state = Phrase(f"state-{ctx.petition.state}")
    ctx.say(Phrase("officer-not-now", code=ctx.petition.code, state=state), about=ctx.petition.id)


def finish(ctx: Context) -> None:
    """What was asked for about this case is here: the conversation stands nowhere any more."""
    if (ctx.contact.state or "").startswith("officer.") and ctx.data.get("case") == ctx.petition.id:
        ctx.goto(None)


def view_of(ctx: Context) -> CaseView:
    """The case as this officer may read it: all of it, or what was there when their unit gave it away."""
    until = read_until(ctx.session, ctx.petition, ctx.roles) if ctx.relation is Relation.FORMER else None
    return case_view(ctx.session, ctx.petition, ctx.relation, until)


def lay_before(ctx: Context, view: CaseView, words: Words, buttons: Rows | None = None, kind: str = "note") -> None:
    """Show something of a case, with its files, where it was asked for; in a group only if that is a desk for this case.

    buttons: None for all that its holders may do with it.
    """
    chat = next((desk for desk in desks_for(ctx.session, ctx.petition) if desk.address == ctx.place.address), None)
    if chat is None or ctx.relation is not Relation.HOLDER:
        chat = Desk(unit_code=view.unit_code, address=ctx.contact.address)  # not kept: only where to
    tell_desk(ctx, chat, view, words, buttons_at(chat, view) if buttons is None else buttons, kind=kind)
    send_files(ctx, chat, view)
