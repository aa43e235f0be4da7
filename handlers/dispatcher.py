"""From the inbox to the desks: keeps what comes in, then deals with it, one transaction a batch."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlmodel import Session

from handlers.context import Context
from handlers.finding import attend, case_pressed
from handlers.hearing import hear, says_words
from handlers.house import House
from handlers.texts import Phrase
from handlers.voice import REPLY
from storage.contacts import contacts_at, new_contact
from storage.database import Database, DatabaseDown, drop_laid, ring, unring
from storage.models import Contact, Inbound
from storage.petitions import lock_petitions
from storage.queue import INBOX_BELL, inbox_due, keep, mark_handled, wake_held
from storage.types import Arrival, Incoming, NotKept

log = logging.getLogger(__name__)

BATCH = 64
BATCH_SECONDS = 0.05
TRIES = 5


class Postman(Protocol):
    """Whoever carries the answers away, and takes them up in the transaction that lays them in the outbox (bot/sender.py)."""

    async def board(self) -> bool: ...

    def take(self, session: Session) -> None: ...

    def leave(self, *, kept: bool) -> None: ...


@dataclass
class _Waiting:
    """Somebody who waits until what arrived is kept, and what became of it."""

    arrived: Sequence[Incoming] | Arrival
    done: asyncio.Future[Sequence[Incoming]]
    heard: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What its words say, by the ids of the messages."""
    kept: Sequence[Incoming] = ()
    error: Exception | None = None

    @property
    def conversation(self) -> str:
        return self.arrived.address if isinstance(self.arrived, Arrival) else ""

    @property
    def messages(self) -> Sequence[Incoming]:
        """What is known of it before it is kept."""
        if isinstance(self.arrived, Arrival):
            return [self.arrived.message] if self.arrived.message is not None else []
        return self.arrived


