"""The worker follows the own cases: the list, one case with all that happened, its secret, taking it back."""

from collections.abc import Sequence

from handlers.cards import reason_words, topic_words
from handlers.case_author import can_reopen, renew_secret, withdraw
from handlers.casework import unit_name, why
from handlers.context import Context
from handlers.following_steps import author_state, not_now
from handlers.menu import main_menu
from handlers.router import Feature, May
from handlers.texts import Phrase, Verbatim, Words
from handlers.voice import Button, Rows, button
from storage.following import events_of, last_answer
from storage.models import Petition, PetitionEvent
from storage.petitions import OPEN, cases_of_author, may_follow

feature = Feature()


@feature.command("status", private=True, before_consent=True)
def status(ctx: Context) -> None:
    """The own cases, newest first."""
    _leave(ctx)
    _list(ctx, before=None)


@feature.button("follow:more", private=True, before_consent=True)
def more(ctx: Context) -> None:
    """The next page; its argument is the case where the last one ended."""
    last = ctx.args[0] if ctx.args else ""
    _list(ctx, before=int(last) if last.isdecimal() and len(last) < 19 else None)


def _list(ctx: Context, before: int | None) -> None:
    page = ctx.house.desk.page
    cases = cases_of_author(ctx.session, ctx.contact, page + 1, before)
    shown = cases[:page]
    if not shown:
        ctx.say(Phrase("follow-none"), main_menu(ctx.house, ctx.roles))
        return
    lines = [
        ctx.words(
            "follow-line", code=case.code, topic=topic_words(case.topic), state=author_state(case),
            unit=unit_name(ctx, case.unit_code or ""), since=case.holder_since,
        )
        for case in shown
    ]  # fmt: skip
    rows = [[Button(Verbatim(case.code or ""), f"follow:show:{case.id}")] for case in shown]
    if len(cases) > page:
        rows.append([button("button-follow-older", f"follow:more:{shown[-1].id}")])
    ctx.say(Phrase("follow-list", cases=Verbatim("\n\n".join(lines))), rows)


@feature.button("follow:show", May.AUTHOR, private=True, before_consent=True)
def show(ctx: Context) -> None:
    """One case: who holds it and why, what happened, what was answered."""
    _leave(ctx)
    petition = ctx.petition
    if petition.state == "draft":
        ctx.say(Phrase("follow-draft"), main_menu(ctx.house, ctx.roles))
        return
    answer = last_answer(ctx.session, petition.id)
    words = Phrase(
        "follow-case",
        code=petition.code,
        topic=topic_words(petition.topic),
        state=author_state(petition),
        unit=unit_name(ctx, petition.unit_code or ""),
        since=petition.holder_since,
        reason=_reason(ctx, petition),
        events=Verbatim(_happened(ctx, events_of(ctx.session, petition.id))),
        answer=Phrase("follow-last-answer", at=answer.created, text=_said(answer.text)) if answer else Verbatim(""),
    )
    ctx.say(words, _buttons(ctx, petition), about=petition.id)


def _leave(ctx: Context) -> None:
    """Whoever looks around does not answer what was asked: else the next words would be taken for it."""
    if (ctx.contact.state or "").startswith("follow."):
        ctx.goto(None)


def _said(text: str) -> Words:
    return Verbatim(text) if text else Phrase("author-files-only")


def _reason(ctx: Context, petition: Petition) -> Words:
    reason = petition.reason
    # the general words speak of the sender as of somebody else
    if reason.get("key") == "route-excluded":
        return Phrase("preview-excluded", passed=unit_name(ctx, reason["args"]["passed"]))
    return reason_words(ctx.house, reason)


def _happened(ctx: Context, events: Sequence[PetitionEvent]) -> str:
    """A line for each thing that concerns the author; notes of officers among themselves have no words here."""
    return "\n".join(
        ctx.words(
            f"follow-event-{event.kind}", at=event.at, unit=unit_name(ctx, event.unit_to or ""),
            why=why(event.details.get("words", "")),
            **{name: Verbatim(str(event.details.get(name, ""))) for name in ("body", "number", "day", "points")},
        )
        for event in events
        if ctx.house.texts.has(f"follow-event-{event.kind}")
    )  # fmt: skip


def _buttons(ctx: Context, petition: Petition) -> Rows:
    case = petition.id
    rows: list[list[Button]] = []
    if petition.state in OPEN:
        rows.append(
            [button("button-add-more", f"follow:add:{case}"), button("button-follow-withdraw", f"follow:withdraw:{case}")]
        )
    if can_reopen(ctx, petition):
        rows.append([button("button-not-satisfied", f"follow:reopen:{case}")])
    if petition.state != "withdrawn":
        rows.append([button("button-follow-secret", f"follow:secret:{case}")])
    return rows


@feature.button("follow:secret", May.AUTHOR, private=True, before_consent=True)
def secret(ctx: Context) -> None:
    """A new secret for opening the case elsewhere; asks first, since the old one ends."""
    petition = ctx.petition
    if petition.code is None or petition.state == "withdrawn":
        not_now(ctx)
    elif ctx.args[1:] == ["new"]:
        ctx.replace(
            Phrase("follow-secret-new", code=petition.code, secret=Verbatim(renew_secret(ctx, petition))), kind="receipt"
        )
    else:
        rows = [
            [button("button-follow-secret-new", f"follow:secret:{petition.id}:new")],
            [button("button-follow-leave-it", f"follow:show:{petition.id}")],
        ]
        ctx.say(Phrase("follow-secret-sure", code=petition.code), rows, about=petition.id)


@feature.button("follow:withdraw", May.AUTHOR, private=True, before_consent=True)
def take_back(ctx: Context) -> None:
    """Take the case back, after asking once more."""
    petition = ctx.petition
    if not may_follow(petition, "withdraw"):
        not_now(ctx)
    elif ctx.args[1:] == ["yes"]:
        withdraw(ctx, petition)
        if ctx.data.get("case") == petition.id:
            ctx.goto(None)
        ctx.replace(Phrase("follow-withdrawn", code=petition.code))
    else:
        rows = [
            [button("button-follow-withdraw-now", f"follow:withdraw:{petition.id}:yes", code=petition.code)],
            [button("button-follow-leave-it", f"follow:show:{petition.id}")],
        ]
        words = Phrase("follow-withdraw-sure", code=petition.code, unit=unit_name(ctx, petition.unit_code or ""))
        ctx.say(words, rows, about=petition.id)
