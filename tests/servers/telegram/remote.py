"""Drives a fake that runs in a process of its own, so that a test can measure, or kill, without being in the way."""

from __future__ import annotations

import asyncio
import base64
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import aiohttp

ROOT = Path(__file__).parents[3]


class RemoteChat:
    """A person or group over there: the same deeds with named arguments, `await lan.does("says", text="...")`."""

    def __init__(self, remote: RemoteTelegram, on: dict[str, int]) -> None:
        self._remote, self.on = remote, on
        self.id = next(iter(on.values()))

    async def does(self, deed: str, /, **arguments: Any) -> Any:
        """Does a deed of Person or Group, or reads what it has (hears, screen, topics); the result as JSON."""
        return await self._remote.call(self.on, deed, **arguments)


class RemoteTelegram:
    """The fake as its own process: `async with RemoteTelegram(journal=path) as fake`."""

    def __init__(self, journal: Path | None = None, port: int = 0) -> None:
        self._journal, self._port = journal, port
        self._process: asyncio.subprocess.Process | None = None
        self._session: aiohttp.ClientSession | None = None
        self.url = self.control = self.token = ""
        self.entries: list[dict[str, Any]] = []

    async def __aenter__(self) -> Self:
        command = [sys.executable, "-m", "tests.servers.telegram", "--port", str(self._port)]
        command += ["--journal", str(self._journal)] if self._journal else []
        self._process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
        assert self._process.stdout is not None
        hello = json.loads(await asyncio.wait_for(self._process.stdout.readline(), 20))
        self.url, self.control, self.token = hello["url"], hello["control"], hello["token"]
        self._session = aiohttp.ClientSession(self.control)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._session is not None
        assert self._process is not None
        await self._session.close()
        if self._process.returncode is None:
            self._process.terminate()
        await self._process.communicate()

    def kill(self) -> None:
        """kill -9; the journal file is complete up to here."""
        assert self._process is not None
        self._process.kill()

    async def person(self, **who: Any) -> RemoteChat:
        """As FakeTelegram.person."""
        return RemoteChat(self, await self.call("fake", "person", **who))

    async def group(self, members: tuple[RemoteChat, ...] = (), **what: Any) -> RemoteChat:
        """As FakeTelegram.group."""
        return RemoteChat(self, await self.call("fake", "group", members=list(members), **what))

    async def call(self, on: Any, do: str, /, **arguments: Any) -> Any:
        """One call of the control door. Raises AssertionError with what went wrong there."""
        return await self._ask("/call", {"on": on, "do": do, "with": {k: _written(v) for k, v in arguments.items()}})

    async def set(self, on: str | RemoteChat, /, **values: Any) -> None:
        """Sets attributes: `set("flood", on=True)`, `set(lan, deactivated=True)`."""
        await self._ask("/set", {"on": _written(on), "with": values})

    async def state(self) -> dict[str, Any]:
        """Counts of calls, refusals, 429s, pending updates."""
        assert self._session is not None
        async with self._session.get("/state") as answer:
            state: dict[str, Any] = await answer.json()
            return state

    async def wait(self, until: Callable[[list[dict[str, Any]]], Any], timeout: float = 10.0) -> Any:  # noqa: ASYNC109
        """Follows the journal into `entries` until `until(entries)` is true, and returns that. Raises TimeoutError."""
        assert self._session is not None
        end = time.monotonic() + timeout
        while not (found := until(self.entries)):
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"not within {timeout} s; the journal ends with {self.entries[-3:]}")
            asked = {"after": str(len(self.entries)), "wait": str(min(left, 20))}
            async with self._session.get("/journal", params=asked) as answer:
                self.entries += await answer.json()
        return found

    async def _ask(self, path: str, body: dict[str, Any]) -> Any:
        assert self._session is not None
        async with self._session.post(path, json=body) as answer:
            result = await answer.json()
            assert result["ok"], result["error"]
            return result["result"]


def _written(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    if isinstance(value, RemoteChat):
        return value.on
    if isinstance(value, list | tuple):
        return [_written(one) for one in value]
    return value
