"""The chat on our own page: works for everybody, with no account and no company in between."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from aiohttp import web
from sqlmodel import Session

from bot.channels.base import Accept, Channel, Parcel
from bot.channels.webchat_entrance import Entrance
from bot.channels.webchat_files import WebFiles
from bot.channels.webchat_limits import Allowance
from bot.channels.webchat_session import Sessions
from bot.channels.webchat_shell import Shell
from bot.channels.webchat_socket import Chat
from bot.worker import until
from storage.database import Database, DatabaseDown
from storage.files import Files
from storage.limits import Limits
from storage.models import Outbound
from storage.types import Arrival, utcnow
from storage.webchat import cookie_key, mark_seen, place_sent

SEEN_SECONDS = 1.0
UPLOADS_PER_MINUTE = 60
UPLOADS_IN_MEMORY = 2
"""A picture of a few megabytes takes some hundred while it is drawn anew."""


class WebSettings(Protocol):
    """What this channel needs of the configuration."""

    public_url: str
    sessions_per_minute: int
    messages_per_minute: int


class WebChat(Channel):
    """The page for everybody, and one for each seat of the demo.

    words: all words of the page in a language. commands: (word, label) of the menu. seats: name of a seat → the address of
    its conversation. languages: the first one stands in where a browser names none that we have.
    """

    name = "web"
    records = True
    limits = Limits(text=100_000)

    def __init__(
        self,
        config: WebSettings,
        db: Database,
        files: Files,
        max_bytes: int,
        words: Callable[[str], dict[str, str]],
        commands: Callable[[str], list[tuple[str, str]]],
        clock: Callable[[], datetime] = utcnow,
        seats: Mapping[str, str] = MappingProxyType({}),
        *,
        languages: list[str],
    ) -> None:
        self.config = config
        self.db = db
        self.files = files
        self.max_bytes = max_bytes
        self.clock = clock
        self.seats = seats
        self.shell = Shell(words, languages)
        self.visitors = Allowance(config.sessions_per_minute, clock)
        self.uploads = Allowance(UPLOADS_PER_MINUTE, clock)
        self.turn = asyncio.Semaphore(UPLOADS_IN_MEMORY)
        messages = Allowance(config.messages_per_minute, clock)
        self.chat = Chat(db, words, commands, languages, clock, messages, self._saw, self._keep)
        self._accept: Accept | None = None
        self.entrances: list[Entrance] = []
        self._seen: dict[str, int] = {}
        self._seen_bell = asyncio.Event()

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """The key of the cookies is there, so visitors can be told apart."""
        key = await self.db.write(cookie_key)
        sessions = [Sessions(key), *(Sessions(key, f"/demo/{seat}", address) for seat, address in self.seats.items())]
        self.entrances = [self._entrance(one) for one in sessions]
        yield

    def _entrance(self, sessions: Sessions) -> Entrance:
        files = WebFiles(self.chat, sessions, self.files, self.max_bytes, self.uploads, self.turn, self.config.public_url)
        return Entrance(self.chat, sessions, files, self.shell, self.visitors, self.config.public_url)

    def routes(self) -> list[web.RouteDef]:
        """The pages, their sockets and their files; only once the channel is open."""
        return [route for entrance in self.entrances for route in entrance.routes()]

    async def listen(self, accept: Accept, stop: asyncio.Event) -> None:
        """Keep what people say and note what they saw, until `stop`; then close all sockets."""
        self._accept = accept
        while not stop.is_set():
            await until(stop, self._seen_bell, 3600)
            # scrolling through a long talk tells of every message: one transaction for all of a second
            await until(stop, asyncio.Event(), SEEN_SECONDS)
            await self._note_seen()
        for entrance in self.entrances:
            await entrance.close()
        await self._note_seen()

    async def send(self, parcel: Parcel) -> str:
        """Nothing leaves here: being given its place is being sent."""
        return ""

    def record(self, session: Session, row: Outbound) -> None:
        """Give the message its place in the conversation; open pages hear the bell."""
        place_sent(session, row, self.clock())

    async def _keep(self, arrival: Arrival) -> None:
        if self._accept is None:
            raise DatabaseDown("nobody listens yet")  # the page comes again
        await self._accept(arrival)

    def _saw(self, address: str, place: int) -> None:
        self._seen[address] = max(place, self._seen.get(address, 0))
        self._seen_bell.set()

    async def _note_seen(self) -> None:
        self._seen_bell.clear()
        seen, self._seen = self._seen, {}
        if seen:
            try:
                await self.db.write(mark_seen, seen, self.clock())
            except DatabaseDown:
                for address, place in seen.items():
                    self._saw(address, place)
