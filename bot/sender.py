"""The postman: from the outbox to one platform. Nobody else sends.

One turn writes down what became of the last messages, then takes which ones go next: in a transaction of its own, or along
with the one that has just laid them in the outbox. Sending happens outside it, side by side, one at a time for each lane. If
we die in between, the lease runs out and it is sent again: at least once.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.channels.base import Channel, FileParcel, Parcel, Refused, SendError, TryLater
from bot.metrics import Metrics
from bot.outcomes import Outcome, Outcomes
from bot.pace import Pace
from bot.worker import until
from storage import delivery
from storage.attachments import neutral_name
from storage.database import Database, DatabaseDown, rings, unring
from storage.files import Files
from storage.queue import Letter, give_back, lease, outbox_bell, outbox_due, put_off

log = logging.getLogger(__name__)

AT_ONCE = 64
GATHER_SECONDS = 0.02
"""So long it may take until an arrival is written down, so that it can ride with others; nobody waits for it meanwhile."""
GATHER_MOST = 16


@dataclass
class Turn:
    """One transaction's work: what it writes down, and what it took to be sent."""

    outcomes: list[Outcome]
    taking: bool
    fresh: bool = False
    """Nobody in this process sent for the channel just before."""
    letters: list[Letter] = field(default_factory=list)
    threads: dict[tuple[str, int], str] = field(default_factory=dict)
    room: int = 0


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
        self.may_send = may_send
        self._book = Outcomes(channel, pace, clock, metrics)
        self._outcomes: list[Outcome] = []
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._leads = False
        self._turns = asyncio.Lock()
        """Held by the one turn that runs."""
        self._riding: Turn | None = None
        self._bell = asyncio.Event()

    @property
    def down_since(self) -> datetime | None:
        """Since when the platform has not answered; None: it does."""
        return self._book.down_since

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop`; then wait for what is in the air and write down what became of it."""
        with self.db.bells.listening(outbox_bell(self.channel.name)) as self._bell:
            while not stop.is_set():
                self._bell.clear()
                await until(stop, self._bell, await self._step())
            self._leads = False
            while self._under_way or self._outcomes:
                if self._under_way:
                    await asyncio.wait(self._under_way.values())
                if await self._step(taking=False) > 1:
                    break

    async def board(self) -> bool:
        """A turn along with a transaction that somebody else writes. False: not now, a turn of ours runs or nobody may send.

        Who got True calls `take` inside the transaction and `leave` after it, whatever became of it.
        """
        if not self._leads or self.down_since is not None or self._turns.locked():
            return False
        await self._turns.acquire()
        plain = [outcome for outcome in self._outcomes if self._book.plain(outcome)]
        self._outcomes = [outcome for outcome in self._outcomes if not self._book.plain(outcome)]
        self._riding = Turn(plain, taking=True)
        return True

    def take(self, session: Session) -> None:
        """Inside the transaction: if something was laid in our outbox there, take what goes next."""
        bell, turn = outbox_bell(self.channel.name), self._riding
        assert turn is not None
        if rings(session, bell) or turn.outcomes:
            self._turn(session, turn)
            if len(turn.letters) < turn.room and self._book.upcoming is None:
                unring(session, bell)

    def leave(self, *, kept: bool) -> None:
        """The transaction is over: what was taken is sent; if it was not `kept`, nothing was taken."""
        turn, self._riding = self._riding, None
        assert turn is not None
        self._turns.release()
        if kept:
            self._start(turn)
        else:
            self._outcomes = turn.outcomes + self._outcomes
        if self._outcomes:
            self._gather()

    async def _step(self, *, taking: bool = True) -> float:
        """One turn. Returns the seconds after which it wants another one if no bell rings."""
        taking = taking and await self.may_send()
        async with self._turns:
            fresh, self._leads = taking and not self._leads, taking
            turn = Turn(self._outcomes, taking, fresh)
            self._outcomes = []
            try:
                await self.db.write(self._turn, turn)
            except DatabaseDown:
                log.warning("The database does not answer", extra={"loop": f"send {self.channel.name}"})
                self._outcomes = turn.outcomes + self._outcomes
                return 2.0
            except Exception:
                log.exception("A turn of the postman failed", extra={"channel": self.channel.name})
                self._outcomes = turn.outcomes + self._outcomes
                return 1.0
            self._start(turn)
        if len(self._under_way) >= AT_ONCE:
            return 5.0  # whoever comes back rings the bell
        if not taking:
            return 2.0
        if self.down_since is None and (turn.room <= 0 or len(turn.letters) == turn.room):
            return min(self.pace.wait(), 1.0)
        moments = [moment for moment in (self._book.upcoming, self._book.probe_at) if moment is not None]
        wait = (min(moments) - self.clock()).total_seconds() if moments else 5.0
        return min(max(wait, 0.005), 5.0)

    def _start(self, turn: Turn) -> None:
        for letter in turn.letters:
            self.pace.sent(letter.address)
            self._under_way[letter.id] = asyncio.ensure_future(self._send(letter, turn.threads))

    def _room(self) -> int:
        if self.down_since is None:
            return self.pace.room()
        return 1 if not self._under_way and self._book.may_probe() else 0

    def _turn(self, session: Session, turn: Turn) -> None:
        now = self.clock()
        self._book.forget_past(now)
        self._book.write_down(session, turn.outcomes, now)
        if turn.fresh:
            give_back(session, self.channel.name, now)
        # asked after the outcomes: they may have shown that the platform is away
        turn.room = min(AT_ONCE - len(self._under_way), self._room()) if turn.taking else 0
        if turn.room <= 0:
            return
        for letter in outbox_due(session, self.channel.name, now, turn.room):
            # the group's pace is kept on the address: a forum topic has no pace of its own
            wait = self.pace.wait_for(letter.address, group=letter.address.partition(":")[2].startswith("-"))
            if wait > 0:
                due = now + timedelta(seconds=wait)
                put_off(session, letter, due)
                self._book.wait_until(due)
            else:
                turn.letters.append(letter)
        turn.threads = delivery.threads_for(session, turn.letters)
        lease(session, turn.letters, now)

    async def _send(self, letter: Letter, threads: dict[tuple[str, int], str]) -> None:
        outcome = Outcome(letter)
        try:
            thread = letter.payload.get("thread")
            if topic := letter.payload.get("topic"):
                thread = threads.get((letter.address, topic["id"]))
                if thread is None:
                    thread = outcome.new_thread = await self.channel.open_topic(letter.address, topic["name"])
            outcome.sent_id = await self.channel.send(await self._parcel(letter, thread))
        except SendError as error:
            outcome.error = error
        except Exception as error:
            log.exception("A message could not be sent", extra={"outbound": letter.id, "channel": self.channel.name})
            outcome.error = TryLater(type(error).__name__)
        self._outcomes.append(outcome)
        self._under_way.pop(letter.id, None)
        self._gather()

    def _gather(self) -> None:
        """What came back is written down soon: it may ride along with what comes in meanwhile, or with its like."""
        if len(self._outcomes) >= GATHER_MOST or not self._book.plain(self._outcomes[-1]):
            self._bell.set()
        elif len(self._outcomes) == 1:
            asyncio.get_running_loop().call_later(GATHER_SECONDS, self._write_down_if_still_there)

    def _write_down_if_still_there(self) -> None:
        if self._outcomes:
            self._bell.set()

    async def _parcel(self, letter: Letter, thread: str | None) -> Parcel:
        payload = letter.payload
        return Parcel(
            id=letter.id, address=letter.address, text=payload.get("text", ""), buttons=payload.get("buttons", []),
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
