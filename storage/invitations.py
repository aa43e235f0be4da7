"""One-time codes that make somebody officer or admin; only their hashes are kept."""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, or_, select

from storage.codes import new_code
from storage.models import Invitation, Petition
from storage.petitions import UNANSWERED

PREFIX = "CN"


def new_invitation(session: Session, unit: str, role: str, made_by: int | None, now: datetime, days: int) -> str:
    """Make an invitation that is good for `days`; returns its code, `CN-XXXX-XXXX-XXXX`, which nobody can read again.

    role: officer | admin. made_by: the officer row of the admin who asked for it, None for the command line.
    """
    letters = _letters()
    row = Invitation(
        code_hash=_hash(letters), unit_code=unit, role=role, created=now, expires=now + timedelta(days=days), made_by=made_by
    )
    session.add(row)
    session.flush()
    return "-".join((PREFIX, letters[:4], letters[4:8], letters[8:]))


def invitation_with(session: Session, letters: str, now: datetime) -> Invitation | None:
    """The invitation with these twelve letters, locked; None if there is none, or it is used, withdrawn or too old."""
    query = select(Invitation).where(
        Invitation.code_hash == _hash(letters.upper()),
        col(Invitation.used).is_(None),
        col(Invitation.withdrawn).is_(None),
        Invitation.expires > now,
    )
    return session.exec(query.with_for_update()).first()


def _letters() -> str:
    letters = new_code(12)
    # without a digit it could not be told from a sentence of short words
    while letters.isalpha():
        letters = new_code(12)
    return letters


def _hash(letters: str) -> str:
    return hashlib.sha256(f"{PREFIX}{letters}".encode()).hexdigest()


def waiting_at(session: Session, unit: str, seats: Collection[str]) -> int:
    """How many cases wait at a unit for an answer; those that exclude a unit where the reader sits too are not there."""
    seen = or_(col(Petition.excluded_unit).is_(None), col(Petition.excluded_unit).not_in(seats))
    query = select(func.count(col(Petition.id))).where(Petition.unit_code == unit, col(Petition.state).in_(UNANSWERED), seen)
    return session.exec(query).one()
