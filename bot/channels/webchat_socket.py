"""One open page: what it says is kept, what is new is sent to it, in order."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from aiohttp import WSCloseCode, WSMsgType, web

from bot.channels.webchat_limits import Allowance
from bot.channels.webchat_said import CLIENT_ID, UNIT, Refusal, place_in, read_frame, read_said, shown_message
from bot.channels.webchat_session import Sessions
from bot.worker import until
from storage.database import Database, DatabaseDown
from storage.types import Arrival, Incoming
from storage.webchat import (
    UploadGone,
    choose_language,
    conversation_bell,
    greet,
    greeting,
    keep_said,
    messages_after,
    said_before,
)

log = logging.getLogger(__name__)

AT_ONCE = 100
NET_SECONDS = 30.0
"""After so long a page looks by itself, in case a bell was lost."""


@dataclass(frozen=True)
class Chat:
    """What all open pages share. words: the page's words in a language; commands: (word, label) of the menu."""

    db: Database
    words: Callable[[str], dict[str, str]]
    commands: Callable[[str], list[tuple[str, str]]]
    languages: list[str]
    clock: Callable[[], datetime]
    messages: Allowance
    seen: Callable[[str, int], None]
    keep: Callable[[Arrival], Awaitable[None]]


class Page:
    """One socket of a conversation; several tabs are several of them."""

    def __init__(self, chat: Chat, sessions: Sessions, socket: web.WebSocketResponse, address: str, language: str) -> None:
        self.chat = chat
        self.sessions = sessions
        self.socket = socket
        self.address = address
        self.language = language
        self._place: int | None = None
        """The last place that was sent; None: the page has not said yet what it has."""
        self._sending = asyncio.Lock()
        self._over = asyncio.Event()

    async def talk(self) -> None:
        """Until the page is closed."""
        with self.chat.db.bells.listening(conversation_bell(self.address)) as bell:
            telling = asyncio.ensure_future(self._tell(bell))
            try:
                await self._listen(bell)
            except DatabaseDown:
                # nothing was kept and nothing confirmed: the page comes again and says it again
                await self.socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
            except ConnectionError:
                log.debug("A page went away while it was being answered")
            finally:
                self._over.set()
                await telling

    async def _listen(self, bell: asyncio.Event) -> None:
        async for frame in self.socket:
            if frame.type is not WSMsgType.TEXT or (said := read_frame(frame.data)) is None:
                await self.socket.close(code=WSCloseCode.UNSUPPORTED_DATA)
                return
            await self._take(said)
            bell.set()

    async def _take(self, said: dict[str, Any]) -> None:
        kind = said.get("type")
        if kind == "hello":
            await self._hello(place_in(said.get("after")) or 0, said.get("unit"))
        elif kind in {"say", "press"}:
            await self._said(said)
        elif kind == "seen" and (place := place_in(said.get("place"))):
            self.chat.seen(self.address, place)
        elif kind == "language" and said.get("lang") in self.chat.languages:
            self.language = said["lang"]
            await self.chat.db.write(choose_language, self.address, self.language)

    async def _hello(self, after: int, unit: object) -> None:
        code = unit if isinstance(unit, str) and UNIT.fullmatch(unit) else None
        known = await self.chat.db.read(greeting, self.address, code)
        if known is None:
            await self._keep(greet, self.address, self.language, code, self.chat.clock())
            known = await self.chat.db.read(greeting, self.address, None)
            assert known is not None
        self.language = known.language
        words = self.chat.words(self.language)
        menu = [{"word": word, "label": label} for word, label in self.chat.commands(self.language)]
        async with self._sending:
            self._place = after
            await self._send(
                type="hello", lang=self.language, person=self.sessions.person(self.address, known.since.isoformat()),
                title=words.get("web-bot"), commands=menu,
            )  # fmt: skip

    async def _said(self, said: dict[str, Any]) -> None:
        client_id = said.get("id")
        if not isinstance(client_id, str) or not CLIENT_ID.fullmatch(client_id):
            return
        try:
            await self._keep_said(said, client_id)
        except Refusal as refusal:
            text = self.chat.words(self.language).get(refusal.words, "")
            await self._send(type="refused", id=client_id, reason=refusal.reason, text=text)
        else:
            await self._send(type="kept", id=client_id)

    async def _keep(self, step: Callable[..., Sequence[Incoming]], *args: Any, message: Incoming | None = None) -> None:
        await self.chat.keep(Arrival(self.address, lambda session: step(session, *args), message))

    async def _keep_said(self, said: dict[str, Any], client_id: str) -> None:
        if not self.chat.messages.take(self.address):
            if await self.chat.db.read(said_before, self.address, client_id):
                return
            raise Refusal("too_fast", "web-refused-fast")
        heard = read_said(said, client_id, self.address, self.language)
        try:
            await self._keep(
                keep_said, heard.message, client_id, heard.uploads, heard.shown, self.chat.clock(), message=heard.message
            )
        except UploadGone:
            raise Refusal("file_gone", "web-refused-file-gone") from None

    async def _tell(self, bell: asyncio.Event) -> None:
        """Send what is new, whoever said it, until the page is closed."""
        while not self._over.is_set():
            bell.clear()
            try:
                more = await self._send_new()
            except DatabaseDown:
                more = False
            except ConnectionError:
                return
            except Exception:
                log.exception("An open page could not be told what is new")
                await self.socket.close(code=WSCloseCode.INTERNAL_ERROR)  # it comes again and asks
                return
            if not more:
                await until(self._over, bell, NET_SECONDS)

    async def _send_new(self) -> bool:
        async with self._sending:
            if self._place is None:
                return False
            rows = await self.chat.db.read(messages_after, self.address, self._place, AT_ONCE)
            for row in rows:
                await self._send(**shown_message(row))
                self._place = row.place
            return len(rows) == AT_ONCE

    async def _send(self, **message: Any) -> None:
        await self.socket.send_str(orjson.dumps(message).decode())
