"""Group desks: which units a group is a desk of, and who was seen there without a role."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage.models import Contact, Desk, DeskMember, Notice, Officer


def desks_in(session: Session, address: str) -> list[Desk]:
    """The desks that a group is now, locked for this transaction."""
    query = select(Desk).where(Desk.address == address, col(Desk.group).is_(True), col(Desk.closed).is_(False))
    return list(session.exec(query.order_by(col(Desk.id)).with_for_update()))


def group_desk(session: Session, desk_id: int) -> Desk | None:
    """One such desk, locked for this transaction."""
    desk = session.get(Desk, desk_id, with_for_update=True)
    return desk if desk is not None and desk.group and not desk.closed else None


def seated(session: Session, unit: str, addresses: Collection[str]) -> set[str]:
    """Those addresses whose person sits at the desk of a unit."""
    query = (
        select(Contact.address)
        .join(Officer, col(Officer.person_id) == Contact.person_id)
        .where(
            col(Contact.address).in_(addresses),
            Officer.unit_code == unit,
            Officer.role == "officer",
            col(Officer.ended).is_(None),
        )
    )
    return set(session.exec(query))


def seen_in(session: Session, address: str) -> Sequence[DeskMember]:
    """Everybody who was seen in a group without a role there, in the order they came."""
    return session.exec(select(DeskMember).where(DeskMember.address == address).order_by(col(DeskMember.id))).all()


def forget_seen(session: Session, address: str, senders: Collection[str]) -> None:
    """Those people are not in the group any more."""
    query = delete(DeskMember).where(col(DeskMember.address) == address, col(DeskMember.sender).in_(senders))
    session.connection().execute(query)


def forget_waiting(session: Session, desk_id: int) -> list[int]:
    """Take away the cards that wait for a desk; returns the cases they are of, in their order."""
    rows = session.exec(select(Notice).where(Notice.desk_id == desk_id).order_by(col(Notice.id))).all()
    for row in rows:
        session.delete(row)
    return [row.petition_id for row in rows]
