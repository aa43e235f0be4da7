"""The methods that send: each checks as the real server does, keeps the message, and writes it into the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.telegram.chats import Chat, Message, quoted
from tests.servers.telegram.files import StoredFile, Upload, as_message
from tests.servers.telegram.groups import Group
from tests.servers.telegram.markup import check_markup, inline_rows, reply_rows
from tests.servers.telegram.refusal import bad
from tests.servers.telegram.wording import read_caption, read_text

if TYPE_CHECKING:
    from tests.servers.telegram.fake import FakeTelegram

Params = dict[str, Any]
Uploads = dict[str, Upload]
MEDIA = {
    "sendPhoto": "photo", "sendDocument": "document", "sendVoice": "voice", "sendVideo": "video", "sendAudio": "audio",
    "sendAnimation": "animation", "sendVideoNote": "video_note", "sendSticker": "sticker",
}  # fmt: skip
OWN_KIND = ("document", "audio")  # albums of these hold nothing else


def send_message(fake: FakeTelegram, p: Params, _: Uploads) -> Message:
    """sendMessage."""
    chat = fake.open_chat(p)
    text, entities = read_text(p)
    content = {"text": text} | ({"entities": entities} if entities else {})
    return deliver(fake, chat, "sendMessage", p, [content])[0]


def send_media(fake: FakeTelegram, method: str, p: Params, uploads: Uploads) -> Message:
    """sendPhoto, sendDocument, sendVoice, sendVideo, sendAudio and the other single files."""
    kind = MEDIA[method]
    chat = fake.open_chat(p)
    words = _words(p)
    stored = fake.files.outgoing(kind, p[kind], uploads)
    return deliver(fake, chat, method, p, [as_message(stored) | words], [stored])[0]


def send_media_group(fake: FakeTelegram, p: Params, uploads: Uploads) -> list[Message]:
    """sendMediaGroup: two to ten items; documents and audio only among their own kind."""
    chat = fake.open_chat(p)
    items = p["media"]
    if not 2 <= len(items) <= 10:
        raise bad(f"too {'few' if len(items) < 2 else 'many'} messages to send as an album")
    kinds = {item["type"] for item in items}
    if len(kinds) > 1 and kinds & set(OWN_KIND):
        raise bad("can't use the media of the specified type in the album")
    words = [_words(item) for item in items]
    stored = [fake.files.outgoing(item["type"], item["media"], uploads) for item in items]
    album = str(fake.next_common_message_id() + 13_000_000_000)
    contents = [as_message(f) | w | {"media_group_id": album} for f, w in zip(stored, words, strict=True)]
    return deliver(fake, chat, "sendMediaGroup", p, contents, stored)


def send_location(fake: FakeTelegram, p: Params, _: Uploads) -> Message:
    """sendLocation."""
    chat = fake.open_chat(p)
    place = {"latitude": p["latitude"], "longitude": p["longitude"]}
    return deliver(fake, chat, "sendLocation", p, [{"location": place}])[0]


def send_contact(fake: FakeTelegram, p: Params, _: Uploads) -> Message:
    """sendContact."""
    chat = fake.open_chat(p)
    card = {"phone_number": p["phone_number"], "first_name": p["first_name"]}
    return deliver(fake, chat, "sendContact", p, [{"contact": card}])[0]


def copy_message(fake: FakeTelegram, p: Params, _: Uploads) -> dict[str, int]:
    """copyMessage: the same content without its author; a new caption may be given."""
    chat = fake.open_chat(p)
    content = _source(fake, p, "message to copy not found")
    if "caption" in p:
        content = {k: v for k, v in content.items() if k not in ("caption", "caption_entities")} | _words(p)
    files = _files_of(fake, content)
    return {"message_id": deliver(fake, chat, "copyMessage", p, [content], files)[0]["message_id"]}


def forward_message(fake: FakeTelegram, p: Params, _: Uploads) -> Message:
    """forwardMessage: works, and shows the author (P1); a test finds it in the journal and in `fake.calls`."""
    chat = fake.open_chat(p)
    content = _source(fake, p, "message to forward not found")
    origin = fake.chat_of(p, "from_chat_id").find(p["message_id"])
    content["forward_origin"] = {"type": "user", "date": origin["date"], "sender_user": origin["from"]}
    return deliver(fake, chat, "forwardMessage", p, [content], _files_of(fake, content))[0]


def deliver(
    fake: FakeTelegram, chat: Chat, method: str, p: Params, contents: list[dict[str, Any]],
    files: list[StoredFile] | None = None,
) -> list[Message]:  # fmt: skip
    """The last checks (topic, quotation, keyboard, pace), then the messages stand in the chat and in the journal."""
    markup = p.get("reply_markup") or None
    check_markup(markup, private=not isinstance(chat, Group))
    replied = _replied(chat, p)
    thread = p.get("message_thread_id")
    if thread is None and replied:
        thread = replied.get("message_thread_id")
    if isinstance(chat, Group):
        chat.check_topic(thread)
    elif thread is not None:
        raise bad("message thread not found")
    fake.flood.take(chat.id, isinstance(chat, Group), len(contents))
    keys = reply_rows(markup)
    if keys is not None:
        chat.keyboard = keys
    out = []
    for place, content in enumerate(contents):
        message = {
            "message_id": chat.next_message_id(), "date": fake.date(), "chat": chat.info(), "from": fake.me,
        } | content  # fmt: skip
        if replied:
            message["reply_to_message"] = quoted(replied)
        if isinstance(chat, Group):
            chat.put_in_topic(message, thread)
        if inline_rows(markup):
            message["reply_markup"] = markup
        out.append(chat.keep(message))
        fake.note(
            "sent", method, chat, message_id=message["message_id"], thread=thread,
            text=content.get("text") or content.get("caption") or "", buttons=inline_rows(markup), keyboard=keys,
            files=[files[place]] if files else [], reply_to=replied["message_id"] if replied else None, params=p,
        )  # fmt: skip
    return out


def _replied(chat: Chat, p: Params) -> Message | None:
    wanted = p.get("reply_parameters")
    if not wanted:
        return None
    message = chat.messages.get(wanted.get("message_id", 0)) if wanted.get("chat_id", chat.id) == chat.id else None
    if message is None and not wanted.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return message


def _words(p: Params) -> dict[str, Any]:
    caption, entities = read_caption(p)
    words: dict[str, Any] = {"caption": caption} if caption else {}
    return words | ({"caption_entities": entities} if entities else {})


def _source(fake: FakeTelegram, p: Params, missing: str) -> dict[str, Any]:
    source = fake.chat_of(p, "from_chat_id").messages.get(p["message_id"])
    if source is None:
        raise bad(missing)
    kept = ("text", "entities", "caption", "caption_entities", "photo", "document", "voice", "video", "audio", "sticker",
            "animation", "video_note", "location", "contact")  # fmt: skip
    return {key: value for key, value in source.items() if key in kept}


def _files_of(fake: FakeTelegram, content: dict[str, Any]) -> list[StoredFile]:
    for kind in MEDIA.values():
        if kind in content:
            body = content[kind][-1] if kind == "photo" else content[kind]
            return [fake.files.outgoing(kind, body["file_id"], {})]
    return []
