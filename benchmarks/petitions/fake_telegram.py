"""A fake Telegram: canned answers as fast as may be, and a journal of what arrived when."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import orjson

from benchmarks.petitions.wire import Stream, fields

TOKEN = "700000001:AAbenchmarkbenchmarkbenchmarkbench1"
BOT = {"id": 700000001, "is_bot": True, "first_name": "Cau Noi", "username": "caunoi_bench_bot"}

_ME = BOT | {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}
_KNOWN: dict[str, Any] = {
    "getMe": _ME,
    "getUpdates": [],
    "getMyCommands": [],
    "getWebhookInfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
}
_HEAD = b"HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: application/json\r\nContent-Length: "


@dataclass(frozen=True, slots=True)
class Call:
    """A call that reached a chat: `at` in seconds of time.perf_counter()."""

    at: float
    method: str
    chat: int
    text: str


@dataclass(slots=True)
class Journal:
    """Everything that arrived since the last fresh start."""

    calls: dict[int, list[Call]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


def _nobody(_key: int | str, _call: Call | None) -> None:
    """Nobody listens yet."""


def _no_webhook(_connections: int) -> None:
    """Nobody delivers yet."""


class FakeTelegram:
    """The server; `heard` is told of each chat's call and each answered press, `webhook_set` of setWebhook."""

    def __init__(self) -> None:
        self.journal = Journal()
        self.heard: Callable[[int | str, Call | None], None] = _nobody
        self.webhook_set: Callable[[int], None] = _no_webhook
        self.url = ""
        self._message_id = 1_000_000
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen on a free port of the loopback; `url` tells where."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", 0, backlog=1024)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Stop listening."""
        if self._server:
            self._server.close()

    def answer(self, method: str, body: bytes) -> bytes:
        """Note the call and give the whole JSON answer."""
        now = time.perf_counter()
        if method in _KNOWN:
            return orjson.dumps({"ok": True, "result": _KNOWN[method]})
        given = fields(body)
        if method == "answerCallbackQuery":
            self.journal.answers[given["callback_query_id"]].append(now)
            self.heard(given["callback_query_id"], None)
        elif method == "setWebhook":
            self.webhook_set(int(given.get("max_connections", 40)))
        elif "chat_id" in given and method.startswith(("send", "edit", "copy", "forward")):
            return self._message(now, method, given)
        return b'{"ok":true,"result":true}'

    def _message(self, now: float, method: str, given: dict[str, Any]) -> bytes:
        chat = int(given["chat_id"])
        if method == "sendChatAction":
            return b'{"ok":true,"result":true}'
        call = Call(now, method, chat, given.get("text") or given.get("caption") or "")
        self.journal.calls[chat].append(call)
        self._message_id += 1
        # The text comes back shortened and without its buttons: cheaper to parse than the real answer.
        message = (
            b'{"message_id":%d,"from":{"id":700000001,"is_bot":true,"first_name":"Cau Noi","username":"caunoi_bench_bot"},'
            b'"chat":{"id":%d,"first_name":"Lan","type":"private"},"date":%d,"text":"ok"}'
            % (self._message_id, chat, int(time.time()))
        )
        self.heard(chat, call)
        if method == "sendMediaGroup":
            message = b"[" + message + b"]"
        return b'{"ok":true,"result":' + message + b"}"


class _Connection(asyncio.Protocol):
    def __init__(self, telegram: FakeTelegram) -> None:
        self._telegram = telegram
        self._stream = Stream()
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        out = []
        for message in self._stream.feed(data):
            path = message.head.split(b" ", 2)[1]
            method = path.rsplit(b"/", 1)[1].split(b"?")[0].decode()
            body = self._telegram.answer(method, message.body)
            out.append(b"%b%d\r\n\r\n%b" % (_HEAD, len(body), body))
        if out:
            self._transport.write(b"".join(out))
