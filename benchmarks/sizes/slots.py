"""A million waiting rows in the outbox or the inbox, and what it takes to claim 64 lanes of them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

from sqlalchemy import String, case, cast, delete, insert, literal, select, update
from sqlmodel import Session

from benchmarks.sizes.servers import settle
from storage.database import Database
from storage.models import Inbound, Outbound
from storage.queue import inbox_due, lease, mark_handled, outbox_due, wake_held
from storage.types import utcnow

BATCH = 64
IN_A_LANE = 5
CHANNEL = "telegram"
LATER = timedelta(hours=8)

Claim = Callable[[Session], list[int]]


async def measure_slots(db: Database, rows: int, times: int) -> dict[str, list[float]]:
    """Milliseconds of each claim, by what was waiting."""
    found = {}
    for title, model, few in (
        ("outbox, all due", Outbound, False),
        ("outbox, 64 due", Outbound, True),
        ("inbox, all due", Inbound, False),
        ("inbox, 64 due", Inbound, True),
    ):
        table: Any = model.__table__  # type: ignore[union-attr]
        db.write_now(lambda session, table=table: session.connection().execute(delete(table)))
        db.write_now(_fill, table, rows, few)
        settle(db)
        claim = _claim_outbox if model is Outbound else _claim_inbox
        found[f"{title}: claim {BATCH} of {rows:,}"] = [await _timed(db, claim, table) for _ in range(times + 1)][1:]
    return found


async def _timed(db: Database, claim: Claim, table: Any) -> float:
    begin = perf_counter()
    ids = await db.write(claim)
    took = (perf_counter() - begin) * 1000
    if len(ids) != BATCH:
        raise RuntimeError(f"{len(ids)} rows were claimed")
    back = update(table).where(table.c.id.in_(ids)).values(state="pending", due=utcnow() - LATER)
    await db.write(lambda session: session.connection().execute(back))
    return took


def _claim_outbox(session: Session) -> list[int]:
    now = utcnow()
    rows = outbox_due(session, CHANNEL, now, BATCH)
    lease(session, rows, now)
    return [row.id for row in rows]


def _claim_inbox(session: Session) -> list[int]:
    now = utcnow()
    wake_held(session, now)
    rows = inbox_due(session, now, BATCH)
    mark_handled(session, rows)
    return [row.id for row in rows]


def _fill(session: Session, table: Any, rows: int, few: bool) -> None:
    """few: only the newest 64 are due; half of the others belong to another channel, or wait for consent."""
    numbers = select(literal(1).label("i")).cte("numbers", recursive=True)
    numbers = numbers.union_all(select(numbers.c.i + 1).where(numbers.c.i < rows))
    i, now = numbers.c.i, utcnow()
    apart = (i % 2 == 0) & (i <= rows - BATCH) if few else literal(False)
    lane = literal("telegram:") + cast(i if few else i % (rows // IN_A_LANE), String)
    values = {
        "channel": literal(CHANNEL), "address": lane, "lane": lane, "state": literal("pending"), "attempts": literal(0),
        "kind": literal("message"), "created": _moment(table, now),
        "due": case((i <= (rows - BATCH if few else 0), _moment(table, now + LATER)), else_=_moment(table, now)),
        "payload": literal({"text": "Kiến nghị K7M2 đã được tiếp nhận. " * 3}, table.c.payload.type),
    }  # fmt: skip
    if "sender" in table.c:
        values |= {"sender": lane, "bot": literal("bot"), "external_id": cast(i, String)}
        values |= {"state": case((apart, "held"), else_="pending"), "error": case((apart, "consent"))}
    else:
        values |= {"channel": case((apart, "web"), else_=CHANNEL), "priority": case((i % 10 == 0, 0), else_=10)}
    session.connection().execute(insert(table).from_select(list(values), select(*values.values())))


def _moment(table: Any, moment: datetime) -> Any:
    return literal(moment, table.c.due.type)
