"""How the worker finds an answer: a number, or that it is not enough and the level above must look at it."""

from handlers.case_author import can_reopen, mark_urgent, rate, reopen
from handlers.casework import author_addresses, unit_name
from handlers.contact import office
from handlers.context import Context
from handlers.following_steps import ADDING, ask_about, not_now, show_numbers, take_part
from handlers.hearing import heard_in
from handlers.menu import main_menu
from handlers.router import Feature, May
from handlers.texts import Phrase, Verbatim
from handlers.voice import button
from storage.following import last_answer
from storage.models import CaseMessage
from storage.petitions import may_follow

feature = Feature()

POINTS = {"1", "2", "3", "4", "5"}
BAD = 2
"""So few points or fewer: the worker is asked whether the level above should look at it."""


@feature.button("follow:rate", May.AUTHOR, private=True, before_consent=True)
def judge(ctx: Context) -> None:
    """One tap; another one later changes it."""
    petition = ctx.petition
    points = ctx.args[1] if len(ctx.args) > 1 else ""
    judged = petition.state == "closed" or last_answer(ctx.session, petition.id) is not None
    if points not in POINTS or petition.state == "withdrawn" or not judged:
        not_now(ctx)
        return
    rate(ctx, petition, int(points))
    rows = []
    if int(points) <= BAD and can_reopen(ctx, petition):
        rows = [[button("button-not-satisfied", f"follow:reopen:{petition.id}")]]
    key = "follow-rated-bad" if rows else "follow-rated"
    ctx.say(Phrase(key, code=petition.code, points=int(points)), rows, about=petition.id)


@feature.button("follow:reopen", May.AUTHOR, private=True, before_consent=True)
def ask_why(ctx: Context) -> None:
    """Ask what is missing; that may be skipped."""
    petition = ctx.petition
    if not _may_reopen(ctx):
        return
    if ctx.args[1:] == ["skip"]:
        _reopen(ctx, [])
        return
    ctx.goto("follow.why", case=petition.id)
    rows = [
        [button("button-follow-skip", f"follow:reopen:{petition.id}:skip")],
        [button("button-follow-leave-it", f"follow:show:{petition.id}")],
    ]
    ctx.say(Phrase("follow-why", code=petition.code), rows, about=petition.id)


@feature.state("follow.why", May.AUTHOR)
def why_said(ctx: Context) -> None:
    """What is missing, in the worker's words; the next level reads it."""
    if not ctx.text.strip() and not ctx.message.files:
        ctx.say(Phrase("follow-nothing"), about=ctx.petition.id)
    elif _may_reopen(ctx):
        _reopen(ctx, [take_part(ctx, ctx.petition)])


def _may_reopen(ctx: Context) -> bool:
    """Whether the case can be reopened now; if not, say why and leave the question."""
    petition = ctx.petition
    if can_reopen(ctx, petition):
        return True
    _leave(ctx)
    if may_follow(petition, "reopen"):
        words = Phrase(
            "follow-reopened-enough", code=petition.code, times=petition.reopened, hotline=Verbatim(office(ctx).hotline)
        )
        ctx.say(words, main_menu(ctx.house, ctx.roles), about=petition.id)
    else:
        not_now(ctx)
    return False


def _leave(ctx: Context) -> None:
    if ctx.contact.state == "follow.why" and ctx.data.get("case") == ctx.petition.id:
        ctx.goto(None)


def _reopen(ctx: Context, said: list[CaseMessage]) -> None:
    petition = ctx.petition
    _leave(ctx)
    if ctx.message.album:
        # its other pictures belong to the reason too
        ctx.goto(ADDING, case=petition.id, at=ctx.now.isoformat(), album=ctx.message.album)
    if kind := heard_in(said).urgent:
        show_numbers(ctx, kind)
        mark_urgent(ctx, petition)
    before = petition.unit_code
    reopen(ctx, petition, said)
    unit = unit_name(ctx, petition.unit_code or "")
    if petition.unit_code == before:
        ctx.say(Phrase("follow-reopened-here", code=petition.code, unit=unit), about=petition.id)
    elif ctx.place.address not in author_addresses(ctx, petition):
        ctx.say(Phrase("author-reopened", code=petition.code, unit=unit), about=petition.id)
    ask_about(ctx, petition, said)
