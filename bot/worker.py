"""The only loop: do a step as long as there is more, then wait for the bell; and the only way to give up a wait."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from storage.database import DatabaseDown

log = logging.getLogger(__name__)

Result = TypeVar("Result")

NET = 5.0
"""Seconds after which a loop looks by itself, in case a bell was lost (PostgreSQL's notifications are no promise)."""


async def work(name: str, step: Callable[[], Awaitable[float | None]], bell: asyncio.Event, stop: asyncio.Event) -> None:
    """Do `step` until `stop`. It returns the seconds until it wants to be called again: 0 at once, None when the bell rings.

    A step is never cancelled. When the database is away or a step fails, it is tried again after 1, 2, 4 … 15 s.
    """
    failures = 0
    while not stop.is_set():
        bell.clear()
        try:
            wait = await step()
            failures = 0
        except DatabaseDown:
            wait = _after(failures := failures + 1)
            log.warning("The database does not answer", extra={"loop": name, "again_in": wait})
        except Exception:
            wait = _after(failures := failures + 1)
            log.exception("A step failed", extra={"loop": name, "again_in": wait})
        if wait != 0:
            await until(stop, bell, NET if wait is None else min(wait, NET))


def _after(failures: int) -> float:
    return float(min(2 ** (failures - 1), 15))


async def until(stop: asyncio.Event, bell: asyncio.Event, seconds: float) -> None:
    """Wait for the bell, for `stop`, or for so many seconds."""
    waits = [asyncio.ensure_future(stop.wait()), asyncio.ensure_future(bell.wait())]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()


async def unless(stop: asyncio.Event, waiting: Awaitable[Result]) -> Result | None:
    """What is awaited, or None when `stop` is set first; only for waits on the network, never for a transaction."""
    task = asyncio.ensure_future(waiting)
    stopped = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait([task, stopped], return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        task.cancel()
        return None
    finally:
        stopped.cancel()
