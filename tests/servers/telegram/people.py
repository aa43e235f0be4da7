"""People of a test: they say, send, edit, press, block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.telegram.chats import Chat, Message, quoted
from tests.servers.telegram.files import as_message
from tests.servers.telegram.journal import Entry
from tests.servers.telegram.refusal import bad, forbidden
from tests.servers.telegram.wording import typed_entities

if TYPE_CHECKING:
    from tests.servers.telegram.fake import FakeTelegram
    from tests.servers.telegram.groups import Group

Which = int | str | Entry | Message
ANONYMOUS_ADMIN = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


class Person(Chat):
    """Somebody with Telegram, and the private chat with the bot.

    Every deed makes one update for the bot, unless privacy mode, allowed_updates or the bot's absence keep it away, and
    returns the message. `chat` is a Group; without it the private chat is meant. `thread` is a topic of a forum.
    """

    def __init__(self, fake: FakeTelegram, user: dict[str, Any]) -> None:
        super().__init__(fake, user["id"])
        self.user = user
        self.started = self.blocked = self.deactivated = False

    def info(self) -> dict[str, Any]:
        names = {k: v for k, v in self.user.items() if k in ("id", "first_name", "last_name", "username")}
        return {**names, "type": "private"}

    def next_message_id(self) -> int:
        return self.fake.next_common_message_id()

    def refuse_bot(self) -> None:
        if self.deactivated:
            raise forbidden("user is deactivated")
        if self.blocked:
            raise forbidden("bot was blocked by the user")
        if not self.started:
            known = any(self.id in group.members for group in self.fake.groups)
            raise forbidden("bot can't initiate conversation with a user") if known else bad("chat not found")

    async def says(
        self, text: str, chat: Group | None = None, thread: int | None = None, anonymous: bool = False, **more: Any
    ) -> Message:
        """Writes a text; commands and mentions in it are marked. `anonymous`: as the group, which admins can do."""
        marks = typed_entities(text)
        content = {"text": text} | ({"entities": marks} if marks else {}) | more
        if anonymous:
            assert chat is not None
            content |= {"from": ANONYMOUS_ADMIN, "sender_chat": chat.info()}
        return self._posts(content, chat, thread)

    async def replies(self, to: Which, text: str, chat: Group | None = None, **more: Any) -> Message:
        """Answers a message: its id, the Entry, or a part of its text (the newest that holds it)."""
        target = (chat or self).find(to)
        marks = typed_entities(text)
        content = {"text": text, "reply_to_message": quoted(target)} | ({"entities": marks} if marks else {}) | more
        return self._posts(content, chat, target.get("message_thread_id"))

    async def sends_photo(self, content: bytes, size: int | None = None, **more: Any) -> Message:
        """A picture; `caption`, `media_group_id`, `chat`, `thread`, `reply_to_message` as in all that follow."""
        return self._sends("photo", content, None, None, size, {}, more)

    async def sends_album(self, pictures: list[bytes], caption: str | None = None, **more: Any) -> list[Message]:
        """Pictures in one album: as many updates, the caption at the first."""
        album = f"album-{self.fake.next_common_message_id()}"
        words: list[dict[str, Any]] = [{"caption": caption} if caption else {}] + [{}] * (len(pictures) - 1)
        return [
            await self.sends_photo(picture, media_group_id=album, **word, **more)
            for picture, word in zip(pictures, words, strict=True)
        ]

    async def sends_voice(self, content: bytes, duration: int = 3, size: int | None = None, **more: Any) -> Message:
        """A voice note."""
        return self._sends("voice", content, None, None, size, {"duration": duration}, more)

    async def sends_video(self, content: bytes, duration: int = 5, size: int | None = None, **more: Any) -> Message:
        """A video."""
        return self._sends("video", content, "video.mp4", None, size, {"duration": duration}, more)

    async def sends_audio(self, content: bytes, name: str = "audio.mp3", size: int | None = None, **more: Any) -> Message:
        """A piece of music or a recording."""
        return self._sends("audio", content, name, None, size, {"duration": 60}, more)

    async def sends_video_note(self, content: bytes, **more: Any) -> Message:
        """A round video."""
        return self._sends("video_note", content, None, None, None, {"duration": 5}, more)

    async def sends_document(
        self, content: bytes, name: str = "tep.pdf", mime: str = "application/pdf", size: int | None = None, **more: Any
    ) -> Message:
        """A file; `size` may be said larger than the content (over 20 MB the bot cannot fetch it)."""
        return self._sends("document", content, name, mime, size, {}, more)

    async def sends_sticker(self, emoji: str = "\N{THUMBS UP SIGN}", **more: Any) -> Message:
        """A sticker."""
        return self._sends("sticker", b"RIFF", None, None, None, {"emoji": emoji}, more)

    async def sends_location(self, latitude: float, longitude: float, **more: Any) -> Message:
        """A place on the map."""
        return self._posts({"location": {"latitude": latitude, "longitude": longitude}}, **_where(more))

    async def sends_contact(self, phone: str, user_id: int | None = None, **more: Any) -> Message:
        """A card with a phone number: the own one, or with `user_id` (0: nobody's) somebody else's, passed on."""
        card = {"phone_number": phone, "first_name": self.user["first_name"]}
        owner = self.id if user_id is None else user_id
        return self._posts({"contact": card | ({"user_id": owner} if owner else {})}, **_where(more))

    async def sends(self, chat: Group | None = None, thread: int | None = None, **content: Any) -> Message:
        """Anything else, as fields of a Message: `sends(dice={"emoji": "🎲", "value": 3})`."""
        return self._posts(content, chat, thread)

    async def edits(self, which: Which, text: str, chat: Group | None = None) -> Message:
        """Changes the words of an own message (text or caption)."""
        room = chat or self
        old = room.find(which)
        words = {"text": text} if "text" in old else {"caption": text}
        new = room.keep({**old, **words, "edit_date": self.fake.date()})
        if marks := typed_entities(text):
            new["entities"] = marks
        if chat is None or chat.shows_bot(new):
            self.fake.updates.add("edited_message", new)
        return new

    async def deletes(self, which: Which, chat: Group | None = None) -> None:
        """Takes a message away for all; bots are not told."""
        room = chat or self
        del room.messages[room.find(which)["message_id"]]

    async def presses(self, wanted: str, message_id: int | None = None, chat: Group | None = None) -> dict[str, Any]:
        """Presses the newest inline button with that data or label, else the key of the reply keyboard with that label.

        Returns the callback query, or the message the key wrote. Raises AssertionError when there is no such button.
        """
        room: Chat = chat or self
        found = room.keyboard_message(wanted, message_id)
        if found is None:
            keys = [key for row in room.keyboard for key in row if key.text == wanted]
            assert keys, f"no button {wanted!r} in chat {room.id}; the last messages: {room.screen[-3:]}"
            if keys[0].asks == "contact":
                return await self.sends_contact("+84900000000", chat=chat)
            return await self.says(wanted, chat=chat)
        message, button = found
        assert button.data is not None, f"button {wanted!r} opens {button.url}, the bot hears nothing of it"
        return await self.presses_data(button.data, message, chat)

    async def presses_data(self, data: str, message: Message, chat: Group | None = None) -> dict[str, Any]:
        """A press with any data, also one that no button has any more (an old screen, a forged press)."""
        query: dict[str, Any] = {
            "id": self.fake.next_query_id(), "from": self.user, "message": message, "data": data,
            "chat_instance": (chat or self).instance,
        }  # fmt: skip
        self.fake.open_query(query["id"], chat or self)
        self.fake.updates.add("callback_query", query)
        return query

    async def reacts(self, which: Which, emoji: str, chat: Group | None = None) -> None:
        """A reaction; the bot gets it only as an admin and when it asks for such updates."""
        room: Chat = chat or self
        if chat is None or chat.bot_status == "administrator":
            self.fake.updates.add("message_reaction", {
                "chat": room.info(), "message_id": room.find(which)["message_id"], "user": self.user,
                "date": self.fake.date(), "old_reaction": [], "new_reaction": [{"type": "emoji", "emoji": emoji}],
            })  # fmt: skip

    async def blocks(self) -> None:
        """Stops the bot: it is told, and every later message to here is refused with 403."""
        self._blocks(True)

    async def unblocks(self) -> None:
        """Lets the bot in again."""
        self._blocks(False)

    def _blocks(self, blocked: bool) -> None:
        self.blocked = blocked
        statuses = [{"user": self.fake.me, "status": "member"}, {"user": self.fake.me, "status": "kicked", "until_date": 0}]
        self.fake.updates.add("my_chat_member", {
            "chat": self.info(), "from": self.user, "date": self.fake.date(),
            "old_chat_member": statuses[not blocked], "new_chat_member": statuses[blocked],
        })  # fmt: skip

    def _sends(
        self, kind: str, content: bytes, name: str | None, mime: str | None, size: int | None,
        details: dict[str, Any], more: dict[str, Any],
    ) -> Message:  # fmt: skip
        stored = self.fake.files.keep(kind, content, name, mime, size)
        chat, thread = more.pop("chat", None), more.pop("thread", None)
        more = {key: value for key, value in more.items() if value is not None}
        return self._posts(as_message(stored, **details) | more, chat, thread)

    def _posts(self, content: dict[str, Any], chat: Group | None = None, thread: int | None = None) -> Message:
        room: Chat = chat or self
        if chat is None:
            assert not self.blocked, "somebody who blocked the bot unblocks it before writing"
            self.started = True
        message = {
            "message_id": room.next_message_id(), "date": self.fake.date(), "chat": room.info(), "from": self.user,
        } | content  # fmt: skip
        if chat is not None:
            assert self.id in chat.members, f"{self.user['first_name']} is not in {chat.title}"
            chat.put_in_topic(message, thread)
        room.keep(message)
        if chat is None or chat.shows_bot(message):
            self.fake.updates.add("message", message)
        return message


def _where(more: dict[str, Any]) -> dict[str, Any]:
    unknown = set(more) - {"chat", "thread"}
    assert not unknown, f"nothing is known of {unknown}"
    return more
