"""The two slots: what came in and waits for a desk, what goes out and waits for the postman.

A row is `pending`, `held`, `done` or `failed`. A lease is a later `due`. Rows of one lane go one after another: a row is ready
only while no earlier one of its lane is pending.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Table,
    bindparam,
    exists,
    literal_column,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from storage.database import ask, ring
from storage.models import Inbound, Outbound
from storage.types import PRIORITIES, Incoming

LEASE = timedelta(minutes=2)
UNREADABLE = "unreadable"
IN_THE_AIR = "in the air"
"""Stands in `error` while nobody knows whether a message arrived."""
INBOX_BELL = "inbox"
HELD_BELL = "inbox held"
"""Rings when something of our own was laid in the inbox for later: whoever waits must learn until when."""


def outbox_bell(channel: str) -> str:
    """The name of the bell that wakes the sender of a channel."""
    return f"outbox:{channel}"


_inbound: Table = Inbound.__table__  # type: ignore[attr-defined]
_outbound: Table = Outbound.__table__  # type: ignore[attr-defined]
# literals, not parameters: the indexes are partial
_PENDING: ColumnElement[str] = literal_column("'pending'")
_HELD: ColumnElement[str] = literal_column("'held'")
_NOW: BindParameter[datetime] = bindparam("now")
_UNAGREED: ColumnElement[bool] = (_inbound.c.state == _HELD) & (_inbound.c.error == literal_column("'consent'"))


class Letter(NamedTuple):
    """What the postman needs of a row of the outbox."""

    id: int
    lane: str
    address: str
    kind: str
    payload: dict[str, Any]
    petition_id: int | None


def _heads(table: Table) -> tuple[ColumnElement[bool], ...]:
    """What is due, and the first of its lane."""
    earlier = table.alias("earlier")
    first = ~exists().where(earlier.c.state == _PENDING, earlier.c.lane == table.c.lane, earlier.c.id < table.c.id)
    return table.c.state == _PENDING, table.c.due <= _NOW, first


def _stretch(priority: int) -> Select[Any]:
    """The rows of one priority that a channel may send: one stretch of the index, from the first that is due to the last.

    All priorities asked for together would have to be sorted, or looked through with all that is not due yet.
    """
    of_it = (_outbound.c.channel == bindparam("channel"), _outbound.c.priority == literal_column(str(priority)))
    query = select(_outbound.c.id).where(*of_it, *_heads(_outbound))
    rows = query.order_by(_outbound.c.due, _outbound.c.id).limit(bindparam("limit")).subquery()
    return select(rows.c.id)


# built once: building a question costs more than asking it
_INBOX = (
    select(Inbound)
    .where(*_heads(_inbound))
    .order_by(_inbound.c.due, _inbound.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_OUTBOX = (
    select(*(_outbound.c[name] for name in Letter._fields))
    # asked again of the rows themselves: another machine may have taken one between finding and locking it
    .where(_outbound.c.id.in_(union_all(*map(_stretch, PRIORITIES))), _outbound.c.state == _PENDING, _outbound.c.due <= _NOW)
    .order_by(_outbound.c.priority, _outbound.c.due, _outbound.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_HANDLED = update(_inbound).where(_inbound.c.id.in_(_IDS)).values(state="done", raw=None, payload={}, error=None)
_LEASED = (
    update(_outbound)
    .where(_outbound.c.id.in_(_IDS))
    .values(due=bindparam("until"), attempts=_outbound.c.attempts + 1, error=IN_THE_AIR)
)


def keep(session: Session, batch: Sequence[Incoming], now: datetime) -> None:
    """Lay messages in the inbox; what is there already is left alone (T1, T17)."""
    rows = [
        {
            "channel": m.channel, "bot": m.bot, "external_id": m.external_id, "message_key": m.message_key,
            "address": m.address, "sender": m.sender, "kind": m.kind, "payload": m.payload(), "raw": m.raw,
            "lane": m.sender, "state": "pending", "due": now, "created": now, "attempts": 0,
        }
        for m in batch
    ]  # fmt: skip
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.connection().execute(insert(_inbound).on_conflict_do_nothing(), rows)
    ring(session, INBOX_BELL)


def later(session: Session, message: Incoming, due: datetime, lane: str) -> Inbound:
    """Lay something of our own in the inbox that is to be dealt with at `due` (held until then, in its own lane)."""
    row = Inbound(
        channel=message.channel, bot=message.bot, external_id=message.external_id, address=message.address,
        sender=message.sender, kind=message.kind, payload=message.payload(), lane=lane, state="held", due=due,
    )  # fmt: skip
    session.add(row)
    ring(session, HELD_BELL)
    return row


def inbox_due(session: Session, now: datetime, limit: int) -> list[Inbound]:
    """The heads of up to `limit` lanes, locked for this transaction."""
    return list(session.scalars(_INBOX, {"now": now, "limit": limit}))


def mark_handled(session: Session, rows: Sequence[Inbound]) -> None:
    """These are dealt with: their words are forgotten here, what came of them stands elsewhere.

    What nobody could read is kept to the letter, as failed: it is the only trace of what somebody wanted to say.
    """
    ids = [row.id for row in rows if row.kind != UNREADABLE]
    if ids:
        session.connection().execute(_HANDLED, {"ids": ids})
    unread = [row.id for row in rows if row.kind == UNREADABLE]
    if unread:
        query = update(_inbound).where(_inbound.c.id.in_(unread)).values(state="failed", error=UNREADABLE)
        session.connection().execute(query)


def outbox_due(session: Session, channel: str, now: datetime, limit: int) -> list[Letter]:
    """What this channel may send now, replies first, one a lane; locked for this transaction."""
    values = {"now": now, "limit": limit, "channel": channel}
    return [Letter._make(row) for row in ask(session, _OUTBOX, values, Outbound)]


def put_off(session: Session, letter: Letter, due: datetime) -> None:
    """Let it wait until then."""
    session.connection().execute(update(_outbound).where(_outbound.c.id == letter.id).values(due=due))


def lease(session: Session, letters: Iterable[Letter], now: datetime) -> None:
    """Take them for sending: if nothing is heard of them, they are due again in two minutes."""
    ids = [letter.id for letter in letters]
    if ids:
        session.connection().execute(_LEASED, {"ids": ids, "until": now + LEASE})


def give_back(session: Session, channel: str, now: datetime) -> None:
    """Whoever sends for this channel begins anew: what its forerunner had in the air when it died is due at once."""
    orphans = (_outbound.c.channel == channel) & (_outbound.c.state == _PENDING) & (_outbound.c.error == IN_THE_AIR)
    session.connection().execute(update(_outbound).where(orphans).values(due=now))


def wake_held(session: Session, now: datetime) -> datetime | None:
    """Turn held messages of the inbox whose time has come into pending ones; returns when the next one is due, if any.

    A first message that waits for consent (`error = 'consent'`) is no such: its `due` is when it is forgotten.
    """
    waiting = (_inbound.c.state == _HELD) & (_inbound.c.error.is_(None))
    upcoming: datetime | None = (
        session.connection().execute(select(_inbound.c.due).where(waiting).order_by(_inbound.c.due).limit(1)).scalar()
    )
    if upcoming is None or upcoming > now:
        return upcoming
    session.connection().execute(update(_inbound).where(waiting, _inbound.c.due <= now).values(state="pending"))
    return now


def held_for_consent(session: Session, lane: str) -> list[Inbound]:
    """The messages of a lane that nobody may read before its person agrees, in the order they came; locked."""
    query = select(Inbound).where(_UNAGREED, _inbound.c.lane == lane).order_by(_inbound.c.id).with_for_update()
    return list(session.scalars(query))


def correct_held(session: Session, edit: Incoming) -> bool:
    """Let an edited message that still waits for consent say the new words; False: it does not wait any more."""
    for row in held_for_consent(session, edit.sender):
        if (row.address, row.kind, row.payload.get("message_id")) == (edit.address, "message", edit.message_id):
            row.payload = {**row.payload, "text": edit.text}
            return True
    return False


def held_too_long(session: Session, now: datetime, limit: int) -> list[Inbound]:
    """Up to `limit` messages that waited for consent until their time was over, oldest first, locked for this transaction."""
    query = (
        select(Inbound)
        .where(_UNAGREED, _inbound.c.due <= now)
        .order_by(_inbound.c.due, _inbound.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(session.scalars(query))


def release(session: Session, rows: Iterable[Inbound], now: datetime) -> None:
    """Let messages that waited for consent be dealt with, in their order."""
    for row in rows:
        row.state, row.error, row.due = "pending", None, now
        if row.kind == "press":
            # its button stands further up by now: what it brings is said anew, not there
            row.payload = {name: value for name, value in row.payload.items() if name != "message_id"}
    ring(session, INBOX_BELL)
