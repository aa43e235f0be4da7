"""What a worker asks of the own cases: what happened, what was answered, what was typed where."""

from collections.abc import Sequence

from sqlmodel import Session, col, delete, select, update

from storage.casework import carriers_of
from storage.models import Attachment, CaseMessage, Notice, PetitionEvent


def events_of(session: Session, petition_id: int) -> Sequence[PetitionEvent]:
    """What happened to a case, in order."""
    return session.exec(
        select(PetitionEvent).where(PetitionEvent.petition_id == petition_id).order_by(col(PetitionEvent.id))
    ).all()


def last_answer(session: Session, petition_id: int) -> CaseMessage | None:
    """The newest answer that has left."""
    query = select(CaseMessage).where(
        CaseMessage.petition_id == petition_id, CaseMessage.author == "answer", col(CaseMessage.withdrawn).is_(None)
    )
    return session.exec(query.order_by(col(CaseMessage.id).desc()).limit(1)).first()


def typed_at(session: Session, address: str, message_id: str) -> list[CaseMessage]:
    """What was said with this message of a chat: in one case, or in two that were parted when they were sent."""
    query = select(CaseMessage).where(CaseMessage.address == address, CaseMessage.message_id == message_id)
    return list(session.exec(query.order_by(col(CaseMessage.id))))


def move_said(session: Session, draft_id: int, petition_id: int) -> list[CaseMessage]:
    """What was written in a draft, and its files, belongs to a case from now on. Returns it in its order."""
    session.flush()
    said = list(
        session.exec(
            select(CaseMessage).where(CaseMessage.petition_id == draft_id).order_by(col(CaseMessage.id)).with_for_update()
        )
    )
    for part in said:
        part.petition_id = petition_id
    session.exec(update(Attachment).where(col(Attachment.petition_id) == draft_id).values(petition_id=petition_id))
    session.flush()
    return said


def drop_notices(session: Session, petition_id: int) -> None:
    """The card of a case need not go to any desk any more."""
    session.exec(delete(Notice).where(col(Notice.petition_id) == petition_id))


def undelivered(session: Session, petition_id: int, address: str) -> bool:
    """Whether an answer or a question of a case could not be delivered at this address, and was not sent again."""
    return any(
        row.address == address and row.state == "failed" and not row.payload.get("again")
        for row in carriers_of(session, petition_id)
    )
