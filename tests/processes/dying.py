"""The program with one flaw: it dies (kill -9, by its own hand) the n-th time it comes to a certain point.

    python -m tests.processes.dying "after the inbox commit" 3 --config config.yaml run

`confirms first` tells the platform "received" before it keeps, and dies in between: the judge must see that.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any

from bot.__main__ import main
from bot.channels.telegram import Telegram
from bot.leases import Leases
from bot.sender import Sender
from handlers.dispatcher import Dispatcher

POINTS = (
    "after the inbox commit",
    "inside handling",
    "after the commit, before sending",
    "after acceptance, before it is written down",
    "during start",
    "during stop",
)
CONFIRMS_FIRST = "confirms first"


def fatal(count: int) -> Callable[[], None]:
    """A function that kills this process the n-th time it is called."""
    left = [count]

    def step() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return step


def arm(point: str, count: int) -> None:
    """Put the flaw in."""
    die = fatal(count)
    keep, deal, send = Dispatcher.accept, Dispatcher._deal, Sender._send
    telegram, opened, updates = Telegram.send, Telegram.opened, Telegram._updates

    async def accept_and_die(self: Dispatcher, arrived: Any) -> Sequence[Any]:
        kept = await keep(self, arrived)
        die()
        return kept

    async def promise(self: Dispatcher, arrived: Any) -> Sequence[Any]:
        asyncio.get_running_loop().call_later(30, lambda: asyncio.ensure_future(keep(self, arrived)))
        return ()

    async def confirm_and_die(self: Telegram, offset: int) -> Any:
        try:
            return await asyncio.wait_for(updates(self, offset), 2.0 if offset else None)
        except TimeoutError:
            # Telegram has been told that all below the offset is safe
            die()

    def handle_and_die(self: Dispatcher, session: Any) -> Any:
        result = deal(self, session)
        if result[0]:
            die()
        return result

    async def die_and_send(self: Sender, row: Any, threads: Any) -> None:
        die()
        await send(self, row, threads)

    async def send_and_die(self: Telegram, parcel: Any) -> str:
        sent = await telegram(self, parcel)
        die()
        return sent

    def die_opening(self: Telegram) -> Any:
        die()
        return opened(self)

    async def die_closing(self: Leases) -> None:
        die()

    match point:
        case "after the inbox commit":
            Dispatcher.accept = accept_and_die  # type: ignore[method-assign]
        case "confirms first":
            Dispatcher.accept = promise  # type: ignore[method-assign]
            Telegram._updates = confirm_and_die  # type: ignore[method-assign]
        case "inside handling":
            Dispatcher._deal = handle_and_die  # type: ignore[method-assign]
        case "after the commit, before sending":
            Sender._send = die_and_send  # type: ignore[method-assign]
        case "after acceptance, before it is written down":
            Telegram.send = send_and_die  # type: ignore[method-assign]
        case "during start":
            Telegram.opened = die_opening  # type: ignore[method-assign]
        case "during stop":
            Leases.close = die_closing  # type: ignore[method-assign]
        case _:
            raise SystemExit(f"no such point: {point}")


if __name__ == "__main__":
    arm(sys.argv.pop(1), int(sys.argv.pop(1)))
    sys.exit(main())
