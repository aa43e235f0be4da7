"""The web chat as a real server on this machine, with visitors who have browsers, and a desk that echoes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlmodel import Session, col, select

from bot.channels.base import Parcel
from bot.channels.webchat import WebChat
from storage.database import Database, ring
from storage.files import Files
from storage.models import Inbound, Outbound
from storage.queue import keep, outbox_bell
from storage.types import Arrival, Incoming
from tests.fakes import HandSetClock

LANGUAGES = ["vi", "en"]
MAX_BYTES = 200_000


@dataclass
class Settings:
    """The part of the configuration that the web chat reads."""

    public_url: str = "https://chat.example"
    sessions_per_minute: int = 600
    messages_per_minute: int = 40


class KeyedWords:
    """Words that name their key and language, so that a test sees which ones were said."""

    def __call__(self, language: str) -> dict[str, str]:
        keys = ("long", "fast", "empty", "unreadable", "many-files", "file-gone", "big", "empty-file", "picture", "session")
        said = {f"web-refused-{key}": f"{key} [{language}]" for key in (*keys, "visitors")}
        return {"web-bot": f"bot [{language}]", **said}


class Site:
    """The server and everything behind it."""

    def __init__(self, db: Database, folder: Path, settings: Settings, seats: dict[str, str]) -> None:
        self.db = db
        self.clock = HandSetClock()
        self.files = Files(folder if db.is_sqlite else None)
        self.chat = WebChat(
            settings, db, self.files, MAX_BYTES, KeyedWords(), lambda language: [("start", f"begin [{language}]")], self.clock,
            seats, languages=LANGUAGES,
        )  # fmt: skip
        self.accepted: list[Incoming] = []
        self.stack = AsyncExitStack()
        self.stop = asyncio.Event()
        self.listening: asyncio.Future[None]
        self.server: TestServer

    async def accept(self, arrived: Sequence[Incoming] | Arrival) -> None:
        """Keep what arrived, as the house does; nobody deals with it yet."""
        assert isinstance(arrived, Arrival)
        self.accepted += await self.db.write(self._keep, arrived)

    def _keep(self, session: Session, arrival: Arrival) -> Sequence[Incoming]:
        if messages := arrival.keep(session):
            keep(session, messages, self.clock())
        return messages

    async def ends(self) -> None:
        """The house stops."""
        self.stop.set()
        await self.listening

    def url(self, path: str = "/") -> str:
        return str(self.server.make_url(path))

    async def visitor(self, prefix: str = "", **headers: str) -> "Visitor":
        """Somebody with a browser of their own."""
        session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), headers=headers)
        await self.stack.enter_async_context(session)
        return Visitor(self, session, prefix)

    def inbox(self) -> list[Incoming]:
        """What lies in the inbox, in order."""
        return [Incoming.of(row) for row in self.do(lambda s: s.exec(select(Inbound).order_by(col(Inbound.id))).all())]

    def do(self, step: Callable[..., Any], *args: Any) -> Any:
        return self.db.write_now(step, *args)

    async def echo(self) -> None:
        """Every message that waits is answered, and the answers are carried out."""
        await self.db.write(_answer_all)
        await self.carry()

    async def tell(self, address: str, text: str = "", **payload: Any) -> int:
        """The bot says something. Returns the row of the outbox."""
        row: int = await self.db.write(_lay, address, {"text": text, **payload})
        await self.carry()
        return row

    async def carry(self) -> None:
        """What the postman does: send, and write down that it was sent, in one transaction."""
        waiting = select(Outbound).where(Outbound.state == "pending").order_by(col(Outbound.id))
        for row in await self.db.read(lambda session: session.exec(waiting).all()):
            assert await self.chat.send(Parcel(row.id, row.address, row.payload.get("text", ""))) == ""
            await self.db.write(self._sent, row.id)

    def _sent(self, session: Session, row_id: int) -> None:
        row = session.get_one(Outbound, row_id)
        row.state, row.sent_id, row.sent_at = "done", "", self.clock()
        self.chat.record(session, row)


@asynccontextmanager
async def open_site(db: Database, folder: Path, *, seats: dict[str, str] | None = None, **settings: Any) -> AsyncIterator[Site]:
    """A site that runs while inside."""
    site = Site(db, folder, Settings(**settings), seats or {})
    async with site.stack:
        await site.stack.enter_async_context(site.chat.opened())
        await site.stack.enter_async_context(_listening(site))
        application = web.Application()
        application.add_routes(site.chat.routes())
        site.server = await site.stack.enter_async_context(TestServer(application))
        yield site


@asynccontextmanager
async def _listening(site: Site) -> AsyncIterator[None]:
    site.listening = asyncio.ensure_future(site.chat.listen(site.accept, site.stop))
    yield
    await site.ends()


@dataclass
class Visitor:
    """One browser."""

    site: Site
    session: aiohttp.ClientSession
    prefix: str = ""
    tabs: list["Tab"] = field(default_factory=list)

    async def get(self, path: str, **options: Any) -> aiohttp.ClientResponse:
        return await self.session.get(self.site.url(self.prefix + path), **options)

    async def opens(self, path: str = "/") -> str:
        """Open the page; returns its HTML."""
        answer = await self.get(path)
        assert answer.status == 200
        return await answer.text()

    @property
    def cookie(self) -> str:
        return next(iter(self.session.cookie_jar)).value

    @property
    def address(self) -> str:
        """The address of the conversation (this test's own knowledge: the page never hears it)."""
        return f"web:{self.cookie.partition('.')[0]}"

    async def connects(self, *, after: int = 0, unit: str | None = None, **headers: str) -> "Tab":
        """Open a tab and let its page say hello."""
        tab = await self.opens_socket(**headers)
        await tab.says_hello(after, unit)
        return tab

    async def opens_socket(self, **headers: str) -> "Tab":
        socket = await self.session.ws_connect(self.site.url(self.prefix + "/ws"), headers=headers)
        return Tab(await self.site.stack.enter_async_context(socket))

    async def uploads(self, content: bytes, name: str = "a.txt", *, mime: str = "", client_id: str = "") -> Any:
        """Send a file; returns the answer with its JSON."""
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("file", BytesIO(content), filename=name, content_type=mime or None)
        headers = {"X-Client-Id": client_id} if client_id else {}
        answer = await self.session.post(self.site.url(self.prefix + "/files"), data=form, headers=headers)
        return answer.status, await answer.json()


@dataclass
class Tab:
    """One open page of a browser."""

    socket: aiohttp.ClientWebSocketResponse
    numbers: Any = field(default_factory=lambda: count(1))

    async def says_hello(self, after: int = 0, unit: str | None = None) -> dict[str, Any]:
        await self.sends(type="hello", after=after, unit=unit)
        hello = await self.hears()
        assert hello["type"] == "hello"
        return hello

    async def sends(self, **said: Any) -> None:
        await self.socket.send_json(said)

    async def says(self, text: str, client_id: str = "", **more: Any) -> str:
        client_id = client_id or f"{id(self)}-{next(self.numbers)}"
        await self.sends(**{"type": "say", "id": client_id, "text": text, "files": [], "reply_to": None, **more})
        return client_id

    async def hears(self) -> dict[str, Any]:
        """The next thing the server says."""
        heard: dict[str, Any] = await self.socket.receive_json(timeout=10)
        return heard

    async def hears_message(self) -> dict[str, Any]:
        """The next message, whatever else is said before it."""
        while (heard := await self.hears())["type"] != "message":
            pass
        return heard

    async def hears_all(self, last: int) -> list[dict[str, Any]]:
        """All messages up to this place."""
        heard = [await self.hears_message()]
        while heard[-1]["place"] < last:
            heard.append(await self.hears_message())
        return heard

    async def hears_nothing_more(self) -> None:
        """Whatever the server had to say was said: it answers something else next."""
        await self.sends(type="press", id="nonsense", place=None)
        assert (await self.hears())["id"] == "nonsense"


def _lay(session: Session, address: str, payload: dict[str, Any]) -> int:
    row = Outbound(channel="web", lane=address, address=address, payload=payload)
    session.add(row)
    session.flush()
    ring(session, outbox_bell("web"))
    return row.id


def _answer_all(session: Session) -> None:
    for row in session.exec(select(Inbound).where(Inbound.state == "pending").order_by(col(Inbound.id))).all():
        message = Incoming.of(row)
        row.state = "done"
        _lay(session, row.address, {"text": f"echo: {message.text or message.button}", "reply_to": message.message_id})
