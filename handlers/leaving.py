"""From what an officer wrote to its leaving: doubts, a press in a group, the moment for taking it back."""

from datetime import timedelta

from handlers.answering import STEP, add_part, keep_unsent, leave
from handlers.context import Context
from handlers.deskwork import not_now
from handlers.texts import Phrase, Verbatim, Words
from handlers.voice import REPLY, Rows, button
from storage.casework import answered_by_others, files_of, sent_with_button, unsent_since
from storage.models import CaseMessage, Officer
from storage.petitions import NotNow, may_follow
from storage.queue import later
from storage.types import Incoming

ALBUM = timedelta(seconds=10)
"""Parts of one album come within this time."""
AT_ONCE = timedelta(minutes=10)
"""What a colleague sent so short a time ago may not have been read by the one who answers now."""
QUOTED = 300


def close_question(ctx: Context, said: CaseMessage) -> None:
    """What was asked for is here: the conversation goes on, but for the other parts of an album."""
    if not (ctx.contact.state or "").startswith("officer.") or ctx.data.get("case") != said.petition_id:
        return
    if ctx.message.album:
        ctx.goto("officer.album", case=said.petition_id, said=said.id, album=ctx.message.album)
    else:
        ctx.goto(None)


def begin(ctx: Context, becomes: str) -> None:
    """Keep what the officer wrote and let it leave: after a moment for taking it back, in a group after a press."""
    petition, officer = ctx.petition, ctx.officer
    if not ctx.text.strip() and not ctx.message.files:
        ctx.say(Phrase("officer-nothing-to-send"), about=petition.id)
        return
    if not may_follow(petition, STEP[becomes]):
        not_now(ctx)
        return
    earlier = unsent_since(ctx.session, petition.id, officer.id, ctx.now - ALBUM) if ctx.message.album else None
    if earlier is not None and files_of(ctx.session, earlier.id):
        add_part(ctx, earlier, ctx.message)
        return
    said = keep_unsent(ctx, petition, officer, becomes, ctx.message)
    close_question(ctx, said)
    doubt = doubt_of(ctx, officer, said)
    if doubt is not None:
        ask_first(ctx, said, doubt)
    elif ctx.message.group:
        ask_first(ctx, said, (Phrase("answer-to-worker", code=petition.code), 0))
    else:
        _count_down(ctx, said)


def doubt_of(ctx: Context, officer: Officer, said: CaseMessage, seen: int = 0) -> tuple[Words, int] | None:
    """Why it might not be meant any more (R6), and the colleague's message that was seen by then."""
    petition = ctx.petition
    # what another unit sent before the case came here is read on the card
    since = max(min(said.created, ctx.now - AT_ONCE), petition.holder_since or said.created)
    other = answered_by_others(ctx.session, petition.id, officer.id, since)
    if other is not None and other.id > seen:
        colleague = ctx.session.get(Officer, other.officer_id)
        text = other.text if len(other.text) <= QUOTED else f"{other.text[:QUOTED].rstrip()}…"
        name = Verbatim(colleague.name if colleague else "")
        return Phrase("answer-just-sent", code=petition.code, officer=name, at=other.created, text=Verbatim(text)), other.id
    taker = ctx.session.get(Officer, petition.officer_id) if petition.officer_id not in (None, officer.id) else None
    if taker is not None and not seen:
        return Phrase("answer-taken", code=petition.code, officer=Verbatim(taker.name)), other.id if other else 0
    return None


def ask_first(ctx: Context, said: CaseMessage, doubt: tuple[Words, int]) -> None:
    words, seen = doubt
    case = said.petition_id
    send = button("button-send", f"answer:send:{case}:{said.id}:{max(seen, 1)}")
    ctx.say(
        words, [[send, button("button-do-not-send", f"answer:undo:{case}:{said.id}")]], about=case, reply_to=said.message_id
    )


def _count_down(ctx: Context, said: CaseMessage) -> None:
    seconds = ctx.house.desk.undo_seconds
    if not seconds:
        send_kept(ctx, said)
        return
    case = said.petition_id
    words = Phrase("answer-leaves", seconds=seconds, code=ctx.petition.code)
    undo = button("button-undo", f"answer:undo:{case}:{said.id}")
    ctx.say(words, [[undo]], about=case, kind="countdown", reply_to=said.message_id)
    bell = Incoming(
        channel="house", bot="", external_id=f"answer_due/{said.id}", address=ctx.place.address, sender=ctx.contact.address,
        kind="answer_due", extra={"case": case, "said": said.id},
    )  # fmt: skip
    later(ctx.session, bell, ctx.now + timedelta(seconds=seconds), lane=f"answer_due/{said.id}")


def send_kept(ctx: Context, said: CaseMessage) -> None:
    try:
        leave(ctx, ctx.petition, said, ctx.officer, at=ctx.place.address)
    except NotNow:
        said.withdrawn = ctx.now
        not_now(ctx)
        return
    keep = said.author == "answer" and said.text
    buttons = [[button("button-canned-save", f"canned:save:{said.petition_id}:{said.id}")]] if keep else []
    in_place(ctx, said, Phrase("answer-left", code=ctx.petition.code), buttons)


def in_place(ctx: Context, said: CaseMessage, words: Words, buttons: Rows = ()) -> None:
    """Put it where the press was, or where the countdown stands."""
    undo_data = f"answer:undo:{said.petition_id}:{said.id}"
    shown = sent_with_button(ctx.session, said.petition_id, ctx.place.address, "countdown", undo_data)
    if ctx.message.kind == "press":
        ctx.replace(words, buttons)
    elif shown is not None and shown.sent_id is not None:
        ctx.say(words, buttons, about=said.petition_id, kind="edit", replaces=shown.sent_id, priority=REPLY)
    else:
        ctx.say(words, buttons, about=said.petition_id)
