"""What only one process may do at a time: ask Telegram for updates, send with one token.

SQLite has one process (a lock on its file). On PostgreSQL a lease is an advisory lock of a connection of ours: the server gives
it to another process the moment this one dies, with no time to wait out.
"""

import asyncio
import logging
from collections.abc import Callable
from time import monotonic

import psycopg
from sqlalchemy import make_url

from storage.database import Database

log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
"""How often a lease that is held is looked after, and one that is not is asked for."""


class Leases:
    """`await leases.hold(name)` says whether this process is the one."""

    def __init__(self, db: Database, clock: Callable[[], float] = monotonic) -> None:
        self._url = None if db.is_sqlite else make_url(db.url).set(drivername="postgresql").render_as_string(False)
        self._clock = clock
        self._connection: psycopg.AsyncConnection | None = None
        self._held: dict[str, bool] = {}
        self._looked: dict[str, float] = {}
        self._turn = asyncio.Lock()

    async def hold(self, name: str) -> bool:
        """Whether this process does `name` from now on. A process that lost its connection does nothing until it is back."""
        if self._url is None:
            return True
        async with self._turn:
            if self._clock() - self._looked.get(name, -LOOK_SECONDS) < LOOK_SECONDS:
                return self._held.get(name, False)
            self._looked[name] = self._clock()
            try:
                self._held[name] = await self._look(name)
            except (psycopg.Error, OSError) as error:
                log.warning("Leases are away", extra={"error": type(error).__name__})
                await self.close()
            return self._held.get(name, False)

    async def _look(self, name: str) -> bool:
        if self._connection is None or self._connection.closed:
            self._held.clear()
            self._connection = await psycopg.AsyncConnection.connect(self._url or "", autocommit=True, connect_timeout=5)
        if self._held.get(name):
            await self._connection.execute("SELECT 1")
            return True
        cursor = await self._connection.execute("SELECT pg_try_advisory_lock(hashtext(%s))", (f"caunoi {name}",))
        row = await cursor.fetchone()
        return bool(row and row[0])

    async def close(self) -> None:
        """Give everything back."""
        connection, self._connection = self._connection, None
        self._held.clear()
        if connection is not None:
            await connection.close()
