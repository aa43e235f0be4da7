"""What became of messages, written down; and whether the platform answers at all."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush

from sqlmodel import Session

from bot.channels.base import (
    Channel,
    ChannelDown,
    Gone,
    Misconfigured,
    Moved,
    SendError,
    ThreadGone,
    TryLater,
)
from bot.metrics import Metrics
from bot.pace import Pace
from storage import delivery
from storage.models import Outbound
from storage.queue import Letter

log = logging.getLogger(__name__)

PROBE_SECONDS = 60.0
"""While a platform is away, one message a minute is tried."""
DOWN_AFTER = 3
"""So many lanes in a row that a platform did not answer properly: it is away, not they."""


@dataclass
class Outcome:
    """What became of one message: `sent_id`, or the error."""

    letter: Letter
    sent_id: str | None = None
    error: SendError | None = None
    new_thread: str | None = None


class Outcomes:
    """Those of one channel, and which messages have to wait until when, as far as was seen here."""

    def __init__(self, channel: Channel, pace: Pace, clock: Callable[[], datetime], metrics: Metrics) -> None:
        self.channel = channel
        self.pace = pace
        self.clock = clock
        self.metrics = metrics
        self.down_since: datetime | None = None
        self.probe_at: datetime | None = None
        self._moments: list[datetime] = []
        self._failed_lanes: set[str] = set()

    def plain(self, outcome: Outcome) -> bool:
        """Whether there is nothing to write down but that it arrived."""
        return outcome.error is None and not self.channel.records

    @property
    def upcoming(self) -> datetime | None:
        """When the next message that has to wait is due."""
        return self._moments[0] if self._moments else None

    def wait_until(self, moment: datetime) -> None:
        """Something is due at this moment."""
        heappush(self._moments, moment)

    def forget_past(self, now: datetime) -> None:
        """What was to come and is due now will be found in the outbox."""
        while self._moments and self._moments[0] <= now:
            heappop(self._moments)

    def may_probe(self) -> bool:
        """Whether the platform, which is away, may be tried with one message now; if so, not again for a minute."""
        if self.probe_at is not None and self.clock() < self.probe_at:
            return False
        self.probe_at = self.clock() + timedelta(seconds=PROBE_SECONDS)
        return True

    def write_down(self, session: Session, outcomes: list[Outcome], now: datetime) -> None:
        """All of it, in one order everywhere: writing down locks conversations of the page."""
        arrived = [outcome for outcome in outcomes if outcome.error is None]
        if arrived:
            self._write_down_arrived(session, arrived, now)
        for outcome in sorted(outcomes, key=lambda outcome: outcome.letter.address):
            if not self.plain(outcome):
                self._write_down(session, outcome, now)

    def _write_down_arrived(self, session: Session, arrived: list[Outcome], now: datetime) -> None:
        """Most messages just arrive: all of them in one statement."""
        if not self.channel.records:
            delivery.mark_sent(session, [(outcome.letter.id, outcome.sent_id or "") for outcome in arrived], now)
            for outcome in arrived:
                self._keep_thread(session, outcome)
        self._failed_lanes.clear()
        self._up(session, now)
        self.metrics.sent.labels(self.channel.name).inc(len(arrived))

    def _keep_thread(self, session: Session, outcome: Outcome) -> None:
        if outcome.new_thread is not None and outcome.letter.petition_id is not None:
            delivery.keep_thread(session, outcome.letter.address, outcome.letter.petition_id, outcome.new_thread)

    def _write_down(self, session: Session, outcome: Outcome, now: datetime) -> None:
        row = session.get(Outbound, outcome.letter.id, with_for_update=True)
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
        if row.kind == "receipt" and row.state != "pending":
            row.payload = {}  # it held a secret, kept only as a hash

    def _fail(self, session: Session, row: Outbound, error: SendError, now: datetime) -> None:
        if isinstance(error, TryLater):
            row.due = now + (timedelta(seconds=error.after) if error.after is not None else delivery.later_by(row.attempts))
            if error.after is not None:
                self.pace.hold(row.address, error.after)
            self.wait_until(row.due)
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
            self.probe_at = now + timedelta(seconds=5)
            log.error("A channel is down", extra={"channel": self.channel.name, "why": type(error).__name__})
            extra = {"channel": self.channel.name, "why": type(error).__name__}
            delivery.tell_house(session, "channel_down", "house:channels", f"{self.channel.name}/{now.isoformat()}", extra, now)

    def _up(self, session: Session, now: datetime) -> None:
        if self.down_since is not None:
            log.warning("A channel is up again", extra={"channel": self.channel.name})
            extra = {"channel": self.channel.name}
            delivery.tell_house(session, "channel_up", "house:channels", f"{self.channel.name}/{now.isoformat()}", extra, now)
        self.down_since = self.probe_at = None
