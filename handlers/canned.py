"""Answers that a unit keeps for using again: chosen, read, sent, kept, thrown away."""

from handlers.answering import STEP, answer
from handlers.context import Context
from handlers.deskwork import finish, not_now, write_for
from handlers.router import Feature, May
from handlers.texts import Phrase, Verbatim
from handlers.voice import Button, button
from storage.casework import canned_answers, said_in
from storage.fold import clean, fold
from storage.models import CannedAnswer
from storage.petitions import may_follow

feature = Feature()

TITLE = 40
"""Letters of a title: it is the label of a button."""
OFFERED = 20


@feature.button("canned:list", May.HOLDER)
def choose(ctx: Context) -> None:
    """The titles."""
    case = ctx.petition.id
    kept = canned_answers(ctx.session, ctx.officer.unit_code)[:OFFERED]
    if not kept:
        ctx.say(Phrase("canned-none"), about=case)
        return
    rows = [[Button(Verbatim(one.title), f"canned:show:{case}:{one.id}")] for one in kept]
    ctx.say(Phrase("canned-choose", code=ctx.petition.code), [*rows, [button("button-never-mind", "officer:drop")]], about=case)


def _chosen(ctx: Context) -> CannedAnswer | None:
    """The one whose button was pressed; one of another unit is not there."""
    number = ctx.args[1] if len(ctx.args) > 1 else ""
    one = ctx.session.get(CannedAnswer, int(number)) if number.isdecimal() and len(number) < 19 else None
    if one is not None and one.unit_code == ctx.officer.unit_code:
        return one
    ctx.say(Phrase("canned-gone"), about=ctx.petition.id)
    return None


@feature.button("canned:show", May.HOLDER)
def preview(ctx: Context) -> None:
    """One of them, to be read before it is sent."""
    one = _chosen(ctx)
    if one is None:
        return
    case = ctx.petition.id
    rows = [
        [
            button("button-send", f"canned:send:{case}:{one.id}"),
            button("button-canned-delete", f"canned:delete:{case}:{one.id}"),
        ],
        [button("button-never-mind", "officer:drop")],
    ]
    ctx.say(Phrase("canned-preview", code=ctx.petition.code, text=Verbatim(one.text)), rows, about=case)


@feature.button("canned:send", May.HOLDER)
def send(ctx: Context) -> None:
    """Answer with it: it has been read, so it leaves at once."""
    one = _chosen(ctx)
    if one is None:
        return
    if not may_follow(ctx.petition, STEP["answer"]):
        not_now(ctx)
        return
    finish(ctx)
    answer(ctx, ctx.petition, ctx.officer, one.text, at=ctx.place.address)
    ctx.replace(Phrase("answer-left", code=ctx.petition.code))


@feature.button("canned:delete", May.HOLDER)
def delete(ctx: Context) -> None:
    """Throw it away."""
    one = _chosen(ctx)
    if one is not None:
        ctx.session.delete(one)
        ctx.replace(Phrase("canned-deleted", title=Verbatim(one.title)))


@feature.button("canned:save", May.HOLDER)
def save(ctx: Context) -> None:
    """Ask for the title of an answer that has left."""
    number = ctx.args[1] if len(ctx.args) > 1 else ""
    said = said_in(ctx.session, ctx.petition.id, int(number)) if number.isdecimal() and len(number) < 19 else None
    if said is None or said.author != "answer" or said.unit_code != ctx.officer.unit_code:
        ctx.say(Phrase("canned-gone"), about=ctx.petition.id)
        return
    write_for(ctx, "officer.canned", Phrase("canned-title"), said=said.id)


@feature.state("officer.canned", May.HOLDER)
def titled(ctx: Context) -> None:
    """The title; the same title again replaces what stood there."""
    title = clean(ctx.text).strip()[:TITLE]
    said = said_in(ctx.session, ctx.petition.id, int(ctx.data["said"]))
    if not fold(title) or said is None:
        ctx.say(Phrase("canned-title"), about=ctx.petition.id)
        return
    finish(ctx)
    unit = ctx.officer.unit_code
    same = next((one for one in canned_answers(ctx.session, unit) if fold(one.title) == fold(title)), None)
    if same is None:
        ctx.session.add(CannedAnswer(unit_code=unit, title=title, text=said.text))
    else:
        same.title, same.text = title, said.text
    ctx.say(Phrase("canned-saved", title=Verbatim(title)), about=ctx.petition.id)
