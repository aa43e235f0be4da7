"""A real Chromium, driven through its DevTools protocol: opens pages, clicks, types, looks."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp

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

# The smallest visible element a person would press, by what it says or by its label.
FIND = """(words) => {
  const says = (e) => [e.getAttribute('aria-label'), e.innerText].map((t) => (t ?? '').trim());
  const all = [...document.querySelectorAll('button, a, label, summary, [role=button], input[type=submit]')]
    .filter((e) => e.checkVisibility({visibilityProperty: true}));
  const found = all.findLast((e) => says(e).includes(words)) ?? all.findLast((e) => says(e).some((t) => t.includes(words)));
  return found;
}"""

KEYS = {
    "Enter": (13, "\r"),
    "Tab": (9, ""),
    "Escape": (27, ""),
    "Space": (32, " "),
    "ArrowDown": (40, ""),
    "ArrowUp": (38, ""),
    "Backspace": (8, ""),
}


class PageError(Exception):
    """The page raised an exception, or refused what was asked of it."""


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
        page = Page(self, attached["sessionId"], context, target["targetId"])
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


class Page:
    """One tab. `errors` collects uncaught exceptions, console errors and what the content policy forbade."""

    def __init__(self, browser: Browser, session: str, visitor: str, target: str) -> None:
        self.browser = browser
        self.session = session
        self.visitor = visitor
        self.target = target
        self.errors: list[str] = []
        self.received: dict[str, int] = {}
        self._loaded = asyncio.Event()
        self._names: dict[str, str] = {}

    async def call(self, method: str, **params: Any) -> Any:
        return await self.browser.call(method, self.session, **params)

    def heard(self, method: str, params: dict[str, Any]) -> None:
        """An event from the tab."""
        if method == "Page.loadEventFired":
            self._loaded.set()
        elif method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.errors.append(details.get("exception", {}).get("description") or details["text"])
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.errors.append(f"{params['entry']['text']} {params['entry'].get('url', '')}".strip())
        elif method == "Network.responseReceived":
            self._names[params["requestId"]] = params["response"]["url"]
        elif method == "Network.loadingFinished" and params["requestId"] in self._names:
            self.received[self._names[params["requestId"]]] = int(params["encodedDataLength"])

    async def goto(self, url: str) -> None:
        self._loaded.clear()
        answer = await self.call("Page.navigate", url=url)
        if answer.get("errorText"):
            raise PageError(answer["errorText"])
        await asyncio.wait_for(self._loaded.wait(), 20)

    async def reload(self) -> None:
        self._loaded.clear()
        await self.call("Page.reload")
        await asyncio.wait_for(self._loaded.wait(), 20)

    async def close(self) -> None:
        await self.browser.call("Target.closeTarget", targetId=self.target)

    async def evaluate(self, expression: str) -> Any:
        """The JSON value of a JavaScript expression; promises are awaited. Raises PageError when it throws."""
        answer = await self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise PageError(details.get("exception", {}).get("description") or details["text"])
        return answer["result"].get("value")

    async def wait_until(self, expression: str, *, seconds: float = 10, called: str | None = None) -> Any:
        """Waits until a JavaScript expression is true and returns it; raises TimeoutError that says what it waited for."""
        # an element has no JSON value of its own: it counts as true
        looked = f"Promise.resolve({expression}).then((value) => value instanceof Node || value)"
        async with _within(seconds, called or expression):
            while True:
                with suppress(PageError):  # between two pages there is nothing to look at
                    if value := await self.evaluate(looked):
                        return value
                await asyncio.sleep(0.05)

    async def wait_for(self, words: str, *, seconds: float = 10) -> None:
        """Waits until these words can be read on the page."""
        await self.wait_until(f"document.body.innerText.includes({json.dumps(words)})", seconds=seconds)

    async def text(self, selector: str = "body") -> str:
        """What a person can read there, "" when there is no such element."""
        return str(await self.evaluate(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    async def click(self, words: str, *, seconds: float = 10) -> None:
        """Presses the newest button or link that says `words`, or is labelled so."""
        await self._press(f"({FIND})({json.dumps(words)})", f"something that says {words!r} can be pressed", seconds)

    async def click_on(self, selector: str, *, seconds: float = 10) -> None:
        await self._press(f"document.querySelector({json.dumps(selector)})", f"{selector} can be pressed", seconds)

    async def type(self, words: str) -> None:
        """Types into what has the focus."""
        await self.call("Input.insertText", text=words)

    async def key(self, name: str, *, shift: bool = False) -> None:
        """One key of KEYS."""
        code, text = KEYS[name]
        key = {"key": " " if name == "Space" else name, "code": name, "windowsVirtualKeyCode": code, "modifiers": 8 * shift}
        await self.call("Input.dispatchKeyEvent", type="keyDown", **({"text": text} if text else {}), **key)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **key)

    async def choose_files(self, selector: str, paths: Sequence[Path | str]) -> None:
        """Chooses files in a file field."""
        document = await self.call("DOM.getDocument")
        node = await self.call("DOM.querySelector", nodeId=document["root"]["nodeId"], selector=selector)
        await self.call("DOM.setFileInputFiles", nodeId=node["nodeId"], files=_absolute(paths))

    async def screenshot(self, path: Path | str) -> None:
        shot = await self.call("Page.captureScreenshot", format="png")
        _save(Path(path), base64.b64decode(shot["data"]))

    async def resize(self, width: int, height: int, *, phone: bool = True, scale: float = 1) -> None:
        await self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=phone)
        await self.call("Emulation.setTouchEmulationEnabled", enabled=phone)

    async def prefer(self, **features: str) -> None:
        """What the reader prefers: prefer(prefers_color_scheme="dark")."""
        listed = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        await self.call("Emulation.setEmulatedMedia", features=listed)

    async def set_offline(self, offline: bool) -> None:
        """Takes the line away or gives it back. Sockets that are open are cut by the page itself when it hears of it."""
        await self.set_line(offline=offline)

    async def set_line(self, *, offline: bool = False, latency: int = 0, bytes_per_second: int = -1) -> None:
        """A line with this latency in milliseconds and this speed; -1 is without limit."""
        await self.call(
            "Network.emulateNetworkConditions",
            offline=offline,
            latency=latency,
            downloadThroughput=bytes_per_second,
            uploadThroughput=bytes_per_second,
        )

    async def allow(self, *permissions: str) -> None:
        """Grants permissions by their DevTools names, "audioCapture" for the microphone; all others are refused."""
        await self.browser.call("Browser.grantPermissions", permissions=list(permissions), browserContextId=self.visitor)

    async def _press(self, finder: str, called: str, seconds: float) -> None:
        point = await self.wait_until(
            f"""(() => {{
              const e = {finder};
              if (!e?.checkVisibility()) return null;
              e.scrollIntoView({{block: 'nearest'}});
              const r = e.getBoundingClientRect();
              const point = [r.x + r.width / 2, r.y + r.height / 2];
              const there = document.elementFromPoint(...point);
              return e.contains(there) || there?.contains(e) ? point : null;  // something else lies over it
            }})()""",
            seconds=seconds,
            called=called,
        )
        place = {"x": point[0], "y": point[1], "button": "left", "clickCount": 1}
        await self.call("Input.dispatchMouseEvent", type="mousePressed", **place)
        await self.call("Input.dispatchMouseEvent", type="mouseReleased", **place)


@asynccontextmanager
async def _within(seconds: float, what: str) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise TimeoutError(f"not within {seconds} s: {what}") from None


async def _devtools_url(port_file: Path) -> str:
    async with _within(30, "Chromium opens its DevTools port"):
        while True:
            lines = _words(port_file)
            if len(lines) == 2:
                return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
            await asyncio.sleep(0.05)


def _words(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


def _absolute(paths: Sequence[Path | str]) -> list[str]:
    return [str(Path(path).resolve()) for path in paths]


def _save(path: Path, content: bytes) -> None:
    path.write_bytes(content)
