"""What an officer reads of a case: the one place where anonymity, covering and the end of a holding are enforced (P2)."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row, bindparam
from sqlmodel import Session, col, select

from storage.database import ask
from storage.models import Attachment, CaseMessage, Contact, Officer, Petition, PetitionEvent, Revision
from storage.petitions import Relation
from storage.types import UtcDateTime

SAID = ("worker", "answer", "question", "note")
"""What is read; words that have not left yet (unsent_…) are their writer's alone."""

HANDED_OVER = ("transferred", "climbed", "reopened", "role_ended")


@dataclass(frozen=True)
class FileView:
    """A file of a case as its desk may have it; it goes out under a neutral name."""

    id: int
    kind: str
    state: str


@dataclass(frozen=True)
class SaidView:
    """One thing said in a case. author: worker | answer | question | note."""

    id: int
    author: str
    text: str
    at: datetime
    officer: str | None
    revised: bool
    files: tuple[FileView, ...]
    language: str = ""
    """Of the worker's words; "" when nothing tells it."""
    danger: str | None = None
    """The kind of what is urgent in them."""


@dataclass(frozen=True)
class CaseView:
    """A case as one reader may see it. `author_name` is None for the anonymous; there is no other trace of the author."""

    id: int
    code: str
    kind: str
    state: str
    topic: str | None
    urgent: bool
    anonymous: bool
    author_name: str | None
    workplace_said: str | None
    workplace_unit: str | None
    workplace_commune: str | None
    unit_code: str
    reason: dict[str, Any]
    submitted: datetime
    holder_since: datetime
    taken_by: str | None
    taken_at: str | None
    """The private chat of the officer who has it."""
    rating: int | None
    given_by: str | None
    """The unit whose officer gave the case to the one that holds it, saying why: `given_why`."""
    given_why: str
    said: tuple[SaidView, ...]


def case_view(session: Session, petition: Petition, relation: Relation, until: datetime | None = None) -> CaseView:
    """The case for a HOLDER (all of it), a FORMER holder (what was there at `until`) or one ABOVE (no words at all).

    Raises PermissionError for anybody else: a caller that comes here without a right has a mistake in it.
    """
    if relation not in {Relation.HOLDER, Relation.FORMER, Relation.ABOVE}:
        raise PermissionError("This case may not be read.")
    if not (petition.code and petition.unit_code and petition.submitted and petition.holder_since):
        raise PermissionError("A draft is read by nobody but its author.")
    words = relation is not Relation.ABOVE
    said = _said(session, petition, until if relation is Relation.FORMER else None) if words else ()
    taker = None
    if petition.officer_id is not None and relation is not Relation.FORMER:
        taker = session.get(Officer, petition.officer_id)
    author = session.get(Contact, petition.address) if words and not petition.anonymous else None
    given_by, given_why = _given(session, petition) if relation is Relation.HOLDER else (None, "")
    return CaseView(
        id=petition.id, code=petition.code, kind=petition.kind, state=petition.state, topic=petition.topic,
        urgent=petition.urgent, anonymous=petition.anonymous, author_name=author.name if author else None,
        workplace_said=petition.workplace_said, workplace_unit=petition.workplace_unit,
        workplace_commune=petition.workplace_commune, unit_code=petition.unit_code, reason=petition.reason,
        submitted=petition.submitted, holder_since=petition.holder_since, taken_by=taker.name if taker else None,
        taken_at=taker.address if taker else None, rating=petition.rating,
        given_by=given_by, given_why=given_why, said=said,
    )  # fmt: skip


def _given(session: Session, petition: Petition) -> tuple[str | None, str]:
    if petition.holder_since == petition.submitted:
        return None, ""
    query = select(PetitionEvent).where(PetitionEvent.petition_id == petition.id, col(PetitionEvent.kind).in_(HANDED_OVER))
    last = session.exec(query.order_by(col(PetitionEvent.id).desc()).limit(1)).first()
    words = str(last.details.get("words", "")) if last else ""
    return (last.unit_from, words) if last and words else (None, "")


def _said(session: Session, petition: Petition, until: datetime | None) -> tuple[SaidView, ...]:
    values = {"petition": petition.id} | ({"until": until} if until is not None else {})
    rows = ask(session, _said_query(until is not None), values, CaseMessage).all()
    files = _files(session, petition, [row.id for row in rows])
    names = _officer_names(session, {row.officer_id for row in rows if row.officer_id is not None})
    return tuple(
        SaidView(
            id=row.id, author=row.author, text=_text(session, petition, row, until), at=row.created,
            officer=names.get(row.officer_id) if row.officer_id else None,
            revised=row.revised is not None and (until is None or row.revised <= until),
            files=files.get(row.id, ()),
            language=(row.understood or {}).get("language", ""), danger=(row.understood or {}).get("urgent"),
        )
        for row in rows
    )  # fmt: skip


def _text(session: Session, petition: Petition, row: Row[Any], until: datetime | None) -> str:
    if until is None or row.revised is None or row.revised <= until:
        # a place is covered for the anonymous even if nothing else is
        text: str = row.masked_text if (petition.masked or petition.anonymous) and row.masked_text is not None else row.text
        return text
    if petition.masked or (petition.anonymous and row.masked_text is not None):
        return ""  # of what stood there before, no covered text is kept
    query = select(Revision.text).where(Revision.message_id == row.id, Revision.replaced > until)
    return session.exec(query.order_by(col(Revision.id)).limit(1)).first() or ""


def _files(session: Session, petition: Petition, messages: list[int]) -> dict[int, tuple[FileView, ...]]:
    found: dict[int, tuple[FileView, ...]] = {}
    if not messages:
        return found
    for row in ask(session, _files_query(), {"petition": petition.id, "messages": messages}, Attachment):
        found[row.case_message_id] = (*found.get(row.case_message_id, ()), FileView(row.id, row.kind, row.state))
    return found


# built once: building a question costs more than asking it, and a card asks these two
@cache
def _said_query(limited: bool) -> sa.Select[Any]:
    said = CaseMessage.__table__.c  # type: ignore[attr-defined]
    query = (
        sa.select(
            said.id, said.author, said.text, said.masked_text, said.created, said.officer_id, said.revised, said.understood
        )
        .where(said.petition_id == bindparam("petition"), said.author.in_(SAID), said.withdrawn.is_(None))
        .order_by(said.id)
    )
    return query.where(said.created <= bindparam("until", type_=UtcDateTime)) if limited else query


@cache
def _files_query() -> sa.Select[Any]:
    file: Any = Attachment.__table__.c  # type: ignore[attr-defined]
    messages: Any = bindparam("messages", expanding=True)
    return (
        sa.select(file.case_message_id, file.id, file.kind, file.state)
        .where(file.petition_id == bindparam("petition"), file.case_message_id.in_(messages), file.allowed.is_(True))
        .order_by(file.id)
    )


def _officer_names(session: Session, ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    rows = session.exec(select(Officer).where(col(Officer.id).in_(ids)))
    return {row.id: row.name for row in rows}
