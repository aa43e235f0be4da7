"""A chat as both sides see it: its messages, what the bot sent there, and what a test has read of it so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.telegram.journal import Entry
from tests.servers.telegram.markup import Button, inline_rows

if TYPE_CHECKING:
    from tests.servers.telegram.fake import FakeTelegram

Message = dict[str, Any]


class Chat:
    """What a private chat and a group have in common."""

    def __init__(self, fake: FakeTelegram, chat_id: int) -> None:
        self.fake, self.id = fake, chat_id
        self.messages: dict[int, Message] = {}
        self.seen: list[Entry] = []
        self.keyboard: list[list[Button]] = []
        self.instance = str(4_000_000_000 + abs(chat_id) % 1_000_000_000)
        self._heard = 0

    def info(self) -> dict[str, Any]:
        """The Chat object of messages."""
        raise NotImplementedError

    def refuse_bot(self) -> None:
        """Raises the Refusal the bot gets when it may not write here."""
        raise NotImplementedError

    def next_message_id(self) -> int:
        """Private chats and basic groups share one row of numbers, a supergroup counts for itself."""
        raise NotImplementedError

    def keep(self, message: Message) -> Message:
        """Stores a message under its id; a changed one replaces the old, which updates on their way still show."""
        self.messages[message["message_id"]] = message
        return message

    def hears(self) -> list[str]:
        """What the bot sent here since the last time this was asked; a file without words counts as "[photo]" and so on."""
        new, self._heard = self.seen[self._heard :], len(self.seen)
        return [as_heard(entry) for entry in new if entry.what == "sent"]

    async def awaits(self, text: str = "", timeout: float = 5.0) -> Entry:  # noqa: ASYNC109
        """Waits until the bot has sent something here that holds `text`, not yet heard; hears up to and with it.

        Raises TimeoutError, which shows what did come.
        """

        def found() -> Entry | None:
            for place in range(self._heard, len(self.seen)):
                entry = self.seen[place]
                if entry.what == "sent" and text in as_heard(entry):
                    self._heard = place + 1
                    return entry
            return None

        entry = await self.fake.wait(found, timeout=timeout, told=lambda: f"{text!r} in {self.hears()}")
        assert entry is not None
        return entry

    @property
    def sent(self) -> list[Entry]:
        """All the bot sent here, without edits and the like."""
        return [entry for entry in self.seen if entry.what == "sent"]

    @property
    def last(self) -> Entry:
        """The newest message the bot sent here. Raises IndexError when there is none."""
        return self.sent[-1]

    @property
    def screen(self) -> list[str]:
        """The texts that stand in the chat now, of everybody, edited and without what was deleted."""
        return [m.get("text") or m.get("caption") or "" for m in self.messages.values() if not is_service(m)]

    def keyboard_message(self, wanted: str, message_id: int | None) -> tuple[Message, Button] | None:
        """The newest message of the bot with an inline button of that data or label."""
        ids = [message_id] if message_id is not None else sorted(self.messages, reverse=True)
        for one in ids:
            message = self.messages.get(one, {})
            for button in (b for row in inline_rows(message.get("reply_markup")) for b in row):
                if wanted in (button.data, button.text):
                    return message, button
        return None

    def find(self, which: int | str | Entry | Message) -> Message:
        """A message by id, journal entry, itself, or by a part of its text (the newest). Raises AssertionError."""
        if isinstance(which, Entry):
            which = which.message_id or 0
        if isinstance(which, dict):
            which = int(which["message_id"])
        if isinstance(which, str):
            holding = [i for i, m in self.messages.items() if which in (m.get("text") or m.get("caption") or "")]
            assert holding, f"no message here holds {which!r}: {self.screen}"
            which = max(holding)
        assert which in self.messages, f"there is no message {which} in chat {self.id}"
        return self.messages[which]


def as_heard(entry: Entry) -> str:
    """Words of an entry, or the kind of its file in brackets."""
    return entry.text or " ".join(f"[{f.kind}]" for f in entry.files) or f"[{entry.method}]"


def is_service(message: Message) -> bool:
    """Whether a message only tells of the chat itself: members, topics, moves."""
    return any(key in SERVICE for key in message)


SERVICE = {
    "new_chat_members", "left_chat_member", "new_chat_title", "migrate_to_chat_id", "migrate_from_chat_id",
    "forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened", "group_chat_created",
    "supergroup_chat_created", "pinned_message",
}  # fmt: skip


def quoted(message: Message) -> Message:
    """A message as it stands inside another one: without its own quotation."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}
