"""What a petition that is being written waits for: one thing at a time, and that is the last message in the chat."""

from datetime import timedelta
from typing import Any

from handlers.context import Context
from handlers.drafts import draft_here, keep_said, says_something
from handlers.emergency import whom_to_call
from handlers.petition_questions import QUESTIONS
from handlers.petition_topics import guess, second
from handlers.preview import preview
from handlers.texts import Phrase, Words
from storage.fold import fold
from storage.models import CaseMessage, Petition
from storage.queue import later
from storage.types import Incoming

STATE = "petition."
"""Begins the name of every state of a conversation in which a petition is being written."""
QUIET = timedelta(seconds=4)
"""So long nothing more comes before the question is asked again: an album and a burst of messages get one answer (T5)."""
OLD = timedelta(days=1)
STEPS = {**QUESTIONS, "preview": preview}
ASKED_AGAIN = ("workplace", "commune", "topic", "split", "whither", "old", "preview")


def show(ctx: Context, petition: Petition, step: str, note: Words | None = None, **remembered: Any) -> None:
    """Ask or show one thing; `note` is said above it, `remembered` is what the question itself needs to know."""
    before = ctx.data if asks(ctx, petition) else {}
    kept = {name: True for name in ("no_topic", "one") if before.get(name)}
    ctx.goto(STATE + step, case=petition.id, asked=ctx.now.isoformat(), **kept, **remembered)
    petition.touched = ctx.now
    words, buttons = STEPS[step](ctx, petition)
    if note is not None:
        words = Phrase("petition-note", note=note, question=words)
    # what came after the question was shown stands below it: then it is asked anew, at the end of the chat
    if ctx.message.kind == "press" and not before.get("again"):
        ctx.say(words, buttons, replaces=ctx.message.message_id, kind="edit")
    else:
        ctx.say(words, buttons)


def show_again(ctx: Context, petition: Petition, note: Words | None) -> None:
    """Ask or show the same thing once more, as the last message of the chat."""
    remembered = {name: value for name, value in ctx.data.items() if name in {"found", "since", "kind", "every"}}
    show(ctx, petition, step_now(ctx), note, **remembered)


def go_on(ctx: Context, petition: Petition, note: Words | None = None) -> None:
    """Ask for what is not known yet; if all is known (or it is urgent), show what will be sent to whom."""
    asked = ctx.data if asks(ctx, petition) else {}
    guess(ctx, petition)
    if petition.workplace_said is None:
        show(ctx, petition, "workplace", note)
    elif petition.topic is None and not petition.urgent and not asked.get("no_topic"):
        show(ctx, petition, "topic", note)
    elif petition.second_topic is None and not asked.get("one") and second(ctx, petition):
        show(ctx, petition, "split", note)
    else:
        show(ctx, petition, "preview", note)


def asks(ctx: Context, petition: Petition) -> bool:
    """Whether the conversation waits for an answer about this petition."""
    return step_now(ctx) in STEPS and ctx.data.get("case") == petition.id


def step_now(ctx: Context) -> str:
    """The name of the thing that was asked or shown last, "" outside of a petition."""
    state = ctx.contact.state or ""
    return state.removeprefix(STATE) if state.startswith(STATE) else ""


def take_in(ctx: Context, petition: Petition, text: str | None = None) -> CaseMessage:
    """Keep the message in hand as part of the petition; words of danger mark it urgent and show at once whom to call."""
    part = keep_said(ctx, petition, text)
    if not petition.urgent and ctx.understood.urgent:
        petition.urgent = True
        ctx.say(Phrase("petition-urgent", call=whom_to_call(ctx, ctx.contact.language, ctx.understood.urgent)))
    return part


def join(ctx: Context, petition: Petition) -> None:
    """The message in hand is no answer: it belongs to the petition, and what was asked is asked again once it is quiet."""
    if not says_something(ctx, ctx.text):
        _ask_later(ctx, petition, joined=0)
        return
    if no_such_number(ctx):
        show_again(ctx, petition, Phrase("petition-no-such-number"))
        return
    old = ctx.now - petition.touched > OLD
    part = take_in(ctx, petition)
    if old:
        show(ctx, petition, "old", since=part.id, kind=petition.kind)
    elif asks(ctx, petition):
        _ask_later(ctx, petition, joined=1)
    else:
        go_on(ctx, petition, Phrase("petition-noted"))


def no_such_number(ctx: Context) -> bool:
    """Whether a number was typed for which the last menu has no line."""
    typed = fold(ctx.text)
    return bool(ctx.contact.choices) and not ctx.message.files and typed.isdecimal() and len(typed) <= 2


def still_telling(ctx: Context, petition: Petition) -> bool:
    """Whether the last message or question is so fresh that what comes was typed before the question was read."""
    return ctx.now - petition.touched < 2 * QUIET


def settled(ctx: Context) -> None:
    """It may be quiet: ask again for what was asked before the last messages came, as the last message of the chat."""
    petition = draft_here(ctx)
    if petition is None or not asks(ctx, petition) or not ctx.data.get("again"):
        return
    if ctx.data["asked"] != ctx.message.extra["asked"]:
        return
    if ctx.now - petition.touched < QUIET:
        _wake(ctx, petition)
        return
    joined = ctx.data.get("joined", 0)
    note = Phrase("petition-joined", count=joined) if joined else None
    step = step_now(ctx)
    if step in ASKED_AGAIN:
        show_again(ctx, petition, note)
    else:
        go_on(ctx, petition, note)


def _ask_later(ctx: Context, petition: Petition, joined: int) -> None:
    first = not ctx.data.get("again")
    ctx.contact.data = {**ctx.data, "again": True, "joined": ctx.data.get("joined", 0) + joined}
    if first:
        _wake(ctx, petition)


def _wake(ctx: Context, petition: Petition) -> None:
    wake = Incoming(
        channel="house", bot="", external_id=f"draft-settled-{ctx.inbound_id}", address=ctx.contact.address,
        sender=ctx.contact.address, kind="draft_settled", extra={"asked": ctx.data["asked"]},
    )  # fmt: skip
    # in the person's own lane: it never overtakes a message that waits
    later(ctx.session, wake, petition.touched + QUIET, lane=ctx.contact.address)
