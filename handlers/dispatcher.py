"""From the inbox to the desks: keeps what comes in, then deals with it, one transaction a batch."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Protocol

from sqlmodel import Session

from handlers.context import Context
from handlers.finding import attend, case_pressed
from handlers.house import House
from handlers.texts import Phrase
from handlers.voice import REPLY
from storage.contacts import contacts_at, new_contact
from storage.database import Database, DatabaseDown, drop_laid, ring, unring
from storage.models import Contact, Inbound
from storage.petitions import lock_petitions
from storage.queue import INBOX_BELL, inbox_due, keep, mark_handled, wake_held
from storage.types import Incoming

log = logging.getLogger(__name__)

BATCH = 64
BATCH_SECONDS = 0.05
TRIES = 5


class Postman(Protocol):
    """Whoever carries the answers away, and takes them up in the transaction that lays them in the outbox (bot/sender.py)."""

    async def board(self) -> bool: ...

    def take(self, session: Session) -> None: ...

    def leave(self, *, kept: bool) -> None: ...


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
        self._arriving: list[tuple[list[Incoming], asyncio.Future[None]]] = []
        self._keeping: asyncio.Task[None] | None = None

    async def accept(self, batch: Sequence[Incoming]) -> None:
        """Keep what came in; when this returns, it is safe. What arrives together shares one commit.

        Raises DatabaseDown: then nothing was kept and the platform must not be told that it was.
        """
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._arriving.append((list(batch), done))
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.ensure_future(self._keep())
        await done

    async def _keep(self) -> None:
        while self._arriving:
            waiting, self._arriving = self._arriving, []
            messages = [message for batch, _ in waiting for message in batch]
            try:
                await self._keep_well(messages)
            except Exception as error:
                for _, done in waiting:
                    if not done.done():
                        done.set_exception(error)
            else:
                for _, done in waiting:
                    if not done.done():
                        done.set_result(None)

    async def _keep_well(self, messages: list[Incoming]) -> None:
        try:
            async with self._with_postmen() as aboard:
                self.handled += await self.db.write(self._keep_and_handle, messages, aboard)
        except DatabaseDown:
            raise
        except Exception:
            # a desk failed: what came is kept all the same, `step` finds out whose fault it is
            await self.db.write(keep, messages, self.clock())

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

    def _keep_and_handle(self, session: Session, messages: list[Incoming], aboard: list[Postman]) -> int:
        """Kept, dealt with and taken up in one transaction, which saves two; a second message of one lane waits for `step`."""
        keep(session, messages, self.clock())
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
