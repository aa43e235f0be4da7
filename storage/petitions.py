"""What may follow what in a case, who may see it, and how it is found.

The reading rules of product.md §1 are enforced here, where rows are read: an officer's question about a case goes
through `relation`, which knows no exception.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import BindParameter, ColumnElement, Exists, Select, bindparam, exists, literal_column
from sqlmodel import Session, col, select

from storage.database import ask
from storage.models import Contact, Holding, Officer, Petition, PetitionAddress
from storage.tree import Tree

# what may be done to a case that is with a desk, and where it stands afterwards
_AT_DESK = {"hand_over": "new", "ask": "asked", "answer": "answered", "refer": "referred", "withdraw": "withdrawn"}
# from this state, by this step, to that state; a step that is not here is refused
STEPS: dict[str, dict[str, str]] = {
    "draft": {"submit": "new"},
    "new": {**_AT_DESK, "take": "taken"},
    "taken": {**_AT_DESK, "take": "taken", "release": "new"},
    "asked": {**_AT_DESK, "take": "asked", "release": "asked", "reply": "taken"},
    "answered": {**_AT_DESK, "take": "answered", "release": "answered", "close": "closed", "reopen": "new"},
    "referred": {**_AT_DESK, "take": "referred", "release": "referred", "close": "closed"},
    "closed": {"reopen": "new"},
    "withdrawn": {},
}
# a literal, not a parameter: the index is partial
DRAFT: ColumnElement[bool] = col(Petition.state) == literal_column("'draft'")
OPEN = ("new", "taken", "asked", "answered", "referred")
UNANSWERED = ("new", "taken", "asked")
NO_CASE = 2**62
"""Beyond the number of every case."""
_LOCKING = (
    select(Petition).where(col(Petition.id).in_(bindparam("ids", expanding=True))).order_by(col(Petition.id)).with_for_update()
)


class NotNow(Exception):
    """The case is in a state that this step does not follow from; tell the person how it stands."""


def may_follow(petition: Petition, name: str) -> bool:
    """Whether this step follows from where the case stands."""
    return name in STEPS[petition.state]


def step(petition: Petition, name: str) -> None:
    """Move a case on by one step. Raises NotNow."""
    target = STEPS[petition.state].get(name)
    if target is None:
        raise NotNow(f"{name} does not follow {petition.state}")
    petition.state = target


class Relation(Enum):
    """How a person stands to a case."""

    NONE = "none"
    ABOVE = "above"
    """Sits above the unit that holds it: state and dates only."""
    FORMER = "former"
    """Sits in a unit that held it: reads what was there when it was given away."""
    HOLDER = "holder"
    AUTHOR = "author"


def petition_with(session: Session, petition_id: int, *, lock: bool = False) -> Petition | None:
    """A case by its row; `lock` keeps other machines from changing it until this transaction ends."""
    if petition_id in session.info.get("locked", ()):
        lock = False
    return session.get(Petition, petition_id, with_for_update=lock or None)


def lock_petitions(session: Session, ids: set[int]) -> None:
    """Load and lock the cases a batch is about, in the order of their ids: two machines never wait for each other."""
    if ids:
        # held: an object that nobody holds would be read again
        session.info["locked"] = {petition.id: petition for petition in session.scalars(_LOCKING, {"ids": sorted(ids)})}


def relation(session: Session, petition: Petition, roles: Iterable[Officer], tree: Tree) -> Relation:
    """How someone with these roles stands to a case. A draft, or one that excludes a unit of theirs, is not there."""
    seats = {role.unit_code for role in roles}
    if not seats or petition.state == "draft" or petition.unit_code is None or petition.excluded_unit in seats:
        return Relation.NONE
    desks = {role.unit_code for role in roles if role.role == "officer"}
    if petition.unit_code in desks:
        return Relation.HOLDER
    if (
        desks
        and session.exec(
            select(Holding.id).where(Holding.petition_id == petition.id, col(Holding.unit_code).in_(desks))
        ).first()
    ):
        return Relation.FORMER
    above = {unit.code for unit in tree.path(petition.unit_code)}
    return Relation.ABOVE if seats & above else Relation.NONE


def read_until(session: Session, petition: Petition, roles: Iterable[Officer]) -> datetime | None:
    """Up to when a former holder reads: the last moment one of the own units gave the case away."""
    desks = {role.unit_code for role in roles if role.role == "officer"}
    given = session.exec(
        select(Holding.until).where(Holding.petition_id == petition.id, col(Holding.unit_code).in_(desks))
    ).all()
    return max((moment for moment in given if moment), default=None)


def is_author(session: Session, petition: Petition, contact: Contact) -> bool:
    """Whether the case may be opened from this address: it is the author's, or was opened there with code and secret."""
    if petition.person_id == contact.person_id:
        return True
    return (
        session.exec(
            select(PetitionAddress.id).where(
                PetitionAddress.petition_id == petition.id, PetitionAddress.address == contact.address
            )
        ).first()
        is not None
    )


