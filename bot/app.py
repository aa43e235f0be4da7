"""The composition root: builds everything from the configuration, opens in order, stops in reverse."""

import asyncio
import fcntl
import gc
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.channels.base import Channel
from bot.channels.registry import build_channels
from bot.config import Config
from bot.fetcher import Fetcher
from bot.leases import Leases
from bot.listening import notified
from bot.metrics import Metrics
from bot.pace import Pace
from bot.sender import Sender
from bot.web import Site, serving
from bot.worker import until, work
from handlers.desk import NOTICES_BELL, word_notices
from handlers.dispatcher import Dispatcher
from handlers.house import House
from handlers.registry import build_router
from handlers.texts import Texts
from handlers.voice import Voice
from handlers.workplaces import learn
from scheduler.clock import Clock
from scheduler.registry import JOBS
from storage.database import Database
from storage.files import Files
from storage.queue import HELD_BELL, INBOX_BELL
from storage.types import Arrival, Incoming, utcnow
from storage.units import Units

log = logging.getLogger(__name__)

STOP_SECONDS = 60
AGAIN_MOST = 60.0


class AlreadyRunning(Exception):
    """Another `run` works on this SQLite file. One file is for one process; several machines need PostgreSQL."""


def build_house(config: Config, files: Files | None = None) -> House:
    """The house of a configuration. files: what people sent, in the database if nothing else is given."""
    texts = Texts(config.languages, config.timezone)
    web = config.channels.web
    return House(
        texts=texts, router=build_router(texts), units=Units(), routing=config.routing, topics=tuple(config.topics),
        contact=config.contact, emergency=config.emergency, desk=config.desk, timezone=config.timezone,
        files=files or Files(None), public_url=web.public_url if web.enabled else "",
    )  # fmt: skip


