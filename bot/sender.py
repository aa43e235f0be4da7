"""The postman: from the outbox to one platform. Nobody else sends.

One turn is one transaction: what became of the last messages, then which ones go next. Sending happens outside it, side by
side, one at a time for each lane. If we die in between, the lease runs out and it is sent again: at least once.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.channels.base import (
    Channel,
    ChannelDown,
    FileParcel,
    Gone,
    Misconfigured,
    Moved,
    Parcel,
    Refused,
    SendError,
    ThreadGone,
    TryLater,
)
from bot.metrics import Metrics
from bot.pace import Pace
from bot.worker import until
from storage import delivery
from storage.attachments import neutral_name
from storage.database import Database, DatabaseDown
from storage.files import Files
from storage.models import Outbound
from storage.queue import give_back, lease, outbox_bell, outbox_due

log = logging.getLogger(__name__)

AT_ONCE = 64
GATHER_SECONDS = 0.004
PROBE_SECONDS = 60.0
"""While a platform is away, one message a minute is tried."""
DOWN_AFTER = 3
"""So many lanes in a row that a platform did not answer properly: it is away, not they."""


@dataclass
class Outcome:
    """What became of one message: `sent_id`, or the error."""

    row: Outbound
    sent_id: str | None = None
    error: SendError | None = None
    new_thread: str | None = None


class Sender:
    """One for each channel, so that a dead Telegram holds up nobody else."""

    def __init__(
        self,
        channel: Channel,
        db: Database,
        files: Files,
        pace: Pace,
        clock: Callable[[], datetime],
        metrics: Metrics,
        may_send: Callable[[], Awaitable[bool]],
    ) -> None:
        self.channel = channel
        self.db = db
        self.files = files
        self.pace = pace
        self.clock = clock
        self.metrics = metrics
        self.may_send = may_send
        self.down_since: datetime | None = None
        self._outcomes: list[Outcome] = []
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._failed_lanes: set[str] = set()
        self._leads = False
        self._probe_at: datetime | None = None
        self._upcoming: datetime | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop`; then wait for what is in the air and write down what became of it."""
        with self.db.bells.listening(outbox_bell(self.channel.name)) as bell:
            self._bell = bell
            while not stop.is_set():
                bell.clear()
                await until(stop, bell, await self._step())
                if self._outcomes and self._under_way:
                    # answers come back in twos and threes: one transaction for them
                    await asyncio.wait(self._under_way.values(), timeout=GATHER_SECONDS)
            while self._under_way or self._outcomes:
                if self._under_way:
                    await asyncio.wait(self._under_way.values())
                if await self._step(taking=False) > 1:
                    break

    async def _step(self, *, taking: bool = True) -> float:
        """One turn. Returns the seconds after which it wants another one if no bell rings."""
        outcomes, self._outcomes = self._outcomes, []
        taking = taking and await self.may_send()
        fresh, self._leads = taking and not self._leads, taking
        try:
            rows, threads, room = await self.db.write(self._turn, outcomes, taking, fresh)
        except DatabaseDown:
            log.warning("The database does not answer", extra={"loop": f"send {self.channel.name}"})
            self._outcomes = outcomes + self._outcomes
            return 2.0
        except Exception:
            log.exception("A turn of the postman failed", extra={"channel": self.channel.name})
            self._outcomes = outcomes + self._outcomes
            return 1.0
        for row in rows:
            self.pace.sent(row.address)
            task = asyncio.ensure_future(self._send(row, threads))
            self._under_way[row.id] = task
        if len(self._under_way) >= AT_ONCE:
            return 5.0  # whoever comes back rings the bell
        if not taking:
            return 2.0
        if self.down_since is None and (room <= 0 or len(rows) == room):
            return min(self.pace.wait(), 1.0)
        moments = [moment for moment in (self._upcoming, self._probe_at) if moment is not None]
        wait = (min(moments) - self.clock()).total_seconds() if moments else 5.0
        return min(max(wait, 0.005), 5.0)

    def _room(self) -> int:
        if self.down_since is None:
            return self.pace.room()
        if self._under_way or (self._probe_at is not None and self.clock() < self._probe_at):
            return 0
        self._probe_at = self.clock() + timedelta(seconds=PROBE_SECONDS)
        return 1

    def _turn(
        self, session: Session, outcomes: list[Outcome], taking: bool, fresh: bool
    ) -> tuple[list[Outbound], dict[tuple[str, int], str], int]:
        now = self.clock()
        self._write_down_sent(session, outcomes, now)
        # in one order everywhere: writing down locks conversations of the page
        for outcome in sorted(outcomes, key=lambda outcome: outcome.row.address):
            self._write_down(session, outcome, now)
        if fresh:
            give_back(session, self.channel.name, now)
        # asked after the outcomes: they may have shown that the platform is away
        room = min(AT_ONCE - len(self._under_way), self._room()) if taking else 0
        if room <= 0:
            self._upcoming = None
            return [], {}, room
        self._upcoming = None
        ready = []
        for row in outbox_due(session, self.channel.name, now, room):
            # the group's pace is kept on the address: a forum topic has no pace of its own
            wait = self.pace.wait_for(row.address, group=row.address.partition(":")[2].startswith("-"))
            if wait > 0:
                row.due = now + timedelta(seconds=wait)
                self._upcoming = min(self._upcoming or row.due, row.due)
            else:
                ready.append(row)
        threads = delivery.threads_for(session, ready)
        session.flush()
        lease(session, ready, now)
        for row in ready:
            session.expunge(row)
        return ready, threads, room

    async def _send(self, row: Outbound, threads: dict[tuple[str, int], str]) -> None:
        outcome = Outcome(row)
        try:
            thread = row.payload.get("thread")
            if topic := row.payload.get("topic"):
                thread = threads.get((row.address, topic["id"]))
                if thread is None:
                    thread = outcome.new_thread = await self.channel.open_topic(row.address, topic["name"])
            outcome.sent_id = await self.channel.send(await self._parcel(row, thread))
        except SendError as error:
            outcome.error = error
        except Exception as error:
            log.exception("A message could not be sent", extra={"outbound": row.id, "channel": self.channel.name})
            outcome.error = TryLater(type(error).__name__)
        self._outcomes.append(outcome)
        self._under_way.pop(row.id, None)
        self._bell.set()

    async def _parcel(self, row: Outbound, thread: str | None) -> Parcel:
        payload = row.payload
        return Parcel(
            id=row.id, address=row.address, text=payload.get("text", ""), buttons=payload.get("buttons", []),
            reply_to=payload.get("reply_to"), thread=thread, replaces=payload.get("replaces"),
            file=await self._file(payload) if payload.get("file") else None,
        )  # fmt: skip

    async def _file(self, payload: dict[str, Any]) -> FileParcel:
        def read(session: Session) -> FileParcel:
            attachment = delivery.attachment_of(session, payload["file"])
            content = self.files.read(session, attachment.digest) if attachment and attachment.digest else None
            if attachment is None or content is None:
                raise Refused("the file is not here any more")
            mime = attachment.mime or "application/octet-stream"
            stem = payload.get("name") or f"{attachment.kind}-{attachment.id}"
            return FileParcel(attachment.kind, content, neutral_name(stem, mime), mime)

        return await self.db.read(read)

    def _write_down_sent(self, session: Session, outcomes: list[Outcome], now: datetime) -> None:
        """Most messages just arrive: all of them in one statement."""
        sent = [outcome for outcome in outcomes if outcome.error is None]
        if not sent:
            return
        if not self.channel.records:
            delivery.mark_sent(session, [(outcome.row, outcome.sent_id or "") for outcome in sent], now)
            for outcome in sent:
                self._keep_thread(session, outcome)
        self._failed_lanes.clear()
        self._up(session, now)
        self.metrics.sent.labels(self.channel.name).inc(len(sent))

    def _keep_thread(self, session: Session, outcome: Outcome) -> None:
        if outcome.new_thread is not None and outcome.row.petition_id is not None:
            delivery.keep_thread(session, outcome.row.address, outcome.row.petition_id, outcome.new_thread)

    def _write_down(self, session: Session, outcome: Outcome, now: datetime) -> None:
        if outcome.error is None and not self.channel.records:
            return  # written down with the others
        row = session.get(Outbound, outcome.row.id, with_for_update=True)
        if row is None or row.state != "pending":
            return
        self._keep_thread(session, outcome)
        if outcome.error is None:
            row.state, row.sent_id, row.sent_at, row.error = "done", outcome.sent_id, now, None
            self.channel.record(session, row)
        else:
            row.error = type(outcome.error).__name__
            self.metrics.send_errors.labels(self.channel.name, row.error).inc()
            self._fail(session, row, outcome.error, now)

    def _fail(self, session: Session, row: Outbound, error: SendError, now: datetime) -> None:
        if isinstance(error, TryLater):
            row.due = now + (timedelta(seconds=error.after) if error.after is not None else delivery.later_by(row.attempts))
            if error.after is not None:
                self.pace.hold(row.address, error.after)
            self._upcoming = min(self._upcoming or row.due, row.due)
        elif isinstance(error, ChannelDown | Misconfigured):
            row.due, row.attempts = now, max(0, row.attempts - 1)
            self._failed_lanes.add(row.lane)
            if isinstance(error, Misconfigured) or str(error) == "no connection" or len(self._failed_lanes) >= DOWN_AFTER:
                self._down(session, error, now)
            else:
                row.due = now + delivery.later_by(1)
        elif isinstance(error, ThreadGone):
            delivery.forget_thread(session, row, now)
            row.due = now
        elif isinstance(error, Moved):
            session.flush()
            delivery.move_address(session, row.address, error.address)
            row.due = now
        else:
            row.state = "failed"
            if isinstance(error, Gone):
                delivery.mark_gone(session, row.address)
            if row.petition_id is not None and row.kind != "edit":
                extra = {"outbound": row.id, "error": type(error).__name__}
                delivery.tell_house(session, "delivery_failed", row.address, str(row.id), extra, now)

    def _down(self, session: Session, error: SendError, now: datetime) -> None:
        if self.down_since is None:
            self.down_since = now
            self._probe_at = now + timedelta(seconds=5)
            log.error("A channel is down", extra={"channel": self.channel.name, "why": type(error).__name__})
            extra = {"channel": self.channel.name, "why": type(error).__name__}
            delivery.tell_house(session, "channel_down", "house:channels", f"{self.channel.name}/{now.isoformat()}", extra, now)

    def _up(self, session: Session, now: datetime) -> None:
        if self.down_since is not None:
            log.warning("A channel is up again", extra={"channel": self.channel.name})
            extra = {"channel": self.channel.name}
            delivery.tell_house(session, "channel_up", "house:channels", f"{self.channel.name}/{now.isoformat()}", extra, now)
        self.down_since = self._probe_at = None
