"""Waiting without looking again and again."""

from __future__ import annotations

import asyncio


class Bell:
    """Rung by anything that happens; whoever listens wakes up once."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def ring(self) -> None:
        """Wakes all who listen now."""
        self._next.set()
        self._next = asyncio.Event()

    def next(self) -> asyncio.Event:
        """Set at the next ring. Take it before looking, or a ring in between is missed."""
        return self._next

    async def heard(self, timeout: float | None) -> bool:  # noqa: ASYNC109
        """Waits for the next ring; False when the seconds are over first."""
        try:
            await asyncio.wait_for(self.next().wait(), timeout)
        except TimeoutError:
            return False
        return True