class App:
    """One running house."""

    def __init__(
        self,
        config: Config,
        *,
        clock: Callable[[], datetime] = utcnow,
        seats: Mapping[str, str] | None = None,
        pages: Callable[[], list[web.RouteDef]] = list,
    ) -> None:
        self.config = config
        self.pages = pages
        self.clock = clock
        self.stop = asyncio.Event()
        self.db = Database(config.database.url)
        self.files = Files(config.files.dir if self.db.is_sqlite else None)
        self.metrics = Metrics()
        self.leases = Leases(self.db)
        self.house = build_house(config, self.files)
        self.channels = build_channels(
            config, self.db, self.files, self.house.texts, self.house.router, clock, self.leases, seats or {}
        )
        self.house.limits.update({channel.name: channel.limits for channel in self.channels})
        self.senders = [
            Sender(
                channel, self.db, self.files, Pace(channel.limits, _per_second(config, channel.name), monotonic), clock,
                self.metrics,
                self._may_send(channel.name),
            )
            for channel in self.channels
        ]  # fmt: skip
        self.dispatcher = Dispatcher(self.db, self.house, clock, self.senders)
        self.fetcher = Fetcher(self.db, self.files, {c.name: c for c in self.channels}, config.files.max_bytes, clock)
        self.timer = Clock(self.db, config.schedule, JOBS, self.voice, config.timezone)
        self.port = 0

    def _may_send(self, channel: str) -> Callable[[], Awaitable[bool]]:
        # the page has no token: what was placed is placed, whoever did it
        return _always if channel == "web" else lambda: self.leases.hold(f"send {channel}")

    def voice(self, session: Session) -> Voice:
        """A voice for what happens by itself."""
        return Voice(session, self.house, self.clock())

    async def run(self, started: Callable[["App"], None] = lambda app: None) -> None:
        """Work until `stop` is set: open, start, wait, and stop in the reverse order, each step to its end."""
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, self.stop.set)
        async with AsyncExitStack() as stack:
            stack.callback(self.db.close)
            await self.db.read(self._warm)
            for channel in self.channels:
                await stack.enter_async_context(channel.opened())
            if not self.db.is_sqlite:
                await stack.enter_async_context(self._loop("notified", lambda stop: notified(self.db, stop)))
            stack.push_async_callback(self.leases.close)
            for sender in self.senders:
                await stack.enter_async_context(self._loop(f"send {sender.channel.name}", sender.run))
            await stack.enter_async_context(self._loop("fetch", self._fetch))
            await stack.enter_async_context(self._loop("notices", self._notices))
            await stack.enter_async_context(self._loop("handle", self._handle))
            self.timer.start()
            stack.callback(self.timer.stop)
            door = self.config.channels.web
            site = Site(self.db, self.metrics, self.clock, self.degraded, door.metrics_token)
            # pages first: in the demo they take the place of the public chat
            routes = self.pages() + [route for channel in self.channels for route in channel.routes()]
            self.port = await stack.enter_async_context(
                serving(site.application(routes, self.config.files.max_bytes), door.host, door.port)
            )
            for channel in self.channels:
                await stack.enter_async_context(self._loop(f"listen {channel.name}", lambda s, c=channel: self._listen(c, s)))  # type: ignore[misc]
            # what is there now stays: the collector need not walk over it again and again
            gc.collect()
            gc.freeze()
            gc.set_threshold(20_000, 20, 50)
            log.info("Started", extra={"port": self.port})
            started(self)
            await self.stop.wait()
            log.info("Stopping")
        log.info("Stopped")

    def _warm(self, session: Session) -> None:
        # what every message asks for, and what takes longest to learn
        learn(self.house.units.tree(session), self.house.day(self.clock()).date())

    def degraded(self) -> list[str]:
        """The channels that cannot send or receive at this moment."""
        names = {sender.channel.name for sender in self.senders if sender.down_since is not None}
        return sorted(names | {channel.name for channel in self.channels if not channel.receiving})

    @asynccontextmanager
    async def _loop(self, name: str, run: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> AsyncIterator[None]:
        """A loop with its own stop: set when its turn to stop comes, and awaited to its end."""
        stop = asyncio.Event()
        task = asyncio.create_task(run(stop), name=name)
        task.add_done_callback(self._ended(name, stop))
        try:
            yield
        finally:
            stop.set()
            _, late = await asyncio.wait([task], timeout=STOP_SECONDS)
            if late:
                log.error("A loop did not stop in time", extra={"loop": name})

    def _ended(self, name: str, stop: asyncio.Event) -> Callable[[asyncio.Task[None]], None]:
        def ended(task: asyncio.Task[None]) -> None:
            if not stop.is_set() or (not task.cancelled() and task.exception() is not None):
                error = None if task.cancelled() else task.exception()
                log.error("A loop ended by itself", extra={"loop": name}, exc_info=error)
                self.stop.set()

        return ended

    async def accept(self, arrived: Sequence[Incoming] | Arrival) -> None:
        """Keep what came in, and count it."""
        for message in await self.dispatcher.accept(arrived):
            self.metrics.received.labels(message.channel).inc()

    async def _handle(self, stop: asyncio.Event) -> None:
        async def step() -> float | None:
            begin = perf_counter()
            more = await self.dispatcher.step()
            if more:
                self.metrics.handling.observe(perf_counter() - begin)
                return 0
            return self._seconds_to(self.dispatcher.upcoming)

        with self.db.bells.listening(INBOX_BELL, HELD_BELL) as bell:
            await work("handle", step, bell, stop)

    async def _notices(self, stop: asyncio.Event) -> None:
        async def step() -> float | None:
            return self._seconds_to(await self.db.write(word_notices, self.house, self.clock()))

        with self.db.bells.listening(NOTICES_BELL) as bell:
            await work("notices", step, bell, stop)

    async def _fetch(self, stop: asyncio.Event) -> None:
        with self.db.bells.listening("fetch") as bell:
            await work("fetch", self.fetcher.step, bell, stop)

    def _seconds_to(self, moment: datetime | None) -> float | None:
        return None if moment is None else max(0.001, (moment - self.clock()).total_seconds())

    async def _listen(self, channel: Channel, stop: asyncio.Event) -> None:
        """A listener, started again when it breaks, alone: the rest of the house goes on."""
        wait = 1.0
        while not stop.is_set():
            begin = monotonic()
            try:
                await channel.listen(self.accept, stop)
            except Exception as error:
                channel.receiving = False
                if monotonic() - begin > AGAIN_MOST:
                    wait = 1.0  # what broke it last time was long ago
                log.warning(
                    "A listener broke off", extra={"channel": channel.name, "error": type(error).__name__, "again_in": wait}
                )
                await until(stop, asyncio.Event(), wait)
                wait = min(wait * 2, AGAIN_MOST)


async def _always() -> bool:
    return True


def _per_second(config: Config, name: str) -> float | None:
    return config.channels.telegram.per_second if name == "telegram" else None


@contextmanager
def alone(config: Config) -> Iterator[None]:
    """While inside, no other `run` works on this SQLite file. Raises AlreadyRunning."""
    url = config.database.url
    if not url.startswith("sqlite"):
        yield
        return
    path = Path(url.removeprefix("sqlite:///") + ".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyRunning(str(path)) from None
        yield
