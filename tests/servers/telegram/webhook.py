"""Delivery to the bot's webhook: one queue a chat in order, the queues side by side, again until it answers 2xx."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp

from tests.servers.telegram.refusal import Refusal, bad
from tests.servers.telegram.updates import Update

if TYPE_CHECKING:
    from tests.servers.telegram.fake import FakeTelegram

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
PORTS = (80, 88, 443, 8443)
LOCAL = ("127.0.0.1", "localhost", "::1")


class Webhook:
    """The webhook of the bot and what is under way to it.

    `first_wait` and `longest_wait` are the pauses before it tries again, doubling (real: 1 s to a minute or two; here short).
    `reach`, if set, replaces scheme and host when delivering, so that a bot may name its public https address. `lose` is the
    number of next good answers that get lost on the way back: the same update comes again.
    """

    def __init__(self, fake: FakeTelegram) -> None:
        self._fake = fake
        self.url = ""
        self.reach: str | None = None
        self.first_wait, self.longest_wait, self.patience = 0.05, 1.0, 10.0
        self.lose = 0
        self.attempts = 0
        self.most_at_once = 0
        self._secret: str | None = None
        self._max_connections = 40
        self._last_error: tuple[int, str] | None = None
        self._queues: dict[Hashable, deque[Update]] = {}
        self._tasks: dict[Hashable, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(40)
        self._at_once = 0
        self._road = asyncio.Event()
        self._road.set()
        self._session: aiohttp.ClientSession | None = None

    async def set(self, params: dict[str, Any]) -> str:
        """setWebhook; an empty URL takes it away. Returns the description of the answer. Raises Refusal."""
        url = params.get("url", "")
        if not url:
            return await self.delete(params)
        self._check(url, params.get("secret_token"))
        if "allowed_updates" in params:
            self._fake.updates.allow(params["allowed_updates"])
        if params.get("drop_pending_updates"):
            self._fake.updates.drop_all()
        same = url == self.url and params.get("secret_token") == self._secret
        await self._stop()
        self._fake.updates.interrupt("terminated by setWebhook request")
        self.url, self._secret = url, params.get("secret_token")
        self._max_connections = params.get("max_connections", 40)
        self._places = asyncio.Semaphore(self._max_connections)
        self._fake.updates.drop_dead()
        for update in self._fake.updates.pending.values():
            self.take(update)
        return "Webhook is already set" if same else "Webhook was set"

    async def delete(self, params: dict[str, Any]) -> str:
        """deleteWebhook."""
        had, self.url = bool(self.url), ""
        await self._stop()
        if params.get("drop_pending_updates"):
            self._fake.updates.drop_all()
        return "Webhook was deleted" if had else "Webhook is already deleted"

    def info(self) -> dict[str, Any]:
        """getWebhookInfo."""
        info: dict[str, Any] = {"url": self.url, "has_custom_certificate": False,
                                "pending_update_count": len(self._fake.updates.pending)}  # fmt: skip
        if self.url:
            info |= {"max_connections": self._max_connections, "ip_address": "127.0.0.1"}
        if self._last_error:
            info["last_error_date"], info["last_error_message"] = self._last_error
        if self._fake.updates.allowed:
            info["allowed_updates"] = sorted(self._fake.updates.allowed)
        return info

    def take(self, update: Update) -> None:
        """A new update; on its way at once if its queue is free."""
        if not self.url:
            return
        self._queues.setdefault(update.queue, deque()).append(update)
        if update.queue not in self._tasks:
            self._tasks[update.queue] = asyncio.create_task(self._work(update.queue))

    def pause(self, paused: bool = True) -> None:
        """Telegram is down, or up again."""
        if paused:
            self._road.clear()
        else:
            self._road.set()

    async def close(self) -> None:
        """Ends all deliveries."""
        await self._stop()
        if self._session:
            await self._session.close()

    async def _stop(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._tasks.clear()
        self._queues.clear()

    async def _work(self, key: Hashable) -> None:
        queue = self._queues[key]
        try:
            while queue:
                await self._bring(queue[0])
                queue.popleft()
        finally:
            self._tasks.pop(key, None)
            self._queues.pop(key, None)

    async def _bring(self, update: Update) -> None:
        wait = self.first_wait
        while self._fake.updates.is_alive(update):
            asked = await self._attempt(update)
            if asked is None:
                self._fake.updates.confirm(update, "webhook")
                return
            await asyncio.sleep(min(max(wait, asked), self.longest_wait))
            wait = min(wait * 2, self.longest_wait)

    async def _attempt(self, update: Update) -> float | None:
        """None when it was taken, else how long the bot asked us to wait."""
        await self._road.wait()
        async with self._places:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            try:
                return await self._post(update)
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                self._note(str(error) or "Connection timed out")
                return 0.0
            finally:
                self._at_once -= 1

    async def _post(self, update: Update) -> float | None:
        self.attempts += 1
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, ssl=False))
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        timeout = aiohttp.ClientTimeout(total=self.patience)
        async with self._session.post(self._address(), json=update.as_json(), headers=headers, timeout=timeout) as answer:
            body = await answer.read()
            if not 200 <= answer.status < 300:
                self._note(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                asked = answer.headers.get("Retry-After", "")
                return float(asked) if asked.isdigit() else 0.0
            if self.lose > 0:
                self.lose -= 1
                self._note("Read timeout expired")
                return 0.0
            if answer.content_type == "application/json" and body.strip():
                await self._fake.perform_in_answer(body)
            return None

    def _address(self) -> str:
        if not self.reach:
            return self.url
        parts = urlsplit(self.url)
        return self.reach.rstrip("/") + parts.path + (f"?{parts.query}" if parts.query else "")

    def _note(self, message: str) -> None:
        self._last_error = (self._fake.date(), message)
        self._fake.bell.ring()

    def _check(self, url: str, secret: str | None) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise bad("invalid webhook URL specified")
        if parts.hostname not in LOCAL:  # at home we are as easy as a Bot API server in --local mode
            if parts.scheme != "https":
                raise bad("bad webhook: An HTTPS URL must be provided for webhook")
            if (parts.port or 443) not in PORTS:
                raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if secret is not None and len(secret) > 256:
            raise bad("secret token is too long")
        if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]+", secret):
            raise Refusal(400, "Bad Request: secret token contains unallowed characters")
