"""Roles, seen by those who give and end them: who sits where, who is invited, how many cases lie there."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, func, or_, select

from storage.models import Contact, Invitation, Officer, Petition


def answered_units(session: Session) -> Counter[str]:
    """How many officers can be reached at each unit; a unit that is not named has none."""
    query = (
        select(Officer.unit_code, func.count())
        .join(Contact, col(Contact.address) == Officer.address)
        .where(Officer.role == "officer", col(Officer.ended).is_(None), col(Contact.gone).is_(False))
        .group_by(col(Officer.unit_code))
    )
    return Counter(dict(session.exec(query).all()))


def seated_units(session: Session) -> frozenset[str]:
    """The units where anybody has a role now."""
    return frozenset(session.exec(select(Officer.unit_code).where(col(Officer.ended).is_(None)).distinct()))


def roles_at(session: Session, unit: str) -> list[tuple[Officer, bool]]:
    """The roles at a unit now, the longest first, each with whether its person can be reached."""
    query = (
        select(Officer, Contact.gone)
        .join(Contact, col(Contact.address) == Officer.address, isouter=True)
        .where(Officer.unit_code == unit, col(Officer.ended).is_(None))
    )
    return [(role, gone is False) for role, gone in session.exec(query.order_by(col(Officer.since), col(Officer.id)))]


def role_with(session: Session, role_id: int) -> Officer | None:
    """A role that has not ended, locked for this transaction."""
    role = session.get(Officer, role_id, with_for_update=True)
    return role if role is not None and role.ended is None else None


def open_invitations(session: Session, unit: str, now: datetime) -> Sequence[Invitation]:
    """The invitations of a unit that somebody may still use, oldest first."""
    query = select(Invitation).where(Invitation.unit_code == unit, *_still_open(now))
    return session.exec(query.order_by(col(Invitation.id))).all()


def open_invitation(session: Session, invitation_id: int, now: datetime) -> Invitation | None:
    """One of them, locked for this transaction; None when it is used, withdrawn or too old by now."""
    query = select(Invitation).where(Invitation.id == invitation_id, *_still_open(now))
    return session.exec(query.with_for_update()).first()


def withdraw_made_by(session: Session, role_id: int, now: datetime) -> None:
    """Whoever is admin no more must not come back, or let anybody in, by an invitation made before."""
    for row in session.exec(select(Invitation).where(Invitation.made_by == role_id, *_still_open(now)).with_for_update()):
        row.withdrawn = now


def _still_open(now: datetime) -> tuple[bool, ...]:
    return (col(Invitation.used).is_(None), col(Invitation.withdrawn).is_(None), col(Invitation.expires) > now)  # type: ignore[return-value]


def case_counts(session: Session, units: Collection[str], seats: Collection[str]) -> Counter[str]:
    """How many cases these units hold in each state; a case that excludes one of `seats` is not even counted."""
    query = (
        select(Petition.state, func.count())
        .where(col(Petition.unit_code).in_(units), Petition.state != "draft")
        .where(or_(col(Petition.excluded_unit).is_(None), col(Petition.excluded_unit).not_in(seats)))
        .group_by(col(Petition.state))
    )
    return Counter(dict(session.exec(query).all()))


def admin_addresses_beside(session: Session, channel: str) -> list[str]:
    """Where each admin is told something that concerns a channel: on the others, on this one only if there is no other."""
    persons = select(Officer.person_id).where(Officer.role == "admin", col(Officer.ended).is_(None))
    query = select(Contact).where(
        col(Contact.person_id).in_(persons), col(Contact.group).is_(False), col(Contact.gone).is_(False)
    )
    addresses: dict[int, list[Contact]] = {}
    for contact in session.exec(query.order_by(col(Contact.address))):
        addresses.setdefault(contact.person_id, []).append(contact)
    told = []
    for contacts in addresses.values():
        elsewhere = [contact for contact in contacts if contact.channel != channel]
        told += [contact.address for contact in elsewhere or contacts]
    return told
