"""Which message belongs to which case: the map is the outbox itself and has no end (T20)."""

from sqlmodel import Session, col, select

from storage.models import CaseMessage, Outbound


def case_of_message(session: Session, address: str, message_id: str) -> int | None:
    """The case that a message in a chat is about: one that was sent there, or one that was typed there."""
    sent = session.exec(
        select(Outbound.petition_id).where(
            Outbound.address == address, Outbound.sent_id == message_id, col(Outbound.petition_id).is_not(None)
        )
    ).first()
    if sent is not None:
        return sent
    return session.exec(
        select(CaseMessage.petition_id).where(CaseMessage.address == address, CaseMessage.message_id == message_id)
    ).first()


def cards_of(session: Session, petition_id: int, address: str) -> list[Outbound]:
    """The cards of a case in one chat, oldest first; `sent_id` is None while one is still on its way."""
    return list(
        session.exec(
            select(Outbound)
            .where(Outbound.petition_id == petition_id, Outbound.address == address, Outbound.kind == "card")
            .order_by(col(Outbound.id))
        )
    )
