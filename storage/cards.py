"""Which message belongs to which case: the map is the outbox itself and has no end (T20)."""

import re

from sqlmodel import Session, col, select

from storage.codes import ALPHABET
from storage.models import CaseMessage, Outbound, Petition

CODE = re.compile(rf"\b[{ALPHABET}]{{4,7}}\b")


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


def case_named_in(session: Session, text: str) -> int | None:
    """The case whose code stands in the beginning of a message of ours, None when that names none or several."""
    codes = set(CODE.findall(text[:200]))
    if not codes:
        return None
    found = session.exec(select(Petition.id).where(col(Petition.code).in_(codes))).all()
    return found[0] if len(found) == 1 else None


def cards_of(session: Session, petition_id: int, address: str) -> list[Outbound]:
    """The cards of a case in one chat, oldest first; `sent_id` is None while one is still on its way."""
    return list(
        session.exec(
            select(Outbound)
            .where(Outbound.petition_id == petition_id, Outbound.address == address, Outbound.kind == "card")
            .order_by(col(Outbound.id))
        )
    )
