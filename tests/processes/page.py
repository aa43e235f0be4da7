"""Somebody on our page, without a browser: a cookie, a socket, what was said."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession, CookieJar


class Visitor:
    """`says`, `presses` by the beginning of a button's data, `sees` a message that fits."""

    def __init__(self) -> None:
        self.messages: dict[int, dict[str, Any]] = {}
        self.kept: set[str] = set()
        self.news = asyncio.Condition()

    async def run(self, session: ClientSession, url: str) -> None:
        async with session.get(url) as answer:
            assert answer.status == 200
        async with session.ws_connect(f"{url}ws", origin=url.rstrip("/")) as self.socket:
            await self.socket.send_json({"type": "hello", "after": 0, "unit": None})
            async for message in self.socket:
                await self._take(message.json())

    async def _take(self, event: dict[str, Any]) -> None:
        async with self.news:
            if event["type"] == "message":
                self.messages[event["place"]] = event
            elif event["type"] == "kept":
                self.kept.add(event["id"])
            self.news.notify_all()

    async def says(self, text: str, reply_to: int | None = None) -> None:
        await self._send({"type": "say", "text": text, "files": [], "reply_to": reply_to})

    async def presses(self, prefix: str) -> None:
        message = await self.sees(lambda m: any(b["data"].startswith(prefix) for b in _buttons(m)))
        button = next(b for b in _buttons(message) if b["data"].startswith(prefix))
        await self._send({"type": "press", "data": button["data"], "label": button["label"], "place": message["place"]})

    async def _send(self, event: dict[str, Any]) -> None:
        name = str(uuid.uuid4())
        await self.socket.send_json({**event, "id": name})
        async with asyncio.timeout(20), self.news:
            await self.news.wait_for(lambda: name in self.kept)

    async def sees(self, fits: Callable[[dict[str, Any]], bool], seconds: float = 20) -> dict[str, Any]:
        def found() -> dict[str, Any] | None:
            return next((m for _, m in sorted(self.messages.items(), reverse=True) if m["from"] == "bot" and fits(m)), None)

        try:
            async with asyncio.timeout(seconds), self.news:
                await self.news.wait_for(lambda: found() is not None)
        except TimeoutError:
            raise AssertionError([(m["text"][:80], _buttons(m)) for _, m in sorted(self.messages.items())][-4:]) from None
        message = found()
        assert message is not None
        return message

    async def reads(self, text: str, seconds: float = 20) -> dict[str, Any]:
        return await self.sees(lambda message: text in message["text"], seconds)


def _buttons(message: dict[str, Any]) -> list[dict[str, str]]:
    return [button for row in message.get("buttons") or [] for button in row]


@asynccontextmanager
async def visiting(port: int) -> AsyncIterator[Visitor]:
    """A visitor of the page on this port."""
    visitor = Visitor()
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        task = asyncio.ensure_future(visitor.run(session, f"http://127.0.0.1:{port}/"))
        try:
            async with asyncio.timeout(20), visitor.news:
                await visitor.news.wait_for(lambda: bool(visitor.messages))
            yield visitor
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
