"""FakeTelegram: the whole platform of one bot, held by a test."""

from __future__ import annotations

import contextlib
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self, TypeVar

from tests.servers.schema import Schema
from tests.servers.telegram.bell import Bell
from tests.servers.telegram.chats import Chat
from tests.servers.telegram.door import Door
from tests.servers.telegram.faults import KINDS, Fault, Flood
from tests.servers.telegram.files import Files
from tests.servers.telegram.groups import SUPERGROUP, Group, moved
from tests.servers.telegram.journal import Entry, Journal
from tests.servers.telegram.methods import perform
from tests.servers.telegram.people import Person
from tests.servers.telegram.refusal import Refusal, bad
from tests.servers.telegram.updates import Updates
from tests.servers.telegram.webhook import Webhook

T = TypeVar("T")
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class FakeTelegram:
    """Telegram for one bot on 127.0.0.1: use as an async context manager, or start() and stop().

    `token`: any well-formed one is taken unless given here. `now`: seconds since 1970, the hand-set clock of a test;
    dates, flood rules and the life of button presses follow it. `journal`: a file to write the journal to as well.
    `checks_itself`: every answer and update is compared with Telegram's list of types (slow; for the tests of the fake).
    """

    def __init__(
        self, token: str | None = None, now: Callable[[], float] = time.time, journal: Path | None = None,
        username: str = "caunoi_test_bot", checks_itself: bool = False,
    ) -> None:  # fmt: skip
        self.me: dict[str, Any]
        self.only_token, self.token = token, token or "7000000001:AAF-token-for-tests"
        self.now, self.checks_itself = now, checks_itself
        self.me = {"id": int(self.token.split(":")[0]), "is_bot": True, "first_name": "Bot", "username": username}
        self.privacy: bool = True  # getMe.can_read_all_group_messages is the opposite
        self.callback_window = 15.0
        self.schema = Schema()
        self.bell, self.journal, self.flood = Bell(), Journal(journal), Flood(now)
        self.files: Files = Files()
        self.webhook: Webhook = Webhook(self)
        self.updates, self._door = Updates(self), Door(self)
        self.chats: dict[int, Chat] = {}
        self.calls: Counter[str] = Counter()
        self.refusals: list[tuple[str, Any, Refusal]] = []
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.profile: dict[tuple[str, str], dict[str, Any]] = {}
        self.sent: list[Entry] = []  # all messages the bot got through, to whom ever
        self.confirmed: list[int] = []  # the update_ids the bot took for good, in order
        self._faults: list[Fault] = []
        self._moved: dict[int, Group] = {}
        self._queries: dict[str, tuple[Chat, float]] = {}
        self._message_id = 0

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> None:
        """Opens the server; then `url` is known."""
        await self._door.open(port)

    async def stop(self) -> None:
        """Closes everything."""
        await self.webhook.close()
        await self._door.close()
        self.journal.close()

    @property
    def url(self) -> str:
        """What takes the place of https://api.telegram.org."""
        return f"http://127.0.0.1:{self._door.port}"

    async def down(self) -> None:
        """Nothing gets through either way: connections are broken and refused, the webhook is not called."""
        self.webhook.pause()
        await self._door.refuse()

    async def up(self) -> None:
        """Back again, on the same port."""
        await self._door.listen()
        self.webhook.pause(False)

    def person(
        self, id: int | None = None, first_name: str = "Lan", username: str | None = None, last_name: str | None = None,
        language_code: str | None = "vi", started: bool = False,
    ) -> Person:  # fmt: skip
        """Somebody new, or known already by that id. Unless `started`, the bot cannot write to them before their first word."""
        number = id or 1_000_001 + len(self.chats)
        known = self.chats.get(number)
        if isinstance(known, Person):
            return known
        user = {"id": number, "is_bot": False, "first_name": first_name, "last_name": last_name, "username": username,
                "language_code": language_code}  # fmt: skip
        person = Person(self, {key: value for key, value in user.items() if value is not None})
        person.started = started
        self.chats[number] = person
        return person

    def group(
        self, id: int | None = None, title: str = "Ban", forum: bool = False, bot: str = "member",
        members: tuple[Person, ...] = (),
    ) -> Group:  # fmt: skip
        """A group in which the bot is "member", "administrator" or not yet ("left"); a supergroup unless the id says not."""
        number = id or SUPERGROUP - 2_000_001 - len(self.chats)
        group = Group(self, number, title, forum, bot)
        group.members = {one.id: "member" for one in members}
        self.chats[number] = group
        return group

    @property
    def groups(self) -> list[Group]:
        """All groups."""
        return [chat for chat in self.chats.values() if isinstance(chat, Group)]

    def fail(
        self, method: str | None = None, chat: Chat | int | None = None, times: int | None = 1, kind: str = "error", **more: Any
    ) -> Fault:
        """Makes the next `times` calls fail (None: until .stop()).

        Kinds: "error" (code, description, parameters), "flood" (seconds: 429), "html" (502 page), "reset" (before it is
        accepted), "accept_then_reset", "accept_then_timeout" (accepted, but no answer ever comes), "slow" (accepted, the
        answer comes after `seconds`). Method "download" is the fetching of a file; without a method all but getUpdates.
        """
        assert kind in KINDS, f"kinds are {KINDS}"
        fault = Fault(kind, method, chat.id if isinstance(chat, Chat) else chat, times, **more)
        self._faults.append(fault)
        return fault

    def strikes(self, method: str, chat: Any) -> Fault | None:
        """The trouble a call runs into."""
        return next((fault for fault in self._faults if fault.strikes(method, chat)), None)

    async def inject(self, update: dict[str, Any]) -> int:
        """Delivers a raw Update object; its people and chats become known. Returns its update_id."""
        for body in (value for value in update.values() if isinstance(value, dict)):
            self._meet(body)
        return self.updates.inject(update)

    async def wait(
        self,
        until: Callable[[], T],
        timeout: float = 5.0,  # noqa: ASYNC109
        told: Callable[[], str] = lambda: "what the test waits for",
    ) -> T:
        """Looks at `until` after everything that happens, and returns it as soon as it is true. Raises TimeoutError."""
        end = time.monotonic() + timeout
        while True:
            result = until()
            if result:
                return result
            if not await self.bell.heard(end - time.monotonic()):
                last = [f"{e.what} {e.method} {e.chat or e.update_id} {e.text!r}" for e in self.journal.entries[-5:]]
                raise TimeoutError(f"not within {timeout} s: {told()}; the journal ends with {last}")

    # What follows is for the parts of the fake.

    def note(self, what: str, method: str, chat: Chat, **details: Any) -> None:
        """Writes into the journal and into what the chat has seen."""
        entry = self.journal.add(what, method, chat=chat.id, **details)
        chat.seen.append(entry)
        if what == "sent":
            self.sent.append(entry)
        self.bell.ring()

    def refused(self, method: str, chat: Any, refusal: Refusal) -> None:
        """A call got an error; `refusals` holds them all."""
        self.refusals.append((method, chat, refusal))
        self.bell.ring()

    def chat_of(self, params: dict[str, Any], key: str = "chat_id") -> Chat:
        """The chat a parameter names. Raises Refusal: not found, or moved to a supergroup."""
        if params[key] in self._moved:
            raise moved(self._moved[params[key]])
        if params[key] not in self.chats:
            raise bad("chat not found")
        return self.chats[params[key]]

    def open_chat(self, params: dict[str, Any]) -> Chat:
        """The same, if the bot may write there. Raises Refusal."""
        chat = self.chat_of(params)
        chat.refuse_bot()
        return chat

    def moves(self, old_id: int, group: Group) -> None:
        """A group has another id now."""
        self._moved[old_id] = group
        self.chats[group.id] = self.chats.pop(old_id)

    def date(self) -> int:
        """Whole seconds, as messages carry."""
        return int(self.now())

    def next_common_message_id(self) -> int:
        """The numbers of private chats and basic groups."""
        self._message_id += 1
        return self._message_id

    def next_query_id(self) -> str:
        """A new id of a button press."""
        return str(5_000_000_000_000_000_001 + len(self._queries))

    def open_query(self, query_id: str, chat: Chat) -> None:
        """From now on the press can be answered for `callback_window` seconds."""
        self._queries[query_id] = (chat, self.now())

    def query_chat(self, query_id: str) -> Chat:
        """Where a press happened. Raises Refusal when it is too old or unknown."""
        chat, pressed = self._queries.get(query_id, (None, 0.0))
        if chat is None or self.now() - pressed > self.callback_window:
            raise bad(TOO_OLD)
        return chat

    async def perform_in_answer(self, body: bytes) -> None:
        """Does the method that a webhook put into its answer; nobody learns the result."""
        with contextlib.suppress(ValueError, KeyError, Refusal):
            params = json.loads(body)
            method = self.schema.method(params.pop("method"))
            if method:
                self.calls[method] += 1
                await perform(self, method, params, {})

    def _meet(self, body: dict[str, Any]) -> None:
        message = body if "message_id" in body else body.get("message", {})
        user, chat = body.get("from") or {}, body.get("chat") or message.get("chat") or {}
        if user and user["id"] not in self.chats:
            self.chats[user["id"]] = Person(self, user)
        if chat and chat["id"] not in self.chats:
            self.group(chat["id"], chat.get("title", ""), chat.get("is_forum", False), "administrator")
        room = self.chats.get(chat.get("id", 0))
        if isinstance(room, Person):
            room.started = True
        if room and "message_id" in message:
            room.keep(message)
        if room and "chat_instance" in body:
            self.open_query(body["id"], room)
