"""The real program as a real process: started, asked, killed, ended."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from aiohttp import ClientSession

ROOT = Path(__file__).parents[2]


def write_config(folder: Path, url: str, **changes: Any) -> Path:
    """The shipped configuration with another database and its own changes, dotted: `channels__web__port=0`."""
    config = yaml.safe_load((ROOT / "config.yaml").read_text("utf-8"))
    config["database"]["url"] = url
    config["units"]["file"] = str(ROOT / config["units"]["file"])
    config["files"]["dir"] = str(folder / "files")
    config["channels"]["web"]["port"] = 0
    for path, value in changes.items():
        *sections, last = path.split("__")
        section = config
        for name in sections:
            section = section[name]
        section[last] = value
    file = folder / "config.yaml"
    file.write_text(json.dumps(config), "utf-8")
    return file


@dataclass
class House:
    """One process. Its log lines are kept; `logged(what)` waits for one."""

    config: Path
    module: str = "bot"
    extra: tuple[str, ...] = ()
    log: list[dict[str, Any]] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    port: int = 0

    async def start(self, *, wait: bool = True) -> "House":
        """Start it; returns when it serves, unless `wait` is off."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", self.module, *self.extra, "--config", str(self.config), "run",
            cwd=ROOT, stderr=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        self.news = asyncio.Condition()
        self.reader = asyncio.ensure_future(self._read())
        if wait:
            line = await self.logged("Started")
            self.port = line["port"]
        return self

    async def _read(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            text = line.decode()
            async with self.news:
                self.raw.append(text)
                if text.startswith("{"):
                    self.log.append(json.loads(text))
                self.news.notify_all()
        async with self.news:
            self.news.notify_all()

    async def logged(self, what: str, seconds: float = 20) -> dict[str, Any]:
        """The first line that says this. Raises AssertionError when the process ends without it."""

        def found() -> dict[str, Any] | None:
            return next((line for line in self.log if line["what"] == what), None)

        async with asyncio.timeout(seconds), self.news:
            await self.news.wait_for(lambda: found() is not None or self.reader.done() or self.process.returncode is not None)
        line = found()
        assert line is not None, "".join(self.raw)[-3000:]
        return line

    def kill(self) -> None:
        """kill -9."""
        if self.process.returncode is None:
            self.process.kill()

    async def end(self, seconds: float = 70) -> int:
        """SIGTERM, and wait; returns the exit code."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await self.gone(seconds)

    async def gone(self, seconds: float = 70) -> int:
        """Wait until it is gone."""
        async with asyncio.timeout(seconds):
            code = await self.process.wait()
            await self.reader
        return code

    async def asks(self, path: str, **options: Any) -> tuple[int, str]:
        """What its web server answers."""
        async with ClientSession() as session, session.get(f"http://127.0.0.1:{self.port}{path}", **options) as answer:
            return answer.status, await answer.text()


@asynccontextmanager
async def running(config: Path, **options: Any) -> AsyncIterator[House]:
    """A started house; ended (or killed, if it would not end) afterwards."""
    house = House(config, **options)
    try:
        yield await house.start()
    finally:
        if house.process.returncode is None:
            try:
                await house.end()
            except TimeoutError:
                house.kill()
                await house.gone()


async def until(look: Callable[[], Any], seconds: float = 20) -> Any:
    """Wait for something outside that tells nobody when it happens (a row in another process's database)."""
    for _ in range(int(seconds / 0.02)):
        if found := await asyncio.to_thread(look):
            return found
        await asyncio.sleep(0.02)
    raise AssertionError("It did not happen in time")
