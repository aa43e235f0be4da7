"""Delivery as Telegram does it: keep-alive connections to the bot's webhook, and again later what was refused."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from benchmarks.petitions.wire import Stream, fields

RETRY_SECONDS = 2.0  # Telegram does not publish its delay; the same for all


class Webhook:
    """Updates for one bot. Nothing goes out before `open`, at most `connections` at a time after it.

    `called` gets a Bot API call that the bot put into its answer to an update (method and body).
    """

    def __init__(self, port: int, path: str, secret: str, called: Callable[[str, bytes], object]) -> None:
        self.called = called
        self._port = port
        self._head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\nConnection: keep-alive\r\nContent-Length: "
        ).encode()
        self._waiting: deque[bytes] = deque()
        self._idle: list[_Connection] = []
        self._all: set[_Connection] = set()
        self._connecting: set[asyncio.Task[None]] = set()
        self._most = 0
        self._paused = False
        self._closed = False
        self.refused = 0

    def request(self, update: bytes) -> bytes:
        """The whole HTTP request for an update, to be made before the clock runs."""
        return b"%b%d\r\n\r\n%b" % (self._head, len(update), update)

    def open(self, connections: int) -> None:
        """The bot has set its webhook: deliver what waits."""
        self._most = connections
        self.pump()

    def deliver(self, request: bytes) -> None:
        """Deliver as soon as a connection is free."""
        self._waiting.append(request)
        self.pump()

    def close(self) -> None:
        """Drop all connections; what is not delivered stays undelivered."""
        self._closed = True
        for task in self._connecting:
            task.cancel()
        for connection in self._all:
            connection.transport.abort()

    def pump(self) -> None:
        """Give waiting requests to idle connections, and open more of them while allowed."""
        if self._paused or self._closed:
            return
        while self._waiting and self._idle:
            self._idle.pop().send(self._waiting.popleft())
        free = self._most - len(self._all) - len(self._connecting)
        for _ in range(min(len(self._waiting) - len(self._connecting), free)):
            task = asyncio.get_running_loop().create_task(self._connect())
            self._connecting.add(task)
            task.add_done_callback(self._connecting.discard)

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            await loop.create_connection(lambda: _Connection(self), "127.0.0.1", self._port)
        except OSError:
            self.refused += 1
            self._pause()

    def joined(self, connection: "_Connection") -> None:
        """A connection stands."""
        self._all.add(connection)
        self.freed(connection)

    def freed(self, connection: "_Connection") -> None:
        """A connection has got its answer."""
        self._idle.append(connection)
        self.pump()

    def left(self, connection: "_Connection") -> None:
        """A connection is gone."""
        self._all.discard(connection)
        if connection in self._idle:
            self._idle.remove(connection)

    def refuse(self, request: bytes) -> None:
        """The bot did not take this update: it comes again, and all others wait with it."""
        self.refused += 1
        self._waiting.appendleft(request)
        self._pause()

    def _pause(self) -> None:
        if not self._paused:
            self._paused = True
            asyncio.get_running_loop().call_later(RETRY_SECONDS, self._resume)

    def _resume(self) -> None:
        self._paused = False
        self.pump()


class _Connection(asyncio.Protocol):
    def __init__(self, webhook: Webhook) -> None:
        self._webhook = webhook
        self._stream = Stream()
        self._request: bytes | None = None
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self._webhook.joined(self)

    def send(self, request: bytes) -> None:
        self._request = request
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        for answer in self._stream.feed(data):
            request, self._request = self._request, None
            if answer.head.split(b" ", 2)[1] != b"200":
                if request is not None:
                    self._webhook.refuse(request)
            elif answer.body.startswith(b"{") and b'"method"' in answer.body:
                self._webhook.called(fields(answer.body)["method"], answer.body)
            self._webhook.freed(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._webhook.left(self)
        if self._request is not None:
            self._webhook.refuse(self._request)
