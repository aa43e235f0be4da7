"""From a Telegram update to a message of ours. Pure: nothing is decided here, nothing is sent."""

import zlib
from typing import Any

from telegram import Bot, CallbackQuery, ChatMemberUpdated, Message, Update, User

from storage.fold import clean
from storage.types import FileRef, Incoming

NAME = "telegram"
UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
"""What is asked of Telegram; nothing else concerns us."""
BLOCKED = {"kicked", "left"}


def read(data: dict[str, Any], bot: Bot, me: str, raw: str) -> Incoming | None:
    """The message in an update; None for what is nobody's (a channel post). One that cannot be read is kept as `unreadable`."""
    try:
        return _read(Update.de_json(_lean(data), bot), me, raw)
    except Exception:
        return _unreadable(data, me, raw)


_PLACE = ("message_id", "date", "chat", "message_thread_id", "is_topic_message")


def _lean(data: dict[str, Any]) -> dict[str, Any]:
    """A press comes with the whole message that carries the button; where that hangs is all we read of it."""
    query = data.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else None
    if not isinstance(query, dict) or not isinstance(message, dict):
        return data
    short = {name: message[name] for name in _PLACE if name in message}
    return {**data, "callback_query": {**query, "message": short}}


def _read(update: Update, me: str, raw: str) -> Incoming | None:
    if update.callback_query is not None:
        return _press(update, update.callback_query, me, raw)
    if update.my_chat_member is not None:
        return _membership(update, update.my_chat_member, me, raw)
    edited = update.edited_message is not None
    message = update.edited_message or update.message
    if message is None or message.from_user is None or message.chat.type == "channel":
        return None
    if service := _service(update, message, me, raw):
        return service
    text, files = _content(message)
    kind = "edit" if edited else "message"
    key = f"{message.chat.id}/{message.message_id}/{kind}"
    if edited:
        # several edits fall into one second
        key += f"/{int(message.edit_date.timestamp()) if message.edit_date else 0}/{zlib.crc32(text.encode())}"
    group = message.chat.type != "private"
    return Incoming(
        channel=NAME, bot=me, external_id=str(update.update_id), message_key=key,
        address=f"{NAME}:{message.chat.id}", sender=f"{NAME}:{message.from_user.id}", kind=kind, text=text or None,
        message_id=str(message.message_id), group=group, raw=raw, files=files, album=message.media_group_id,
        reply_to=_reply_to(message), thread=_thread(message), name=_name(message.from_user),
        language=(message.from_user.language_code or "")[:2] or None,
        extra=_extra(message, me),
    )  # fmt: skip


def _press(update: Update, query: CallbackQuery, me: str, raw: str) -> Incoming:
    sender = f"{NAME}:{query.from_user.id}"
    message = query.message
    group = message is not None and message.chat.type != "private"
    thread = _thread(message) if isinstance(message, Message) else None
    return Incoming(
        channel=NAME, bot=me, external_id=str(update.update_id), sender=sender,
        address=f"{NAME}:{message.chat.id}" if message is not None else sender, kind="press", button=clean(query.data or ""),
        message_id=str(message.message_id) if message is not None else None, group=group, thread=thread,
        name=_name(query.from_user), callback=query.id, raw=raw,
    )  # fmt: skip


def _membership(update: Update, change: ChatMemberUpdated, me: str, raw: str) -> Incoming:
    sender, address = f"{NAME}:{change.from_user.id}", f"{NAME}:{change.chat.id}"
    out = change.new_chat_member.status in BLOCKED
    private = change.chat.type == "private"
    kind = ("blocked" if out else "unblocked") if private else ("removed" if out else "added")
    return Incoming(
        channel=NAME, bot=me, external_id=str(update.update_id), sender=sender, address=address, kind=kind,
        group=change.chat.type != "private", raw=raw,
    )  # fmt: skip


