"""Small types that every room shares: times, addresses, what comes in and what goes out."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session

PRIORITIES: Final = (0, 5, 10)
"""In the outbox, the smallest first: answers to a person who waits, cards for officers, broadcasts."""


def utcnow() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment; always aware and in UTC on the Python side (SQLite would give naive ones back)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be kept.")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def channel_of(address: str) -> str:
    """The channel that an address belongs to."""
    return address.partition(":")[0]


@dataclass(frozen=True)
class FileRef:
    """A file as a channel names it, before its content is here.

    kind: photo | voice | video | file | location. `ref` is what the channel needs to fetch it
    (None: the content is already in the archive under `digest`). size is in bytes, None when unknown.
    """

    kind: str
    ref: str | None = None
    name: str | None = None
    mime: str | None = None
    size: int | None = None
    digest: str | None = None


@dataclass(frozen=True)
class Incoming:
    """One thing a person did on a channel, read but not yet understood.

    `address` is the chat it was done in, `sender` the person's own private address (the same in a private chat).
    kind: message | press | edit | blocked | unblocked | joined | left | migrated | thread_gone | unreadable | event.
    `external_id` is the platform's id of the update, `message_id` that of the message (for a press: of the message
    that carries the button), `reply_to` that of the message replied to, `thread` the forum topic. `understood` is what its
    words say (handlers/hearing.py), found out before it is kept.
    """

    channel: str
    bot: str
    external_id: str
    address: str
    sender: str
    kind: str = "message"
    text: str | None = None
    button: str | None = None
    message_id: str | None = None
    message_key: str | None = None
    reply_to: str | None = None
    thread: str | None = None
    group: bool = False
    name: str | None = None
    language: str | None = None
    album: str | None = None
    files: tuple[FileRef, ...] = ()
    callback: str | None = None
    understood: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    raw: str | None = None

    def payload(self) -> dict[str, Any]:
        """What the inbox keeps of it besides its own columns; only what is set."""
        kept = {name: value for name in _KEPT if (value := getattr(self, name))}
        if self.files:
            kept["files"] = [asdict(file) for file in self.files]
        return kept

    @staticmethod
    def of(row: Any) -> "Incoming":
        """The message again, from its row in the inbox."""
        payload = dict(row.payload)
        payload["files"] = tuple(FileRef(**f) for f in payload.get("files", ()))
        return Incoming(
            channel=row.channel, bot=row.bot, external_id=row.external_id, address=row.address,
            sender=row.sender, kind=row.kind, message_key=row.message_key, **payload,
        )  # fmt: skip


class NotKept(Exception):
    """What arrived is not taken, and nothing was written of it; what arrived beside it does not suffer."""


@dataclass(frozen=True)
class Arrival:
    """Something of which its channel keeps rows of its own, in the transaction that keeps the message.

    `keep` writes them and returns what belongs into the inbox; or raises NotKept. It may be called again after a rollback.
    """

    address: str
    """The conversation that it locks: what arrives together is written in one order everywhere."""
    keep: Callable[[Session], Sequence[Incoming]]
    message: Incoming | None = None
    """What is said, as far as it is known before it is kept."""


_KEPT = (
    "text", "button", "message_id", "reply_to", "thread", "group", "name", "language", "album", "callback", "understood",
    "extra",
)  # fmt: skip
