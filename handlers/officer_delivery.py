"""What the postman and the fetcher report about a case: a message that did not arrive, a file that came in late."""

from handlers.answering import resend, send_file_to_author
from handlers.casework import alarm, hand_over, up
from handlers.context import Context
from handlers.desk import desks_for, send_card, send_files, tell_desk, tell_desks
from handlers.router import Feature, May
from handlers.texts import Phrase
from handlers.voice import button
from storage.cards import cards_of
from storage.case_view import case_view
from storage.casework import CARRIERS, notice_waits, unreachable
from storage.models import Attachment, CaseMessage, Desk, Outbound, Petition
from storage.petitions import OPEN, Relation, may_follow, petition_with

feature = Feature()


@feature.event("delivery_failed")
def not_delivered(ctx: Context) -> None:
    """A message about a case will not arrive: whoever must know is told, and a card finds another reader."""
    row = ctx.session.get(Outbound, int(ctx.message.extra["outbound"]))
    petition = petition_with(ctx.session, row.petition_id, lock=True) if row and row.petition_id is not None else None
    if row is None or petition is None or row.state != "failed":
        return
    if row.kind in CARRIERS and not row.payload.get("again"):
        retry = button("button-resend", f"case:resend:{petition.id}:{row.payload.get('said', 0)}")
        key = "told-question-lost" if row.kind == "question" else "told-answer-lost"
        tell_desks(ctx, petition, Phrase(key, code=petition.code), [[retry]])
    elif row.kind == "card" and petition.state in OPEN:
        _another_reader(ctx, petition, row.address)


def _another_reader(ctx: Context, petition: Petition, lost: str) -> None:
    """A card did not arrive: every other desk of the unit has it, or else the unit above gets the case."""
    desks = [desk for desk in desks_for(ctx.session, petition) if desk.address != lost]
    away = unreachable(ctx.session, {desk.address for desk in desks})
    others = [desk for desk in desks if desk.address not in away]
    view = case_view(ctx.session, petition, Relation.HOLDER)
    for desk in others:
        if not _has_card(ctx, desk, petition):
            send_card(ctx, desk, view)
    if others:
        return
    where = up(ctx, petition)
    if where.unit == petition.unit_code or not may_follow(petition, "hand_over"):
        alarm(ctx, petition)
        return
    hand_over(ctx, petition, where, "climbed", None, "")
    if not where.alarm:
        alarm(ctx, petition)


def _has_card(ctx: Context, desk: Desk, petition: Petition) -> bool:
    cards = cards_of(ctx.session, petition.id, desk.address)
    return any(card.state != "failed" for card in cards) or notice_waits(ctx.session, desk.id, petition.id)


@feature.button("case:resend", May.HOLDER)
def send_again(ctx: Context) -> None:
    """Send an answer or question that did not arrive once more."""
    number = ctx.args[1] if len(ctx.args) > 1 else ""
    sent = resend(ctx, ctx.petition, int(number)) if number.isdecimal() and len(number) < 19 else False
    ctx.say(Phrase("officer-sent-again" if sent else "officer-nothing-lost", code=ctx.petition.code), about=ctx.petition.id)


@feature.event("file_here")
def file_here(ctx: Context) -> None:
    """A file has come in: it goes where what was said with it has gone already."""
    file = ctx.session.get(Attachment, int(ctx.message.extra["attachment"]))
    said = ctx.session.get(CaseMessage, file.case_message_id) if file and file.case_message_id is not None else None
    petition = petition_with(ctx.session, said.petition_id, lock=True) if said else None
    if file is None or said is None or petition is None or said.withdrawn is not None or petition.unit_code is None:
        return
    if said.author in CARRIERS:
        send_file_to_author(ctx, petition, said, file)
    elif said.author in {"worker", "note"}:
        view = case_view(ctx.session, petition, Relation.HOLDER)
        for desk in desks_for(ctx.session, petition):
            # a card that still waits brings the file with it
            if cards_of(ctx.session, petition.id, desk.address):
                send_files(ctx, desk, view, only=file.id)


@feature.event("file_failed")
def file_lost(ctx: Context) -> None:
    """A file will never come in: who sent it can send it again, who waits for it should not."""
    file = ctx.session.get(Attachment, int(ctx.message.extra["attachment"]))
    said = ctx.session.get(CaseMessage, file.case_message_id) if file and file.case_message_id is not None else None
    petition = petition_with(ctx.session, said.petition_id) if said else None
    if file is None or said is None or petition is None or said.withdrawn is not None:
        return
    about = petition.id if petition.code else None
    ctx.send(file.owner, Phrase("file-too-big" if file.state == "too_big" else "file-lost"), about=about)
    if petition.unit_code is not None and said.author == "worker" and file.allowed:
        view = case_view(ctx.session, petition, Relation.HOLDER)
        for desk in desks_for(ctx.session, petition):
            tell_desk(ctx, desk, view, Phrase("told-file-lost", code=petition.code))
