"""A real Chromium, driven through its DevTools protocol: opens pages, clicks, types, looks."""

from __future__ import annotations

import asyncio
import itertools
import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from tests.servers.browser_page import Page, PageError, within

__all__ = ["Browser", "Page", "PageError", "installed"]

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-device-for-media-stream",
    "--remote-debugging-port=0",
)


def installed() -> str | None:
    """The path of a Chromium on this machine, or None."""
    return next((path for name in PROGRAMS if (path := shutil.which(name))), None)


class Browser:
    """One Chromium process. Every page gets cookies and storage of its own unless it shares a visitor."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._ids = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._pages: dict[str, Page] = {}

    @classmethod
    @asynccontextmanager
    async def started(cls, *flags: str) -> AsyncIterator[Browser]:
        """Starts Chromium with an empty profile; ends it and removes the profile at the end of the block."""
        program = installed()
        if program is None:
            raise FileNotFoundError("no Chromium on this machine")
        with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
            process = await asyncio.create_subprocess_exec(
                program,
                *FLAGS,
                *flags,
                f"--user-data-dir={profile}",
                "about:blank",
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
            )
            try:
                url = await _devtools_url(Path(profile) / "DevToolsActivePort")
                async with aiohttp.ClientSession() as session, session.ws_connect(url, max_msg_size=0) as socket:
                    browser = cls(socket)
                    reading = asyncio.create_task(browser._read())
                    try:
                        yield browser
                    finally:
                        await browser.call("Browser.close")
                        await reading
            finally:
                if process.returncode is None:
                    process.terminate()
                await process.wait()

    async def call(self, method: str, session: str | None = None, **params: Any) -> Any:
        """One DevTools command; raises PageError when it is refused."""
        number = next(self._ids)
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[number] = future
        command = {"id": number, "method": method, "params": params}
        await self._socket.send_json(command if session is None else {**command, "sessionId": session})
        return await asyncio.wait_for(future, 30)

    async def visitor(self) -> str:
        """A new visitor: the id of a context with own cookies and storage."""
        return str((await self.call("Target.createBrowserContext"))["browserContextId"])

    async def open(
        self, url: str = "about:blank", *, width: int = 390, height: int = 844, phone: bool = True, visitor: str | None = None
    ) -> Page:
        """A page of this size in CSS pixels, as a new visitor unless one is given."""
        context = visitor or await self.visitor()
        target = await self.call("Target.createTarget", url="about:blank", browserContextId=context)
        attached = await self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        page = Page(self.call, attached["sessionId"], context, target["targetId"])
        self._pages[attached["sessionId"]] = page
        for domain in ("Page", "Runtime", "Network", "Log"):
            await page.call(f"{domain}.enable")
        await page.resize(width, height, phone=phone)
        if url != "about:blank":
            await page.goto(url)
        return page

    async def _read(self) -> None:
        async for frame in self._socket:
            if frame.type != aiohttp.WSMsgType.TEXT:
                continue
            message = json.loads(frame.data)
            future = self._waiting.pop(message.get("id", 0), None)
            if future is not None and not future.done():
                if "error" in message:
                    future.set_exception(PageError(message["error"]["message"]))
                else:
                    future.set_result(message["result"])
            elif message.get("sessionId") in self._pages:
                self._pages[message["sessionId"]].heard(message["method"], message["params"])
        for future in self._waiting.values():
            if not future.done():
                future.set_result({})


async def _devtools_url(port_file: Path) -> str:
    async with within(30, "Chromium opens its DevTools port"):
        while True:
            lines = _words(port_file)
            if len(lines) == 2:
                return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
            await asyncio.sleep(0.05)


def _words(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []
