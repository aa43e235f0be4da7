"""Brings files in from the platforms before their links die; pictures come out without what a camera wrote in."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.channels.base import Channel, NotFetched
from bot.media import Unusable, inspected
from storage.attachments import file_failed, file_here, file_later, next_wanted, take_wanted
from storage.database import Database
from storage.files import Files
from storage.models import Attachment

log = logging.getLogger(__name__)

AT_ONCE = 4
"""So many files at once, each of up to `max_bytes` in memory."""
TOO_BIG = "too big"


class Fetcher:
    """`step` is one turn for bot.worker.work; any number of machines may fetch, each file is leased to one of them."""

    def __init__(
        self, db: Database, files: Files, channels: Mapping[str, Channel], max_bytes: int, clock: Callable[[], datetime]
    ) -> None:
        self.db = db
        self.files = files
        self.channels = channels
        self.max_bytes = max_bytes
        self.clock = clock

    async def step(self) -> float | None:
        """Fetch some files. Returns 0 when there may be more, else the seconds until the next one is due, None: none is."""
        names = sorted(self.channels)
        due = await self.db.write(take_wanted, names, self.clock(), AT_ONCE)
        if not due:
            upcoming = await self.db.read(next_wanted, names)
            return None if upcoming is None else max(0.001, (upcoming - self.clock()).total_seconds())
        # each to its end: a task group would cancel the others in the middle of a transaction
        for result in await asyncio.gather(*(self._fetch(row) for row in due), return_exceptions=True):
            if isinstance(result, BaseException):
                raise result
        return 0

    async def _fetch(self, row: Attachment) -> None:
        try:
            content = await self._content(row)
        except NotFetched as error:
            if error.final:
                await self._failed(row, "too_big" if str(error) == TOO_BIG else "failed")
            else:
                await self.db.write(file_later, row.id, self.clock())
            return
        except Exception:
            log.exception("A file could not be fetched", extra={"attachment": row.id, "channel": row.channel})
            await self.db.write(file_later, row.id, self.clock())
            return
        try:
            file = await inspected(content, row.name, row.mime)
        except Unusable:
            if row.kind == "photo":
                await self._failed(row, "failed")
                return
            # sent as a document: whoever sent it was asked whether it may be passed on as it is
            await self.db.write(file_here, row.id, self.files, content, row.kind, row.mime, self.clock())
            return
        kind = "photo" if file.kind == "photo" else row.kind
        mime = file.mime if file.kind == "photo" or row.mime is None else row.mime
        await self.db.write(file_here, row.id, self.files, file.content, kind, mime, self.clock())

    async def _content(self, row: Attachment) -> bytes:
        if row.ref is None:
            raise NotFetched("no reference", final=True)
        if (row.size or 0) > self.max_bytes:
            raise NotFetched(TOO_BIG, final=True)
        content = await self.channels[row.channel].fetch(row.ref, self.max_bytes)
        if len(content) > self.max_bytes:
            raise NotFetched(TOO_BIG, final=True)
        return content

    async def _failed(self, row: Attachment, state: str) -> None:
        log.info("A file will not come in", extra={"attachment": row.id, "channel": row.channel, "state": state})
        await self.db.write(file_failed, row.id, state, self.clock())