def _service(update: Update, message: Message, me: str, raw: str) -> Incoming | None:
    """Who came, who went, where the group moved to; other service messages are nobody's words."""
    common = {
        "channel": NAME, "bot": me, "external_id": str(update.update_id), "group": True, "raw": raw,
        "address": f"{NAME}:{message.chat.id}", "sender": f"{NAME}:{message.from_user.id if message.from_user else 0}",
    }  # fmt: skip
    if message.new_chat_members:
        people = [{"address": f"{NAME}:{user.id}", "bot": user.is_bot} for user in message.new_chat_members]
        return Incoming(**common, kind="joined", extra={"people": people})  # type: ignore[arg-type]
    if message.left_chat_member:
        return Incoming(**common, kind="left", extra={"people": [{"address": f"{NAME}:{message.left_chat_member.id}"}]})  # type: ignore[arg-type]
    if message.migrate_to_chat_id:
        return Incoming(**common, kind="migrated", extra={"to": f"{NAME}:{message.migrate_to_chat_id}"})  # type: ignore[arg-type]
    return None


def _content(message: Message) -> tuple[str, tuple[FileRef, ...]]:
    text = message.text or message.caption or ""
    files: list[FileRef] = []
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        files.append(FileRef("photo", largest.file_id, mime="image/jpeg", size=largest.file_size))
    for kind, media in (
        ("voice", message.voice or message.audio),
        ("video", message.video or message.video_note or message.animation),
        ("file", message.document if not message.animation else None),
    ):
        if media is not None:
            # PostgreSQL takes no NUL: one would hold up all that came with it
            name = clean(getattr(media, "file_name", None) or "") or None
            files.append(FileRef(kind, media.file_id, name=name, mime=getattr(media, "mime_type", None), size=media.file_size))
    if message.location:
        files.append(FileRef("location", f"{message.location.latitude:.5f},{message.location.longitude:.5f}"))
    if message.sticker and message.sticker.emoji:
        text = message.sticker.emoji
    if message.contact:
        # of the own card no name becomes words of a story: they are read where nobody reads who wrote it
        own = message.from_user is not None and message.contact.user_id == message.from_user.id
        name = None if own else message.contact.first_name
        text = " ".join(filter(None, (text, name, message.contact.phone_number)))
    if message.poll:
        text = "\n".join([message.poll.question, *(option.text for option in message.poll.options)])
    if message.venue and not message.location:
        text = f"{message.venue.title}, {message.venue.address}"
    return clean(text), tuple(files)


def _reply_to(message: Message) -> str | None:
    reply = message.reply_to_message
    # in a forum every message "replies" to the one that made its topic
    if reply is None or reply.forum_topic_created is not None:
        return None
    return str(reply.message_id)


def _extra(message: Message, me: str) -> dict[str, Any]:
    extra: dict[str, Any] = {"forum": True} if message.chat.type != "private" and message.chat.is_forum else {}
    reply = message.reply_to_message
    # the words of our own message: they name the case when its id was lost in a crash between sending and writing it down
    if reply is not None and reply.from_user is not None and str(reply.from_user.id) == me:
        extra["replied"] = (reply.text or "")[:200]
    return extra


def _thread(message: Message) -> str | None:
    return str(message.message_thread_id) if message.is_topic_message and message.message_thread_id else None


def _name(user: User) -> str:
    return clean(user.full_name)[:80]


def _unreadable(data: dict[str, Any], me: str, raw: str) -> Incoming:
    """Kept as it came, in the lane of its sender if that can be found out."""
    inner = next((value for key, value in data.items() if key != "update_id" and isinstance(value, dict)), {})
    message = _part(inner, "message") or inner
    sender = _part(inner, "from").get("id", 0)
    chat = _part(message, "chat").get("id", sender)
    return Incoming(
        channel=NAME, bot=me, external_id=str(data.get("update_id", zlib.crc32(raw.encode()))), address=f"{NAME}:{chat}",
        sender=f"{NAME}:{sender}", kind="unreadable", group=isinstance(chat, int) and chat < 0, raw=raw,
    )  # fmt: skip


def _part(data: dict[str, Any], name: str) -> dict[str, Any]:
    part = data.get(name)
    return part if isinstance(part, dict) else {}
