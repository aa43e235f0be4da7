"""Variants with their folders and ports, and one bot running between the fake Telegram and its presses."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.petitions.fake_telegram import FakeTelegram, Journal
from benchmarks.petitions.load import Load
from benchmarks.petitions.process import Process
from benchmarks.petitions.variant import Variant
from benchmarks.petitions.webhook import Webhook

_START_SECONDS = 60.0


@dataclass(frozen=True)
class Entry:
    """A variant that takes part in the run, its place on the disk, and the copy its rounds begin from."""

    title: str
    variant: Variant
    folder: Path
    fresh: Path

    def restore(self) -> None:
        """Put the prepared files back."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.fresh, self.folder)


@dataclass(frozen=True)
class Running:
    """A started bot."""

    process: Process
    load: Load
    webhook: Webhook


async def enter(variant: Variant, synchronous: str, workers: int, api_url: str, base: Path) -> Entry:
    """Let the variant make its folder once and keep the copy."""
    title = f"{variant.name} {synchronous}"
    folder, fresh = base / title.replace(" ", "-"), base / f"{title.replace(' ', '-')}.fresh"
    folder.mkdir(parents=True)
    # In a thread, so that a variant may run an event loop of its own.
    await asyncio.to_thread(variant.prepare, folder, workers, api_url, _free_port(), synchronous)
    shutil.copytree(folder, fresh)
    return Entry(title, variant, folder, fresh)


@asynccontextmanager
async def running(
    entry: Entry, telegram: FakeTelegram, waiting: range, command: list[str] | None = None
) -> AsyncIterator[Running]:
    """Start the bot on its folder as it is, with these presses waiting at Telegram; give it out at the first receipt.

    Raises RuntimeError when the process ends or stays silent for a minute. The process is stopped in the end.
    """
    variant = entry.variant
    webhook = Webhook(variant.port, variant.path, variant.secret, telegram.answer)
    load = Load(variant, telegram, webhook)
    load.ready(waiting)
    telegram.webhook_set = webhook.open
    log = entry.fresh.with_suffix(".log")
    process = Process(command or variant.command(), variant.environment(), log)
    try:
        for n in waiting:
            load.press(n, process.started)
        await _first_receipt(load, process)
        yield Running(process, load, webhook)
    finally:
        await process.stop()
        webhook.close()


async def _first_receipt(load: Load, process: Process) -> None:
    for _ in range(int(_START_SECONDS / 0.01)):
        if load.first:
            return
        process.check()
        await asyncio.sleep(0.01)
    raise RuntimeError("the bot has not answered its first update")


def begin(entry: Entry, telegram: FakeTelegram) -> None:
    """A new round: the prepared files and an empty journal."""
    entry.restore()
    telegram.journal = Journal()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
