"""One tab of the browser: what a person does there, and what they see."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

Call = Callable[..., Awaitable[Any]]
"""Browser.call: one DevTools command, in a tab when its session is given."""

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


class Page:
    """One tab. `errors` collects uncaught exceptions, console errors and what the content policy forbade."""

    def __init__(self, browser: Call, session: str, visitor: str, target: str) -> None:
        self.browser = browser
        self.session = session
        self.visitor = visitor
        self.target = target
        self.errors: list[str] = []
        self.received: dict[str, int] = {}
        self._loaded = asyncio.Event()
        self._names: dict[str, str] = {}

    async def call(self, method: str, **params: Any) -> Any:
        return await self.browser(method, self.session, **params)

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
        await self.browser("Target.closeTarget", targetId=self.target)

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
        async with within(seconds, called or expression):
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
        await self.browser("Browser.grantPermissions", permissions=list(permissions), browserContextId=self.visitor)

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
async def within(seconds: float, what: str) -> AsyncIterator[None]:
    """Raises TimeoutError that says what did not happen in time."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise TimeoutError(f"not within {seconds} s: {what}") from None


def _absolute(paths: Sequence[Path | str]) -> list[str]:
    return [str(Path(path).resolve()) for path in paths]


def _save(path: Path, content: bytes) -> None:
    path.write_bytes(content)
