"""What every channel is: a way in, a way out, its limits, and a closed list of what can go wrong."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from sqlmodel import Session

from storage.limits import Limits
from storage.models import Outbound
from storage.types import Arrival, Incoming

Accept = Callable[[Sequence[Incoming] | Arrival], Awaitable[None]]
"""Keeps messages; when it returns they are safe, and only then may the platform be told. Raises DatabaseDown, NotKept."""


@dataclass(frozen=True)
class FileParcel:
    """A file to be sent. kind: photo | voice | video | file; name is a neutral one, with its ending."""

    kind: str
    content: bytes
    name: str
    mime: str


@dataclass(frozen=True)
class Parcel:
    """One message on its way out. Ids are the platform's own for that chat; `buttons` are rows of {label, data}."""

    id: int
    address: str
    text: str = ""
    buttons: list[list[dict[str, str]]] = field(default_factory=list)
    reply_to: str | None = None
    thread: str | None = None
    replaces: str | None = None
    file: FileParcel | None = None

    @property
    def chat(self) -> str:
        """The address without its channel."""
        return self.address.partition(":")[2]


class SendError(Exception):
    """A message was not delivered; each kind says what is to be done about it."""


class TryLater(SendError):
    """The platform answered about this message: not now. `after` is in seconds, None: as often as it was tried."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class ChannelDown(SendError):
    """The platform cannot be reached at all. Nothing is counted; one message a minute is tried."""


class Refused(SendError):
    """The platform will never take this message. The officer is told."""


class Gone(Refused):
    """Nothing reaches this address any more: blocked, deleted, thrown out."""


class ThreadGone(SendError):
    """Somebody deleted the forum topic: make a new one and send again (T18)."""


class Moved(SendError):
    """The group has a new id: everything that names the old one is changed, then it is sent again (T19)."""

    def __init__(self, address: str) -> None:
        super().__init__("moved")
        self.address = address


class Misconfigured(SendError):
    """The platform does not know us (token): this channel pauses, the admins are told over another one."""


class NotFetched(Exception):
    """A file could not be fetched. `final`: it never will be."""

    def __init__(self, why: str, *, final: bool) -> None:
        super().__init__(why)
        self.final = final


class Channel(ABC):
    """One platform. `app.py` opens it, starts its listener and its sender, and closes it last."""

    name: str
    limits: Limits
    receiving: bool = True
    """False while what people write does not reach us: the listener broke off and has not got through again."""

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """While inside, `send` works. Never fails because the platform cannot be reached."""
        yield

    def routes(self) -> list[web.RouteDef]:
        """What the web server answers for this channel."""
        return []

    async def listen(self, accept: Accept, stop: Any) -> None:
        """Hand everything that comes in to `accept`, until `stop` is set. May raise: it is then started again later."""
        await stop.wait()

    @abstractmethod
    async def send(self, parcel: Parcel) -> str:
        """Send one message; returns the platform's id of it. Raises a SendError."""

    records: bool = False
    """Whether `record` has something to write for each message that was sent."""

    def record(self, session: Session, row: Outbound) -> None:  # noqa: B027 - most have nothing to write
        """Called in the transaction that writes down that `row` was sent."""

    async def open_topic(self, address: str, name: str) -> str:
        """Make a forum topic in a group; returns its thread. Raises a SendError."""
        raise Refused("this channel has no topics")

    async def fetch(self, ref: str, max_bytes: int) -> bytes:
        """The content of a file that somebody sent here. Raises NotFetched."""
        raise NotFetched("this channel has no files to fetch", final=True)
