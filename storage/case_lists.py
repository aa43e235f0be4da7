"""Which cases a desk finds: by state, page by page, and by words. Nothing of a case that excludes a unit of the reader's."""

from collections.abc import Collection, Sequence
from heapq import merge
from itertools import islice

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select

from storage.case_view import SAID
from storage.models import CaseMessage, Holding, Petition

SMALL = 2000
"""So many cases are looked through one by one; with more it is quicker to look through all that was ever said."""

AT_ONCE = 50_000
"""So many messages one search looks through, or it would hold up everybody else; older ones are one press further."""


def cases_page(
    session: Session, desks: Collection[str], states: Collection[str], seats: Collection[str], after: int, limit: int
) -> list[int]:
    """The oldest `limit` cases of these units in these states with an id beyond `after`.

    desks: the units whose cases are listed. seats: all units of the reader; a case that excludes one of them is not there.
    """
    # one question for each stretch of the index, a few rows each: together they would have to be sorted
    pages = [
        session.exec(
            select(Petition.id)
            .where(Petition.unit_code == unit, Petition.state == state, Petition.id > after, _readable(seats))
            .order_by(col(Petition.id))
            .limit(limit)
        ).all()
        for unit in sorted(set(desks))
        for state in states
    ]
    return list(islice(merge(*pages), limit))


def count_cases(session: Session, desks: Collection[str], states: Collection[str], seats: Collection[str]) -> int:
    """How many cases these units have in these states, without those that exclude the reader."""
    held = (col(Petition.unit_code).in_(desks), col(Petition.state).in_(states))
    every = session.exec(select(func.count()).select_from(Petition).where(*held)).one()
    # counted apart: so both are counted in an index alone
    hidden = session.exec(select(func.count()).select_from(Petition).where(*held, col(Petition.excluded_unit).in_(seats))).one()
    return every - hidden


def cases_taken(
    session: Session, officers: Collection[int], states: Collection[str], seats: Collection[str], after: int, limit: int
) -> list[int]:
    """The oldest `limit` cases that these officer rows have taken, with an id beyond `after`."""
    query = select(Petition.id).where(
        col(Petition.officer_id).in_(officers), col(Petition.state).in_(states), Petition.id > after, _readable(seats)
    )
    return list(session.exec(query.order_by(col(Petition.id)).limit(limit)))


def count_taken(session: Session, officers: Collection[int], states: Collection[str], seats: Collection[str]) -> int:
    """How many cases these officer rows have taken."""
    query = select(func.count()).select_from(Petition)
    query = query.where(col(Petition.officer_id).in_(officers), col(Petition.state).in_(states), _readable(seats))
    return session.exec(query).one()


def _readable(seats: Collection[str]) -> ColumnElement[bool]:
    return or_(col(Petition.excluded_unit).is_(None), col(Petition.excluded_unit).not_in(seats))


def messages_saying(
    session: Session,
    words: Sequence[str],
    desks: Collection[str],
    seats: Collection[str],
    before: int | None,
    limit: int,
    topics: Collection[str] = (),
) -> tuple[list[tuple[int, int]], int | None]:
    """(message, case) of up to `limit` messages with all the folded words, newest first, below the message id `before`;
    and the id below which older ones have not been looked at (None: all have). Of a case about one of `topics` every
    message counts.

    Only in cases that one of these units holds or held. What is found may stand in words that this reader may not see
    (covered, or written later): the caller looks at what the reader sees.
    """
    if session.get_bind().dialect.name == "postgresql":
        # after a few searches it would go by a plan for any words, which takes every word for as rare as any other
        session.connection().exec_driver_sql("SET LOCAL plan_cache_mode = force_custom_plan")
    held = select(Holding.petition_id).where(col(Holding.unit_code).in_(desks))
    few = session.exec(held.limit(SMALL + 1)).all()
    # the longest word is as a rule the rarest one: most messages are put aside after looking for it alone
    said = [col(CaseMessage.folded).like(f"%{word}%") for word in sorted(words, key=len, reverse=True)]
    hit = and_(*said)
    if topics:
        about = select(Petition.id).where(Petition.id == CaseMessage.petition_id, col(Petition.topic).in_(topics))
        hit = or_(hit, about.exists())
    query = select(CaseMessage.id, CaseMessage.petition_id).where(
        hit, col(CaseMessage.author).in_(SAID), col(CaseMessage.withdrawn).is_(None)
    )
    oldest = 0
    if len(few) <= SMALL:
        query = query.where(col(CaseMessage.petition_id).in_(few))
    else:
        newest = before or (session.exec(select(func.max(CaseMessage.id))).one() or 0) + 1
        oldest = max(newest - AT_ONCE, 0)
        mine = held.where(Holding.petition_id == CaseMessage.petition_id).exists()
        open_to_them = select(Petition.id).where(Petition.id == CaseMessage.petition_id, _readable(seats)).exists()
        query = query.where(mine, open_to_them, CaseMessage.id >= oldest)
    if before is not None:
        query = query.where(CaseMessage.id < before)
    hits = [(message, case) for message, case in session.exec(query.order_by(col(CaseMessage.id).desc()).limit(limit))]
    if len(hits) == limit:
        return hits, hits[-1][0]
    return hits, oldest or None
