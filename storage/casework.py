"""What casework asks the archive: holdings, what was said, which messages carried it, who sits where."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from storage.models import (
    Attachment,
    CannedAnswer,
    CaseMessage,
    Contact,
    Desk,
    Holding,
    Notice,
    Officer,
    Outbound,
    Petition,
    PetitionAddress,
)
from storage.petitions import OPEN

CARRIERS = ("answer", "question")
"""The kinds of outgoing messages that carry an officer's words to the worker."""


def case_by_code(session: Session, code: str) -> Petition | None:
    """The case with this code, written in capitals."""
    return session.exec(select(Petition).where(Petition.code == code)).first()


def running_holdings(session: Session, petition_id: int) -> Sequence[Holding]:
    """The holdings of a case that have not ended: the present one."""
    return session.exec(select(Holding).where(Holding.petition_id == petition_id, col(Holding.until).is_(None))).all()


def linked_addresses(session: Session, petition_id: int) -> list[str]:
    """The other addresses where a case was opened with code and secret, and which can be reached."""
    query = (
        select(PetitionAddress.address)
        .join(Contact, col(Contact.address) == PetitionAddress.address)
        .where(PetitionAddress.petition_id == petition_id, col(Contact.gone).is_(False))
    )
    return list(session.exec(query.order_by(col(PetitionAddress.id))))


def admins(session: Session) -> Sequence[Officer]:
    """All who look after a subtree now."""
    return session.exec(select(Officer).where(Officer.role == "admin", col(Officer.ended).is_(None))).all()


def officers_of(session: Session, unit: str) -> Sequence[Officer]:
    """Who sits at the desk of a unit now, in any role."""
    return session.exec(select(Officer).where(Officer.unit_code == unit, col(Officer.ended).is_(None))).all()


def desks_of(session: Session, unit: str) -> list[Desk]:
    """The desks of a unit that are not closed, locked for this transaction."""
    rows = list(session.execute(_DESKS, {"unit": unit}))
    # whoever is told something is looked at next; held, or it would be read again
    session.info.setdefault("met", []).extend(contact for _, contact in rows)
    return [desk for desk, _ in rows]


_DESKS = (
    sa.select(Desk, Contact)
    .outerjoin(Contact, col(Contact.address) == col(Desk.address))
    .where(col(Desk.unit_code) == bindparam("unit"), col(Desk.closed).is_(False))
    .order_by(col(Desk.id))
    .with_for_update(of=Desk)
)


def desk_at(session: Session, unit: str, address: str) -> Desk | None:
    """The desk that a chat is for a unit, closed or not."""
    return session.exec(select(Desk).where(Desk.unit_code == unit, Desk.address == address)).first()


def desks_with_notices(session: Session) -> Sequence[Desk]:
    """The desks for which cards wait and which may get them; those that another machine words just now are left out."""
    waiting = select(Notice.desk_id).distinct()
    query = select(Desk).where(col(Desk.id).in_(waiting), col(Desk.paused).is_(False), col(Desk.closed).is_(False))
    return session.exec(query.with_for_update(skip_locked=True)).all()


def notices_of(session: Session, desk_id: int, limit: int) -> Sequence[Notice]:
    """The cards that wait for a desk, urgent ones first."""
    query = select(Notice).where(Notice.desk_id == desk_id).order_by(col(Notice.urgent).desc(), col(Notice.id))
    return session.exec(query.limit(limit)).all()


def notice_waits(session: Session, desk_id: int, petition_id: int) -> bool:
    """Whether the card of a case waits for the next digest of a desk."""
    query = select(Notice.id).where(Notice.desk_id == desk_id, Notice.petition_id == petition_id)
    return session.exec(query).first() is not None


def unreachable(session: Session, addresses: Collection[str]) -> set[str]:
    """Those addresses that nothing reaches any more."""
    query = select(Contact.address).where(col(Contact.address).in_(addresses), col(Contact.gone).is_(True))
    return set(session.exec(query))


def said_in(session: Session, petition_id: int, message_id: int) -> CaseMessage | None:
    """Something said in a case, None when it belongs to another one."""
    row = session.get(CaseMessage, message_id, with_for_update=True)
    return row if row is not None and row.petition_id == petition_id else None


def unsent_since(session: Session, petition_id: int, officer_id: int, since: datetime) -> CaseMessage | None:
    """The newest words of an officer that have not left yet and were begun after `since`."""
    query = select(CaseMessage).where(
        CaseMessage.petition_id == petition_id,
        CaseMessage.officer_id == officer_id,
        col(CaseMessage.author).like("unsent%"),
        col(CaseMessage.withdrawn).is_(None),
        CaseMessage.created >= since,
    )
    return session.exec(query.order_by(col(CaseMessage.id).desc())).first()


def answered_by_others(session: Session, petition_id: int, officer_id: int, since: datetime) -> CaseMessage | None:
    """The newest thing that another officer has sent to the worker since then."""
    query = select(CaseMessage).where(
        CaseMessage.petition_id == petition_id,
        CaseMessage.officer_id != officer_id,
        col(CaseMessage.author).in_(CARRIERS),
        CaseMessage.created >= since,
    )
    return session.exec(query.order_by(col(CaseMessage.created).desc()).limit(1)).first()


def files_of(session: Session, message_id: int) -> Sequence[Attachment]:
    """The files of something said, in their order."""
    return session.exec(select(Attachment).where(Attachment.case_message_id == message_id).order_by(col(Attachment.id))).all()


def carriers_of(session: Session, petition_id: int) -> Sequence[Outbound]:
    """The outgoing messages that carried answers and questions to the worker; `payload["said"]` names which."""
    query = select(Outbound).where(Outbound.petition_id == petition_id, col(Outbound.kind).in_(CARRIERS))
    return session.exec(query.order_by(col(Outbound.id))).all()


def sent_with_button(session: Session, petition_id: int, address: str, kind: str, data: str) -> Outbound | None:
    """The newest message of a kind about a case in a chat that has a button with this data."""
    query = select(Outbound).where(Outbound.petition_id == petition_id, Outbound.address == address, Outbound.kind == kind)
    for row in session.exec(query.order_by(col(Outbound.id).desc())):
        if any(button["data"] == data for line in row.payload.get("buttons", ()) for button in line):
            return row
    return None


def canned_answers(session: Session, unit: str) -> Sequence[CannedAnswer]:
    """The answers that a unit keeps, by title."""
    query = select(CannedAnswer).where(CannedAnswer.unit_code == unit)
    return session.exec(query.order_by(CannedAnswer.title, col(CannedAnswer.id))).all()


def open_cases(session: Session, unit: str) -> Sequence[Petition]:
    """The cases that a unit holds and that are not over, oldest first, locked for this transaction."""
    query = select(Petition).where(Petition.unit_code == unit, col(Petition.state).in_(OPEN))
    return session.exec(query.order_by(col(Petition.id)).with_for_update()).all()


def cases_taken_by(session: Session, officer_id: int) -> Sequence[Petition]:
    """The cases that an officer has taken and that are not over, locked for this transaction."""
    query = select(Petition).where(Petition.officer_id == officer_id, col(Petition.state).in_(OPEN))
    return session.exec(query.order_by(col(Petition.id)).with_for_update()).all()