def cases_of_author(session: Session, contact: Contact, limit: int, before: int | None = None) -> list[Petition]:
    """The cases that this address may follow, newest first; `before` is the id where the last page ended."""
    values = {"person": contact.person_id, "address": contact.address, "before": before or NO_CASE, "limit": limit}
    return list(session.scalars(_of_author(), values))


@cache
def _of_author() -> Select[Petition]:
    # each way by its own index: "mine or linked to me" in one condition looks through all cases there are
    case, linked = Petition.__table__.c, PetitionAddress.__table__.c  # type: ignore[attr-defined]
    older = (case.id < bindparam("before"), case.state != "draft")
    mine = sa.select(case.id).where(case.person_id == bindparam("person"), *older)
    opened = sa.select(case.id).join_from(PetitionAddress, Petition, case.id == linked.petition_id)
    opened = opened.where(linked.address == bindparam("address"), *older)
    pages = [way.order_by(case.id.desc()).limit(bindparam("limit")).subquery() for way in (mine, opened)]
    found = sa.union_all(*(sa.select(page.c.id) for page in pages))
    query = sa.select(Petition).where(case.id.in_(found))
    return query.order_by(case.id.desc()).limit(bindparam("limit"))


def draft_at(session: Session, address: str) -> Petition | None:
    """The petition that is being written at this address, locked for this transaction."""
    return session.exec(select(Petition).where(Petition.address == address, DRAFT).with_for_update()).first()


def reachable_units(session: Session, units: Iterable[str], excluded: str | None) -> frozenset[str]:
    """Those units where an officer can be reached, none of whom sits in the excluded unit too."""
    values: dict[str, Any] = {"units": list(units)} | ({"excluded": excluded} if excluded is not None else {})
    return frozenset(ask(session, _reachable(excluded is not None), values, Officer, Contact).scalars())


@cache
def _reachable(excluding: bool) -> Select[Any]:
    # built once: building a question costs more than asking it
    officer, contact = Officer.__table__.c, Contact.__table__.c  # type: ignore[attr-defined]
    query = (
        sa.select(officer.unit_code)
        .join(Contact.__table__, contact.address == officer.address)  # type: ignore[attr-defined]
        .where(
            officer.unit_code.in_(bindparam("units", expanding=True)),
            officer.role == "officer",
            officer.ended.is_(None),
            contact.gone.is_(False),
        )
        .distinct()
    )
    if excluding:
        query = query.where(officer.unit_code != bindparam("excluded"), ~_sits_in(bindparam("excluded")))
    return query


def _sits_in(excluded: BindParameter[str]) -> Exists:
    other = Officer.__table__.alias("other")  # type: ignore[attr-defined]
    return exists().where(
        other.c.person_id == Officer.__table__.c.person_id,  # type: ignore[attr-defined]
        other.c.unit_code == excluded,
        other.c.ended.is_(None),
    )
