"""Telegram through python-telegram-bot: typed updates, Bot methods; our own receiving, so that we keep before we confirm."""

import asyncio
import hmac
import logging
import os
import warnings
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Protocol

import orjson
from aiohttp import web
from pydantic import SecretStr
from telegram import Bot, BotCommand, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels import base
from bot.channels.base import Accept, Channel, NotFetched, Parcel
from bot.channels.telegram_read import NAME, UPDATES, read
from bot.channels.telegram_request import AiohttpRequest, NoConnection, from_json
from bot.worker import unless
from storage.limits import Limits
from storage.types import Incoming

log = logging.getLogger(__name__)

LIMITS = Limits(text=4096, utf16=True, pace=1.0, group_pace=3.25)
POLL_SECONDS = 30
DOWNLOAD = 20 * 1024 * 1024
"""Telegram hands out files up to this size."""


class TelegramSettings(Protocol):
    """What this channel needs of the configuration."""

    @property
    def token(self) -> SecretStr: ...
    @property
    def api_url(self) -> str: ...
    @property
    def proxy(self) -> str | None: ...
    @property
    def receive(self) -> str: ...
    @property
    def webhook_url(self) -> str | None: ...
    @property
    def webhook_secret(self) -> SecretStr | None: ...


class Telegram(Channel):
    """One bot. `may_poll` says whether this process is the one that asks Telegram (one at a time)."""

    name = NAME
    limits = LIMITS

    def __init__(
        self,
        config: TelegramSettings,
        commands: Callable[[str], list[tuple[str, str]]],
        languages: list[str],
        may_poll: Callable[[], Any],
    ) -> None:
        # the library then says waits as a timedelta, without warning of its next version each time
        os.environ.setdefault("PTB_TIMEDELTA", "1")
        self.config = config
        self.commands = commands
        self.languages = languages
        self.may_poll = may_poll
        self.token = config.token.get_secret_value()
        url = config.api_url.rstrip("/")
        self.bot = Bot(
            self.token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot",
            request=AiohttpRequest(config.proxy), get_updates_request=AiohttpRequest(config.proxy, connections=4),
        )  # fmt: skip
        # the number before the colon is the bot's id: the same person on two bots is two conversations (T11)
        self.me = self.token.partition(":")[0]
        self._accept: Accept | None = None

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """The pools are open; nothing is asked of Telegram yet, so that a start never depends on it."""
        # not bot.initialize(): it calls getMe and fails when Telegram is away
        requests = self.bot._request
        for request in requests:
            await request.initialize()
        try:
            yield
        finally:
            for request in requests:
                await request.shutdown()

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/telegram", self._webhook)] if self.config.receive == "webhook" else []

    async def listen(self, accept: Accept, stop: asyncio.Event) -> None:
        self._accept = accept
        await self._introduce()
        if self.config.receive == "webhook":
            secret = self.config.webhook_secret.get_secret_value() if self.config.webhook_secret else None
            await self.bot.set_webhook(
                self.config.webhook_url or "", secret_token=secret, allowed_updates=UPDATES, max_connections=100
            )
            self.receiving = True
            await stop.wait()
            return
        await self.bot.delete_webhook(drop_pending_updates=False)
        self.receiving = True
        await self._poll(accept, stop)

    async def _introduce(self) -> None:
        """Telegram's own command menu, in every language."""
        for language in (None, *self.languages):
            commands = [BotCommand(word, label) for word, label in self.commands(language or self.languages[0])]
            await self.bot.set_my_commands(commands, language_code=language)

    async def _poll(self, accept: Accept, stop: asyncio.Event) -> None:
        offset = 0
        while not stop.is_set():
            if not await self.may_poll():
                await unless(stop, asyncio.sleep(5))
                continue
            updates = await unless(stop, self._updates(offset))
            if not updates:
                continue
            messages = [m for update in updates if (m := self._read(update)) is not None]
            if messages:
                await accept(messages)
            # only now may Telegram forget them (T16)
            offset = updates[-1]["update_id"] + 1
            await asyncio.gather(*(self._acknowledge(m) for m in messages if m.callback))

    async def _updates(self, offset: int) -> list[dict[str, Any]]:
        """What waits, as plain data: parsed one by one, so that one bad update never hides the others."""
        parameters = {"offset": offset, "timeout": POLL_SECONDS, "allowed_updates": UPDATES, "limit": 100}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it would rather have us call get_updates, which stops at the first bad update
            updates = await self.bot.do_api_request("getUpdates", parameters, read_timeout=POLL_SECONDS + 5)
        return list(updates)

    def _read(self, update: dict[str, Any]) -> Incoming | None:
        return read(update, self.bot, self.me, orjson.dumps(update).decode())

    async def _acknowledge(self, message: Incoming) -> None:
        """Tell Telegram that a press arrived, so that the button stops turning. Nothing depends on it."""
        try:
            await self.bot.answer_callback_query(message.callback or "")
        except TelegramError:
            log.debug("A press could not be acknowledged")

    async def _webhook(self, request: web.Request) -> web.Response:
        secret = self.config.webhook_secret.get_secret_value() if self.config.webhook_secret else ""
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(secret.encode(), given.encode()):
            return web.Response(status=403)
        if self._accept is None:
            return web.Response(status=503)
        raw = await request.read()
        try:
            update = from_json(raw)
            message = read(update, self.bot, self.me, raw.decode("utf-8", "replace"))
        except (ValueError, AttributeError):
            # no update at all: asking Telegram to send it again would only bring it again
            log.warning("Something that is no update came to the webhook")
            return web.Response()
        if message is not None:
            await self._accept([message])
            if message.callback:
                # carried out by Telegram when it reads our "received": saves a call for every press
                answer = {"method": "answerCallbackQuery", "callback_query_id": message.callback}
                return web.Response(body=orjson.dumps(answer), content_type="application/json")
        return web.Response()

    async def send(self, parcel: Parcel) -> str:
        try:
            return await self._send(parcel)
        except TelegramError as error:
            raise _what_to_do(error) from None

    async def _send(self, parcel: Parcel) -> str:
        chat = int(parcel.chat)
        if parcel.replaces is not None:
            return await self._edit(chat, int(parcel.replaces), parcel)
        reply = ReplyParameters(int(parcel.reply_to), allow_sending_without_reply=True) if parcel.reply_to else None
        thread = int(parcel.thread) if parcel.thread else None
        common: dict[str, Any] = {"reply_parameters": reply, "message_thread_id": thread, "api_kwargs": _extras(parcel)}
        if parcel.file is None:
            message = await self.bot.send_message(chat, parcel.text, **common)
            return str(message.message_id)
        # always the bytes, never the id of a file that somebody sent us: that would show whose it was (P1)
        content, name = parcel.file.content, parcel.file.name
        common["caption"] = parcel.text or None
        if parcel.file.kind == "photo":
            try:
                message = await self.bot.send_photo(chat, content, filename=name, **common)
            except BadRequest:
                # too long and narrow for a photo (a screenshot of a whole page): as a file it is taken
                message = await self.bot.send_document(chat, content, filename=name, **common)
        elif parcel.file.kind == "voice" and parcel.file.mime in {"audio/ogg", "audio/mpeg", "audio/mp4"}:
            message = await self.bot.send_voice(chat, content, filename=name, **common)
        elif parcel.file.kind == "video":
            message = await self.bot.send_video(chat, content, filename=name, **common)
        else:
            message = await self.bot.send_document(chat, content, filename=name, **common)
        return str(message.message_id)

    async def _edit(self, chat: int, message_id: int, parcel: Parcel) -> str:
        try:
            await self.bot.edit_message_text(parcel.text, chat, message_id, api_kwargs=_extras(parcel))
        except BadRequest as error:
            if "not modified" not in error.message.lower():
                raise
        return str(message_id)

    async def open_topic(self, address: str, name: str) -> str:
        try:
            topic = await self.bot.create_forum_topic(int(address.partition(":")[2]), name)
        except TelegramError as error:
            raise _what_to_do(error) from None
        return str(topic.message_thread_id)

    async def fetch(self, ref: str, max_bytes: int) -> bytes:
        try:
            file = await self.bot.get_file(ref)
            if (file.file_size or 0) > min(max_bytes, DOWNLOAD):
                raise NotFetched("too big", final=True)
            return bytes(await file.download_as_bytearray())
        except BadRequest as error:
            raise NotFetched("too big" if "too big" in error.message.lower() else "refused", final=True) from None
        except TelegramError as error:
            raise NotFetched(type(error).__name__, final=False) from None


