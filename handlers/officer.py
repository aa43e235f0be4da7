"""What an officer does with a case from its card: take it, read all of it, write a note, close it."""

from handlers.answering import arrival, keep_said
from handlers.cards import card_words
from handlers.casesteps import close, note, take
from handlers.context import Context
from handlers.deskwork import finish, lay_before, not_now, view_of, write_for
from handlers.history import history_words
from handlers.leaving import close_question
from handlers.router import Feature, May
from handlers.texts import Phrase, Verbatim
from handlers.voice import Rows, button
from storage.models import Officer
from storage.petitions import Relation, may_follow

feature = Feature()

REASON = 500
"""Letters of a reason that are kept."""


@feature.button("case:take", May.HOLDER)
def take_it(ctx: Context) -> None:
    """Take the case; one that a colleague has is taken over only with a reason."""
    petition, officer = ctx.petition, ctx.officer
    holder = ctx.session.get(Officer, petition.officer_id) if petition.officer_id is not None else None
    if not may_follow(petition, "take"):
        not_now(ctx)
    elif holder is None or holder.ended is not None:
        take(ctx, petition, officer, "", at=ctx.place.address)
        ctx.say(Phrase("officer-took", code=petition.code), about=petition.id)
    elif holder.id == officer.id:
        ctx.say(Phrase("officer-has-it", code=petition.code), about=petition.id)
    else:
        words = Phrase("officer-why-take-over", code=petition.code, officer=Verbatim(holder.name))
        write_for(ctx, "officer.takeover", words)


@feature.state("officer.takeover", May.HOLDER)
def take_over(ctx: Context) -> None:
    """The reason for taking a case from a colleague."""
    petition = ctx.petition
    words = ctx.text.strip()[:REASON]
    if not words:
        ctx.say(Phrase("officer-reason-needed"), about=petition.id)
        return
    finish(ctx)
    if not may_follow(petition, "take"):
        not_now(ctx)
        return
    take(ctx, petition, ctx.officer, words, at=ctx.place.address)
    ctx.say(Phrase("officer-took", code=petition.code), about=petition.id)


@feature.button("case:card", May.READER)
def card(ctx: Context) -> None:
    """The card of a case from a list or a digest, and its files."""
    view, holds = view_of(ctx), ctx.relation is Relation.HOLDER
    words = card_words(ctx.house, view, given_away=not holds)
    lay_before(ctx, view, words, None if holds else _show(ctx), kind="card" if holds else "note")


def _show(ctx: Context) -> Rows:
    return [[button("button-case-show", f"case:show:{ctx.petition.id}")]]


@feature.button("case:show", May.READER)
def show(ctx: Context) -> None:
    """All that was said in a case, in as many messages as it takes, and its files again."""
    view, holds = view_of(ctx), ctx.relation is Relation.HOLDER
    words = history_words(ctx, ctx.contact.language, view, arrival(ctx, ctx.petition) if holds else {}, given_away=not holds)
    lay_before(ctx, view, words, None if holds else ())


@feature.button("case:note", May.HOLDER)
def write_note(ctx: Context) -> None:
    """Ask for an internal note."""
    write_for(ctx, "officer.note", Phrase("officer-write-note", code=ctx.petition.code))


@feature.state("officer.note", May.HOLDER)
def keep_note(ctx: Context) -> None:
    """The note: read by the desks that hold the case, never by the worker."""
    if not ctx.text.strip() and not ctx.message.files:
        ctx.say(Phrase("officer-nothing-to-send"), about=ctx.petition.id)
        return
    said = keep_said(ctx, ctx.petition, ctx.officer, "note", ctx.message)
    close_question(ctx, said)
    note(ctx, ctx.petition, said, ctx.officer, at=ctx.place.address)
    ctx.say(Phrase("officer-noted", code=ctx.petition.code), about=ctx.petition.id)


@feature.button("case:close", May.HOLDER)
def ask_to_close(ctx: Context) -> None:
    """Close a case: not without an answer, or without somebody who must answer (R1)."""
    petition = ctx.petition
    if may_follow(petition, "close"):
        sure = [button("button-close-now", f"case:end:{petition.id}"), button("button-never-mind", "officer:drop")]
        ctx.say(Phrase("officer-close-sure", code=petition.code), [sure], about=petition.id)
    elif may_follow(petition, "answer"):
        ways = [
            [button("button-case-answer", f"case:answer:{petition.id}")],
            [button("button-not-ours-unit", f"case:transfer:{petition.id}")],
            [button("button-not-ours-outside", f"case:refer:{petition.id}")],
        ]
        ctx.say(Phrase("officer-close-how", code=petition.code), ways, about=petition.id)
    else:
        not_now(ctx)


@feature.button("case:end", May.HOLDER)
def close_it(ctx: Context) -> None:
    """Close it now."""
    if not may_follow(ctx.petition, "close"):
        not_now(ctx)
        return
    close(ctx, ctx.petition, ctx.officer, at=ctx.place.address)
    ctx.replace(Phrase("officer-closed", code=ctx.petition.code))


@feature.button("officer:drop", May.OFFICER)
def drop(ctx: Context) -> None:
    """Not now after all."""
    if (ctx.contact.state or "").startswith("officer."):
        ctx.goto(None)
    ctx.replace(Phrase("officer-dropped"))
