"""Updates on their way to the bot: kept until it confirms them, by offset or by a 2xx of its webhook."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.servers.telegram.refusal import Refusal

if TYPE_CHECKING:
    from tests.servers.telegram.fake import FakeTelegram

NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
LONGEST_POLL, LARGEST_BATCH = 50.0, 100
CALLBACK_LIFE, LIFE = 150.0, 86400.0
BY_PERSON = ("callback_query", "chat_member", "chat_join_request", "poll_answer", "inline_query")


@dataclass(slots=True, eq=False)
class Update:
    """One delivery of an update; `queue` says which others it must wait for on a webhook."""

    update_id: int
    kind: str
    body: dict[str, Any]
    born: float
    queue: Hashable

    def as_json(self) -> dict[str, Any]:
        """The Update object."""
        return {"update_id": self.update_id, self.kind: self.body}


class Updates:
    """All that the bot has not confirmed yet, in the order of coming."""

    def __init__(self, fake: FakeTelegram, first_id: int = 700_000_001) -> None:
        self._fake = fake
        self._next_id = first_id
        self._held: list[Update] | None = None
        self._poll: asyncio.Future[Refusal] | None = None
        self.pending: dict[int, Update] = {}  # by id() of the delivery: a repeat is one of its own
        self.allowed: set[str] | None = None
        self.twice = False

    def add(self, kind: str, body: dict[str, Any]) -> int | None:
        """Lays a new update in the queue; None when the bot did not ask for this kind."""
        if (kind in NOT_BY_DEFAULT) if self.allowed is None else (kind not in self.allowed):
            return None
        self._next_id += 1
        for _ in range(2 if self.twice else 1):
            update = self._made(self._next_id - 1, kind, body)
            if self._fake.checks_itself:
                self._fake.schema.check("Update", update.as_json())
            if self._held is None:
                self._deliver(update)
            else:
                self._held.append(update)
        return self._next_id - 1

    def inject(self, raw: dict[str, Any]) -> int:
        """Delivers an Update object as it stands, whatever the bot asked for; without update_id it gets the next one."""
        kind = next(key for key in raw if key != "update_id")
        update_id = raw.get("update_id", self._next_id)
        self._next_id = max(self._next_id, update_id + 1)
        self._deliver(self._made(update_id, kind, raw[kind]))
        return int(update_id)

    def hold(self) -> None:
        """Keeps new updates back until release()."""
        self._held = self._held or []

    def release(self, backwards: bool = False) -> None:
        """Delivers what was kept back, if asked the last first."""
        held, self._held = self._held or [], None
        for update in reversed(held) if backwards else held:
            self._deliver(update)

    def drop_all(self) -> None:
        """drop_pending_updates: they are gone, the bot never saw them."""
        self.pending.clear()

    def drop_dead(self) -> None:
        """Takes away what nobody fetched in time: a day, for button presses 150 seconds."""
        for update in [update for update in self.pending.values() if not self.is_alive(update)]:
            self.pending.pop(id(update), None)

    def is_alive(self, update: Update) -> bool:
        """Whether it still waits and its time is not over."""
        age = self._fake.now() - update.born
        return id(update) in self.pending and age < (CALLBACK_LIFE if update.kind == "callback_query" else LIFE)

    def confirm(self, update: Update, method: str) -> None:
        """The bot took it for good; written down."""
        self.pending.pop(id(update), None)
        self._fake.confirmed.append(update.update_id)
        self._fake.journal.add("confirmed", method, update_id=update.update_id, params=update.as_json())
        self._fake.bell.ring()

    async def get(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        """getUpdates: confirms all below `offset`, waits up to `timeout` seconds for the first. Raises Refusal 409."""
        if self._fake.webhook.url:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active; "
                               "use deleteWebhook to delete the webhook first")  # fmt: skip
        self.interrupt("terminated by other getUpdates request; make sure that only one bot instance is running")
        if "allowed_updates" in params:
            self.allow(params["allowed_updates"])
        self._confirm_below(params.get("offset", 0))
        limit = min(max(params.get("limit", LARGEST_BATCH), 1), LARGEST_BATCH)
        mine = self._poll = asyncio.get_running_loop().create_future()
        try:
            await self._first(mine, min(params.get("timeout", 0), LONGEST_POLL))
        finally:
            if self._poll is mine:
                self._poll = None
        return [update.as_json() for update, _ in zip(self.pending.values(), range(limit), strict=False)]

    def interrupt(self, why: str) -> None:
        """Ends a waiting getUpdates with 409."""
        if self._poll and not self._poll.done():
            self._poll.set_result(Refusal(409, f"Conflict: {why}"))

    def allow(self, kinds: list[str]) -> None:
        """allowed_updates; an empty list means the usual ones."""
        self.allowed = set(kinds) or None

    async def _first(self, mine: asyncio.Future[Refusal], timeout: float) -> None:  # noqa: ASYNC109
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        while True:
            self.drop_dead()
            if mine.done():
                raise mine.result()
            left = end - loop.time()
            if self.pending or left <= 0:
                return
            ring: asyncio.Future[Any] = asyncio.ensure_future(self._fake.bell.next().wait())
            try:
                both: set[asyncio.Future[Any]] = {ring, mine}
                await asyncio.wait(both, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                ring.cancel()

    def _confirm_below(self, offset: int) -> None:
        waiting = list(self.pending.values())
        for update in waiting[:offset] if offset < 0 else [u for u in waiting if u.update_id < offset]:
            self.confirm(update, "getUpdates")

    def _made(self, update_id: int, kind: str, body: dict[str, Any]) -> Update:
        # an injected update may have anything in any place
        where = "user" if kind == "poll_answer" else "from" if kind in BY_PERSON else "chat"
        by = body.get(where) if isinstance(body, dict) else None
        who = by.get("id") if isinstance(by, dict) else None
        return Update(update_id, kind, body, self._fake.now(), (_queue(kind), who))

    def _deliver(self, update: Update) -> None:
        self.pending[id(update)] = update
        self._fake.webhook.take(update)
        self._fake.bell.ring()


def _queue(kind: str) -> str:
    """Messages and their edits share a queue per chat; presses, reactions and memberships have their own."""
    return "message" if kind in ("message", "edited_message") else kind
