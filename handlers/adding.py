"""The worker adds to a case that a desk has: by replying to any message of it, or after pressing the button."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.case_author import add, add_files, allow_files, mark_urgent, shield, uncover
from handlers.casework import unit_name
from handlers.context import Context
from handlers.drafts import draft_here
from handlers.finding import attend
from handlers.following_steps import ADDING, ask_about, hand_in, not_now, say_added, take_part
from handlers.menu import main_menu
from handlers.router import Feature, May
from handlers.texts import Phrase
from handlers.voice import button
from storage.casework import said_in
from storage.drafts import erase
from storage.fold import fold
from storage.following import move_said
from storage.models import CaseMessage, Inbound
from storage.petitions import OPEN

feature = Feature()

UNDECIDED = "petition.whither"
"""The state in which something was written and it is asked where it belongs."""
LASTS = timedelta(hours=1)
"""Whoever comes back after this time may have something else in mind: then it is asked again where it belongs."""


@feature.button("follow:add", May.AUTHOR, private=True)
def begin(ctx: Context) -> None:
    """What was just written, or what comes next, is added to this case."""
    petition = ctx.petition
    if petition.state not in OPEN:
        _not_open(ctx)
        return
    draft = draft_here(ctx) if ctx.contact.state == UNDECIDED else None
    ctx.goto(ADDING, case=petition.id, at=ctx.now.isoformat())
    if draft is None:
        rows = [[button("button-follow-done", f"follow:done:{petition.id}")]]
        words = Phrase("follow-write", code=petition.code, unit=unit_name(ctx, petition.unit_code or ""))
        ctx.say(words, rows, about=petition.id)
        return
    said = move_said(ctx.session, draft.id, petition.id)
    for part in said:
        shield(ctx, petition, part)
    danger = draft.urgent
    erase(ctx.session, ctx.house.files, draft)
    if danger:
        mark_urgent(ctx, petition)  # whom to call was said when it was written
    add(ctx, petition, said)
    say_added(ctx, petition)
    ask_about(ctx, petition, said)


def _not_open(ctx: Context) -> None:
    petition = ctx.petition
    if petition.state == "closed":
        rows = [[button("button-not-satisfied", f"follow:reopen:{petition.id}")]]
        ctx.say(Phrase("follow-closed", code=petition.code), rows, about=petition.id)
    else:
        not_now(ctx)


@feature.state("reply.author", May.AUTHOR)
def reply(ctx: Context) -> None:
    """A reply to any message of a case is added to it. What is said in a closed one is read, and opens nothing."""
    petition = ctx.petition
    if petition.state == "withdrawn":
        not_now(ctx)  # it gets nothing more; the words are dealt with as if they stood alone
    if petition.state not in (*OPEN, "closed") or _answers_us(ctx):
        ctx.message = replace(ctx.message, reply_to=None)
        attend(ctx, ctx.session.get_one(Inbound, ctx.inbound_id))
    elif not _says_something(ctx):
        ctx.say(Phrase("follow-nothing"), about=petition.id)
    else:
        if ctx.message.album and ctx.contact.state is None and petition.state in OPEN:
            # the other pictures of the album may come without saying what they reply to
            ctx.goto(ADDING, case=petition.id, at=ctx.now.isoformat())
        _take(ctx)


def _answers_us(ctx: Context) -> bool:
    """Whether the reply is what the conversation about this case waits for, or names one of its buttons."""
    case, typed = str(ctx.petition.id), fold(ctx.text)
    asked = (ctx.contact.state or "").startswith("follow.") and ctx.data.get("case") == ctx.petition.id
    lines = [line for line in ctx.contact.choices if line[1].split(":")[::2][:2] == ["follow", case]]
    return asked or any(typed in (fold(label), *number) for label, _, *number in lines)


@feature.state(ADDING, May.AUTHOR)
def more(ctx: Context) -> None:
    """Whatever is written now is added, until the worker is done or has been away for an hour."""
    petition = ctx.petition
    if petition.state == "closed":
        ctx.goto(None)
        _take(ctx)
    elif petition.state not in OPEN or ctx.now - datetime.fromisoformat(ctx.data["at"]) > LASTS:
        ctx.goto(None)
        attend(ctx, ctx.session.get_one(Inbound, ctx.inbound_id))
    elif _says_something(ctx):
        ctx.contact.data = {**ctx.data, "at": ctx.now.isoformat()}
        _take(ctx)
    else:
        ctx.say(Phrase("follow-nothing"), about=petition.id)


def _says_something(ctx: Context) -> bool:
    return bool(ctx.message.files or ctx.text.strip())


def _take(ctx: Context) -> None:
    petition, part = ctx.petition, take_part(ctx, ctx.petition)
    if _same_album(ctx) and not part.text:
        add_files(ctx, petition, part)
        return
    hand_in(ctx, petition, [part])
    say_added(ctx, petition)
    ask_about(ctx, petition, [part])


def _same_album(ctx: Context) -> bool:
    """Whether an earlier picture of this album was added just before; remembers the album for the next one."""
    album = ctx.message.album
    if album is None or ctx.contact.state != ADDING:
        return False
    known = ctx.data.get("album") == album
    ctx.contact.data = {**ctx.data, "album": album}
    return known


@feature.button("follow:done", May.AUTHOR, private=True, by_number=False)
def done(ctx: Context) -> None:
    """Nothing more to add."""
    if ctx.contact.state == ADDING:
        ctx.goto(None)
    words = Phrase("follow-done", code=ctx.petition.code, unit=unit_name(ctx, ctx.petition.unit_code or ""))
    draft = draft_here(ctx)
    waiting = [[button("button-petition-resume", f"petition:resume:{draft.id}")]] if draft else []
    ctx.say(words, [*waiting, *main_menu(ctx.house, ctx.roles)], about=ctx.petition.id)


@feature.button("follow:files", May.AUTHOR, private=True)
def send_files_after_all(ctx: Context) -> None:
    """Files that may tell who the author is go to the desk, since they agree to it (P5)."""
    part = _part(ctx)
    if part is None or ctx.petition.state == "withdrawn":
        not_now(ctx)
        return
    allow_files(ctx, ctx.petition, part)
    ctx.replace(Phrase("follow-files-sent", code=ctx.petition.code))


@feature.button("follow:uncover", May.AUTHOR, private=True)
def show_after_all(ctx: Context) -> None:
    """The desk may read the names and numbers in what was added."""
    part = _part(ctx)
    if part is None or ctx.petition.state == "withdrawn":
        not_now(ctx)
        return
    uncover(ctx, ctx.petition, part)
    ctx.replace(Phrase("follow-uncovered", code=ctx.petition.code))


def _part(ctx: Context) -> CaseMessage | None:
    number = ctx.args[1] if len(ctx.args) > 1 else ""
    said = said_in(ctx.session, ctx.petition.id, int(number)) if number.isdecimal() and len(number) < 19 else None
    return said if said is not None and said.author == "worker" else None
