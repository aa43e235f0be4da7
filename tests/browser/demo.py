"""The demo as a visitor has it: the real program in an empty folder, its page in a real browser."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.browser import Page

ROOT = Path(__file__).parents[2]
SEATS = ("worker", "grassroots", "district", "admin")


@asynccontextmanager
async def running_demo(folder: Path, *options: str) -> AsyncIterator[str]:
    """`python -m bot demo` in a folder: its address. It must end in order afterwards."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", *options,
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        async with asyncio.timeout(60):
            line = await process.stdout.readline()
        yield line.decode().strip()
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@dataclass
class DemoPage:
    """The page of the demo, and the four chats on it."""

    page: Page

    async def open(self, url: str) -> None:
        """All four have greeted."""
        # no pause for reading along
        await self.page.prefer(prefers_reduced_motion="reduce")
        await self.page.goto(url)
        for seat in SEATS:
            await self.sees(seat, "Cầu Nối")

    async def reads(self, seat: str) -> str:
        """All that stands in somebody's chat."""
        return str(await self.page.evaluate(f"({_log(seat)}?.innerText ?? '')"))

    async def sees(self, seat: str, words: str) -> None:
        """Wait until these words stand in somebody's chat."""
        await self.page.wait_until(
            f"{_log(seat)}?.innerText.includes({json.dumps(words)})", seconds=20, called=f"{seat} sees {words!r}"
        )

    async def writes(self, seat: str, words: str) -> None:
        """Somebody writes by hand."""
        await self.page.evaluate(f"""(() => {{
            const page = {_chat(seat)}, field = page.getElementById('text');
            field.value = {json.dumps(words)};
            field.dispatchEvent(new Event('input', {{bubbles: true}}));
            page.getElementById('form').requestSubmit();
        }})()""")

    async def told(self) -> str:
        """What the guide says."""
        return await self.page.text("#words")

    async def helped(self, words: str) -> None:
        """Let the guide do the step whose words are these, and wait until it is done."""
        said = f"document.getElementById('words').innerText.includes({json.dumps(words)})"
        await self.page.wait_until(said, seconds=20, called=f"the guide says {words!r}; it says {await self.told()!r}")
        await self.page.click_on("#help")
        await self.page.wait_until(f"!{said}", seconds=20, called=f"the step {words!r} is done")

    async def in_view(self) -> list[str]:
        """The people whose chats can be seen now."""
        visible = "e.checkVisibility({visibilityProperty: true})"
        return list(
            await self.page.evaluate(f"[...document.querySelectorAll('.seat')].filter(e => {visible}).map(e => e.dataset.seat)")
        )

    async def has_dot(self, seat: str) -> None:
        """Wait until the tab of somebody tells of news."""
        await self.page.wait_until(
            f"document.querySelector('#tabs [value={seat}] .dot').checkVisibility()", called=f"{seat} has a dot"
        )


def _chat(seat: str) -> str:
    return f"document.querySelector('[data-seat={seat}] iframe').contentDocument"


def _log(seat: str) -> str:
    return f"{_chat(seat)}?.getElementById('log')"