class Dispatcher:
    """`accept` keeps a message; `step` deals with what is due. Both may run on any number of machines."""

    def __init__(self, db: Database, house: House, clock: Callable[[], datetime], postmen: Sequence[Postman] = ()) -> None:
        self.db = db
        self.house = house
        self.clock = clock
        self.postmen = postmen
        self.handled = 0
        self.upcoming: datetime | None = None
        self._most = BATCH
        self._reading = ThreadPoolExecutor(1, "understand")
        self._arriving: list[_Waiting] = []
        self._keeping: asyncio.Task[None] | None = None

    async def accept(self, arrived: Sequence[Incoming] | Arrival) -> Sequence[Incoming]:
        """Keep what came in; when this returns, it is safe. What arrives together shares one commit. Returns the messages.

        Raises DatabaseDown (or what an Arrival raises): then nothing was kept and the platform must not be told that it was.
        """
        waiting = _Waiting(arrived, asyncio.get_running_loop().create_future())
        self._arriving.append(waiting)
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.ensure_future(self._keep())
        return await waiting.done

    async def _keep(self) -> None:
        while self._arriving:
            together, self._arriving = sorted(self._arriving, key=lambda waiting: waiting.conversation), []
            try:
                if any(says_words(message) for waiting in together for message in waiting.messages):
                    # outside of the transaction: reading takes time, and needs no row
                    await asyncio.get_running_loop().run_in_executor(self._reading, self._hear, together)
                await self._keep_well(together)
            except Exception as error:
                for waiting in together:
                    waiting.error = error
            for waiting in together:
                if waiting.done.done():
                    continue
                if waiting.error is not None:
                    waiting.done.set_exception(waiting.error)
                else:
                    waiting.done.set_result(waiting.kept)

    def _hear(self, together: list[_Waiting]) -> None:
        for waiting in together:
            for message in waiting.messages:
                try:
                    if says_words(message):
                        waiting.heard[message.external_id] = hear(message, self.house.emergency).kept()
                except Exception:
                    # not understood, but kept: somebody will read it
                    log.exception("A message could not be understood", extra={"channel": message.channel})

    async def _keep_well(self, together: list[_Waiting]) -> None:
        try:
            async with self._with_postmen() as aboard:
                self.handled += await self.db.write(self._keep_and_handle, together, aboard)
        except DatabaseDown:
            raise
        except Exception:
            # a desk failed, or one of these cannot be kept: each on its own, `step` finds out whose fault it is
            for waiting in together:
                await self._keep_alone(waiting)

    async def _keep_alone(self, waiting: _Waiting) -> None:
        try:
            await self.db.write(self._keep_all, [waiting])
        except DatabaseDown:
            raise
        except Exception as error:
            waiting.error = error

    @asynccontextmanager
    async def _with_postmen(self) -> AsyncIterator[list[Postman]]:
        aboard = [postman for postman in self.postmen if await postman.board()]
        kept = False
        try:
            yield aboard
            kept = True
        finally:
            for postman in aboard:
                postman.leave(kept=kept)

    def _keep_all(self, session: Session, together: list[_Waiting]) -> list[Incoming]:
        for waiting in together:
            waiting.kept, waiting.error = (), None
            try:
                arrived = waiting.arrived
                kept = arrived.keep(session) if isinstance(arrived, Arrival) else arrived
                waiting.kept = [replace(message, understood=waiting.heard.get(message.external_id, {})) for message in kept]
            except NotKept as refusal:
                waiting.error = refusal
        messages = [message for waiting in together for message in waiting.kept]
        if messages:
            keep(session, messages, self.clock())
        return messages

    def _keep_and_handle(self, session: Session, together: list[_Waiting], aboard: list[Postman]) -> int:
        """Kept, dealt with and taken up in one transaction, which saves two; a second message of one lane waits for `step`."""
        messages = self._keep_all(session, together)
        # before the desks: what they lay in the inbox, or let go on there, is not dealt with yet
        unring(session, INBOX_BELL)
        count, all_done = self._deal(session)
        if not all_done or len({message.sender for message in messages}) < len(messages):
            ring(session, INBOX_BELL)
        for postman in aboard:
            postman.take(session)
        return count

    async def step(self) -> bool:
        """Deal with up to 64 lanes. True: there may be more; False: wait for the bell or until `upcoming`."""
        try:
            count, self.upcoming = await self.db.write(self._batch)
        except DatabaseDown:
            raise
        except Exception:
            count = await self._one_by_one()
        self.handled += count
        return count > 0

    def _batch(self, session: Session) -> tuple[int, datetime | None]:
        upcoming = wake_held(session, self.clock())
        return self._deal(session)[0], upcoming

    def _deal(self, session: Session) -> tuple[int, bool]:
        """Deal with what is due; returns how much it was, and whether no other lane waits."""
        now = self.clock()
        rows = inbox_due(session, now, self._most)
        lock_petitions(session, {case for row in rows if (case := case_pressed(row.payload.get("button"))) is not None})
        known = contacts_at(session, [row.sender for row in rows] + [row.address for row in rows])
        end = time.perf_counter() + BATCH_SECONDS
        count = 0
        done = []
        for row in rows:
            self._handle(session, row, known, now)
            done += [row] if row.state == "pending" else []
            count += 1
            if time.perf_counter() > end:
                break
        mark_handled(session, done)
        all_done = count == len(rows) < self._most
        # what is read and not dealt with is read again: a slow machine takes fewer at a time
        self._most = max(8, min(BATCH, 2 * count))
        return count, all_done

    async def _one_by_one(self) -> int:
        """After a batch failed: each on its own, so that no bad message holds up the next (T8)."""
        count = 0
        for row_id in await self.db.write(self._due_ids):
            try:
                await self.db.write(self._single, row_id)
            except DatabaseDown:
                raise
            except Exception as error:
                log.exception("A message could not be handled", extra={"inbound": row_id})
                await self.db.write(self._put_off, row_id, type(error).__name__)
            count += 1
        return count

    def _due_ids(self, session: Session) -> list[int]:
        return [row.id for row in inbox_due(session, self.clock(), BATCH) if row.id is not None]

    def _single(self, session: Session, row_id: int) -> None:
        row = session.get(Inbound, row_id, with_for_update=True)
        if row is not None and row.state == "pending":
            self._handle(session, row, contacts_at(session, [row.sender, row.address]), self.clock())
            mark_handled(session, [row] if row.state == "pending" else [])

    def _put_off(self, session: Session, row_id: int, error: str) -> None:
        row = session.get(Inbound, row_id, with_for_update=True)
        if row is None or row.state != "pending":
            return
        row.attempts += 1
        row.error = error
        row.due = self.clock() + timedelta(seconds=2**row.attempts)
        if row.attempts >= TRIES:
            row.state = "failed"
            drop_laid(session)
            known = contacts_at(session, [row.sender, row.address])
            if row.kind in {"message", "press", "edit"}:
                context = self._context(session, row, known, self.clock())
                context.send(context.contact.address, Phrase("sorry-not-understood-by-us"), priority=REPLY)

    def _handle(self, session: Session, row: Inbound, known: dict[str, Contact], now: datetime) -> None:
        context = self._context(session, row, known, now)
        attend(context, row)

    def _context(self, session: Session, row: Inbound, known: dict[str, Contact], now: datetime) -> Context:
        message = Incoming.of(row)
        contact = self._known(session, known, message.sender, message, group=False)
        place = contact
        if message.address != message.sender:
            place = self._known(session, known, message.address, message, group=message.group)
        if message.kind in {"message", "press"} and not message.group:
            contact.gone = False  # whoever writes to us can be reached
        if message.kind in {"message", "press", "edit"}:
            # whoever writes can be reached, whatever the platform said before
            contact.gone = place.gone = False
        if message.name and contact.name != message.name and message.kind == "message" and not message.group:
            contact.name = message.name
        return Context(session, self.house, now, message, contact, place, inbound_id=row.id)

    def _known(self, session: Session, known: dict[str, Contact], address: str, message: Incoming, *, group: bool) -> Contact:
        contact = known.get(address)
        if contact is None:
            language = message.language if message.language in self.house.texts.languages else self.house.texts.languages[0]
            # of people who only sit in a group nothing is kept
            name = None if group or message.group else message.name
            contact = known[address] = new_contact(session, address, name=name, language=language, group=group)
        return contact
