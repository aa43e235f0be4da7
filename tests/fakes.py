"""A world without network: people who write and hear, a clock that is turned by hand, a postman who forgets nothing.

lan = world.person("lan")
await lan.says("Chậm lương hai tháng")
await lan.presses("Gửi")
assert "K7M2" in lan.hears()[-1]
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from bot.config import Config, load
from handlers.desk import word_notices
from handlers.dispatcher import Dispatcher
from handlers.house import House
from handlers.registry import build_router
from handlers.texts import Texts
from handlers.voice import Voice
from storage.database import Database
from storage.files import Files
from storage.fold import fold
from storage.limits import Limits
from storage.models import Outbound
from storage.types import FileRef, Incoming
from storage.unit_file import read_units
from storage.units import Units, store_units

ROOT = Path(__file__).parent.parent
MORNING = datetime(2026, 5, 4, 1, 0, tzinfo=UTC)  # 08:00 in Lai Châu, a Monday
LIMITS = {"telegram": Limits(text=4096, utf16=True, pace=0, group_pace=3.1), "web": Limits(text=100_000)}


class HandSetClock:
    """The time; it moves when it is told to."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        """Turn the clock on: `clock.turn(seconds=10)`."""
        self.now += timedelta(**by)


@dataclass
class Heard:
    """One message as its reader got it."""

    text: str
    buttons: list[list[dict[str, str]]]
    message_id: str
    payload: dict[str, Any]
    kind: str
    petition_id: int | None
    replaced: bool = False
    """Its words or buttons were changed later; `text` and `buttons` are the new ones."""


@cache
def shipped() -> Config:
    """The configuration as it is shipped; nobody can change it."""
    return load(ROOT / "config.yaml")


@cache
def _texts(languages: tuple[str, ...], timezone: str) -> Texts:
    """Reading the words takes longer than most conversations."""
    return Texts(list(languages), timezone)


def house_of(config: Config, files: Files | None = None) -> House:
    """The house of a configuration, with the limits of the fake channels. files: what people send, if not in the database."""
    texts = _texts(tuple(config.languages), config.timezone)
    return House(
        texts=texts, router=build_router(texts), units=Units(), routing=config.routing, topics=tuple(config.topics),
        contact=config.contact, emergency=config.emergency, desk=config.desk, limits=LIMITS, timezone=config.timezone,
        public_url=config.channels.web.public_url, files=files or Files(None),
    )  # fmt: skip


class World:
    """Everything but the network."""

    def __init__(self, db: Database, config: Config | None = None, files: Files | None = None) -> None:
        self.db = db
        self.config = config or shipped()
        self.clock = HandSetClock()
        self.house = house_of(self.config, files)
        self.dispatcher = Dispatcher(db, self.house, self.clock)
        self.chats: dict[str, Chat] = {}
        self.groups: dict[str, Chat] = {}
        self._numbers = count(1)
        db.write_now(self._load_tree)

    def _load_tree(self, session: Session) -> None:
        store_units(session, read_units(self.config.units.file.read_text("utf-8")), self.clock())

    def person(self, name: str, channel: str = "telegram", **values: Any) -> "Chat":
        """Somebody with a private chat."""
        number = 1000 + len(self.chats)
        chat = Chat(self, f"{channel}:{number}", name=name, **values)
        self.chats[chat.address] = chat
        return chat

    def group(self, title: str, channel: str = "telegram") -> "Chat":
        """A group; people write in it with `await person.says(text, at=group)`."""
        chat = Chat(self, f"{channel}:-{500 + len(self.groups)}", name=title)
        self.groups[chat.address] = chat
        return chat

    def voice(self, session: Session) -> Voice:
        """A voice for what the clock does."""
        return Voice(session, self.house, self.clock())

    def do(self, step: Any, *args: Any) -> Any:
        """Run a step in one transaction."""
        return self.db.write_now(step, *args)

    def turn(self, **by: float) -> None:
        """Turn the clock on."""
        self.clock.turn(**by)

    async def settle(self) -> None:
        """Deal with everything that is due and deliver it."""
        while await self.dispatcher.step():
            pass
        await self.db.write(word_notices, self.house, self.clock())
        await self.db.write(self._deliver)

    def _deliver(self, session: Session) -> None:
        query = select(Outbound).where(Outbound.state == "pending", Outbound.due <= self.clock())
        for row in session.exec(query.order_by(col(Outbound.id))).all():
            chat = self.chats.get(row.address) or self.groups.get(row.address)
            if chat is None:
                continue
            if chat.unreachable:
                row.state, row.error = "failed", "Gone"
                continue
            row.state, row.sent_at = "done", self.clock()
            row.sent_id = chat.receives(row, str(next(self._numbers)))


@dataclass
class Chat:
    """One chat as its people see it."""

    world: World
    address: str
    name: str
    language: str | None = "vi"
    log: list[Heard] = field(default_factory=list)
    unreachable: bool = False
    _read: int = 0

    def receives(self, row: Outbound, number: str) -> str:
        """A message arrives, or an earlier one is changed. Returns its id."""
        payload = row.payload
        if replaces := payload.get("replaces"):
            for heard in self.log:
                if heard.message_id == replaces:
                    heard.text, heard.buttons, heard.replaced = payload.get("text", ""), payload.get("buttons", []), True
                    return replaces
        heard = Heard(
            payload.get("text", ""), payload.get("buttons", []), number, payload, row.kind, row.petition_id
        )  # fmt: skip
        self.log.append(heard)
        return number

    def hears(self) -> list[str]:
        """The texts that arrived since it was last asked."""
        new = [heard.text for heard in self.log[self._read :]]
        self._read = len(self.log)
        return new

    @property
    def last(self) -> Heard:
        """The newest message."""
        return self.log[-1]

    def labels(self) -> list[str]:
        """The labels of the buttons of the newest message that has any."""
        newest = next((heard for heard in reversed(self.log) if heard.buttons), None)
        return [b["label"] for row in newest.buttons for b in row] if newest else []

    async def says(self, text: str | None = None, *, at: "Chat | None" = None, reply_to: Heard | None = None,
                   files: tuple[FileRef, ...] = (), settle: bool = True, **values: Any) -> Incoming:  # fmt: skip
        """Write something (in a group: `at`), as a reply to a message if wanted."""
        message_id = values.pop("message_id", str(next(self.world._numbers)))
        message = self._incoming(
            at, kind="message", text=text, files=files, message_id=message_id, message_key=f"{message_id}/message",
            reply_to=reply_to.message_id if reply_to else None, **values,
        )  # fmt: skip
        await self.does(message, settle=settle)
        return message

    async def presses(self, label_or_data: str, *, at: "Chat | None" = None, settle: bool = True) -> None:
        """Press the newest button with this label (diacritics may be left out) or exactly this data."""
        for heard in reversed((at or self).log):
            for button in (b for row in heard.buttons for b in row):
                if button["data"] == label_or_data or fold(label_or_data) in fold(button["label"]):
                    await self.forges(button["data"], at=at, message_id=heard.message_id, settle=settle)
                    return
        raise AssertionError(f"{self.name} sees no button {label_or_data!r}")

    async def forges(self, data: str, *, at: "Chat | None" = None, message_id: str | None = None, settle: bool = True) -> None:
        """Send a press with any data, whether such a button was ever shown or not."""
        message = self._incoming(at, kind="press", button=data, message_id=message_id)
        await self.does(message, settle=settle)

    async def edits(self, message: Incoming, text: str) -> None:
        """Edit an earlier message."""
        await self.does(self._incoming(None, kind="edit", text=text, message_id=message.message_id))

    async def does(self, message: Incoming, *, settle: bool = True) -> None:
        """Anything else."""
        await self.world.dispatcher.accept([message])
        if settle:
            await self.world.settle()

    def _incoming(self, at: "Chat | None", **values: Any) -> Incoming:
        place = at or self
        return Incoming(
            channel=self.address.partition(":")[0], bot="bot", external_id=str(next(self.world._numbers)),
            address=place.address, sender=self.address, group=at is not None, name=self.name, language=self.language, **values,
        )  # fmt: skip