def _extras(parcel: Parcel) -> dict[str, Any]:
    """Buttons and the wish for no preview, as plain data: building the library's objects for them cost a third of a send."""
    extras: dict[str, Any] = {} if parcel.file is not None else {"link_preview_options": {"is_disabled": True}}
    if parcel.buttons:
        rows = [[{"text": b["label"], "callback_data": b["data"]} for b in row] for row in parcel.buttons]
        extras["reply_markup"] = {"inline_keyboard": rows}
    return extras


def _what_to_do(error: TelegramError) -> base.SendError:
    """Every class of error and what it asks of us (facts/telegram.md §9). BadRequest is a NetworkError: it comes first."""
    text = error.message.lower()
    if isinstance(error, RetryAfter):
        seconds = error.retry_after
        return base.TryLater("429", float(seconds if isinstance(seconds, int) else seconds.total_seconds()))
    if isinstance(error, ChatMigrated):
        return base.Moved(f"{NAME}:{error.new_chat_id}")
    if isinstance(error, Forbidden):
        return base.Gone("forbidden")
    if isinstance(error, InvalidToken):
        return base.Misconfigured("token")
    if isinstance(error, BadRequest):
        if "thread not found" in text or "topic_deleted" in text or "topic_closed" in text:
            return base.ThreadGone("thread")
        if "chat not found" in text or "user not found" in text or "peer_id_invalid" in text:
            return base.Gone("chat not found")
        return base.Refused("bad request")
    if isinstance(error, NoConnection):
        return base.ChannelDown("no connection")
    if "too large" in text:
        return base.Refused("too large")
    if isinstance(error, Conflict | NetworkError):
        return base.ChannelDown("no proper answer") if _server_error(text) else base.TryLater("no answer")
    return base.Refused(type(error).__name__)


def _server_error(text: str) -> bool:
    return any(word in text for word in ("bad gateway", "internal server", "service unavailable", "gateway timeout", "no json"))


async def introduce_yourself(config: TelegramSettings) -> list[str]:
    """Ask Telegram who we are; returns what is wrong, as lines for the one who set it up."""
    channel = Telegram(config, lambda language: [], [], lambda: None)
    async with channel.opened():
        try:
            me = await channel.bot.get_me()
        except InvalidToken:
            return ["channels.telegram.token: Telegram does not know this token"]
        except TelegramError as error:
            return [f"channels.telegram: Telegram cannot be reached ({type(error).__name__}); is a proxy needed?"]
    if me.can_read_all_group_messages:
        return ["channels.telegram: privacy mode is off, so groups would give the bot every word (@BotFather /setprivacy)"]
    return []
