"""The door for tests in another process: everything a test can do here, as JSON over HTTP on a port of its own.

POST /call    {"on": "fake" | {"person": id} | {"group": id} | "updates" | "webhook" | "flood", "do": name, "with": {...}}
              calls a method; {"ok": true, "result": ...}. Bytes are {"base64": "..."}, people and groups as in "on".
POST /set     the same "on", "with": {...}: sets attributes, for example {"on": "flood", "with": {"on": true}}
GET /journal  ?after=N&wait=S: entries from number N on; waits up to S seconds for the first
GET /state    url, calls, refusals, pending updates, 429s by rule, the webhook's attempts
"""

from __future__ import annotations

import base64
import inspect
import time
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.servers.telegram.chats import Chat
from tests.servers.telegram.faults import Fault
from tests.servers.telegram.groups import Group
from tests.servers.telegram.journal import Entry

if TYPE_CHECKING:
    from tests.servers.telegram.fake import FakeTelegram


class Control:
    """The control door of one fake."""

    def __init__(self, fake: FakeTelegram) -> None:
        self._fake = fake
        self._runner: web.AppRunner | None = None

    async def open(self, port: int) -> str:
        """Starts listening on 127.0.0.1; returns the address."""
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_post("/call", self._call)
        app.router.add_post("/set", self._set)
        app.router.add_get("/journal", self._journal)
        app.router.add_get("/state", self._state)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        """Ends it."""
        if self._runner:
            await self._runner.cleanup()

    async def _call(self, request: web.Request) -> web.Response:
        asked = await request.json()
        if asked["do"].startswith("_"):
            return web.json_response({"ok": False, "error": "private"}, status=400)
        try:
            result = getattr(self._target(asked.get("on", "fake")), asked["do"])
            if callable(result):
                result = result(**{key: self._read(value) for key, value in asked.get("with", {}).items()})
            if inspect.isawaitable(result):
                result = await result
        except (AssertionError, TimeoutError, AttributeError, KeyError, TypeError) as error:
            return web.json_response({"ok": False, "error": f"{type(error).__name__}: {error}"}, status=400)
        return web.json_response({"ok": True, "result": _written(result)})

    async def _set(self, request: web.Request) -> web.Response:
        asked = await request.json()
        target = self._target(asked["on"])
        unknown = [name for name in asked["with"] if not hasattr(target, name)]
        if unknown:
            return web.json_response({"ok": False, "error": f"there is no {unknown}"}, status=400)
        for name, value in asked["with"].items():
            setattr(target, name, value)
        return web.json_response({"ok": True, "result": None})

    async def _journal(self, request: web.Request) -> web.Response:
        after, wait = int(request.query.get("after", 0)), float(request.query.get("wait", 0))
        end = time.monotonic() + wait
        entries = self._fake.journal.entries
        while len(entries) <= after and (left := end - time.monotonic()) > 0:
            await self._fake.bell.heard(left)
        return web.json_response([entry.as_json() for entry in entries[after:]])

    async def _state(self, _: web.Request) -> web.Response:
        fake = self._fake
        refusals = [
            {"method": method, "chat": chat, "code": refusal.code, "description": refusal.description}
            for method, chat, refusal in fake.refusals
        ]
        return web.json_response({
            "url": fake.url, "calls": fake.calls, "refusals": refusals, "pending": len(fake.updates.pending),
            "too_many": fake.flood.refused, "webhook": fake.webhook.info(), "attempts": fake.webhook.attempts,
            "entries": len(fake.journal.entries),
        })  # fmt: skip

    def _target(self, on: Any) -> Any:
        if isinstance(on, dict):
            return self._fake.chats[next(iter(on.values()))]
        return {"fake": self._fake, "updates": self._fake.updates, "webhook": self._fake.webhook,
                "flood": self._fake.flood, "files": self._fake.files}[on]  # fmt: skip

    def _read(self, value: Any) -> Any:
        if isinstance(value, dict) and set(value) == {"base64"}:
            return base64.b64decode(value["base64"])
        if isinstance(value, dict) and len(value) == 1 and set(value) <= {"person", "group"}:
            return self._target(value)
        if isinstance(value, list):
            return [self._read(one) for one in value]
        return value


def _written(result: Any) -> Any:
    if isinstance(result, Chat):
        return {"group" if isinstance(result, Group) else "person": result.id}
    if isinstance(result, Entry):
        return result.as_json()
    if isinstance(result, Fault):
        return None
    if isinstance(result, list):
        return [_written(one) for one in result]
    return result
