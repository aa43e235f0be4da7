"""The methods that change what was sent, answer a press, react or only show that the bot is busy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.telegram.chats import Chat, Message
from tests.servers.telegram.groups import Group
from tests.servers.telegram.markup import check_markup, inline_rows
from tests.servers.telegram.refusal import bad
from tests.servers.telegram.sending import Params, Uploads
from tests.servers.telegram.wording import read_caption, read_text, units

if TYPE_CHECKING:
    from tests.servers.telegram.fake import FakeTelegram

ACTIONS = (
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
)  # fmt: skip
TWO_DAYS = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


def edit_message_text(fake: FakeTelegram, p: Params, _: Uploads) -> Message:
    """editMessageText; without reply_markup the keyboard goes away, as in Telegram."""
    chat, old = _own(fake, p)
    text, entities = read_text(p)
    if "text" not in old:
        raise bad("there is no text in the message to edit")
    return _changed(fake, chat, old, "editMessageText", p, {"text": text, "entities": entities})


def edit_message_caption(fake: FakeTelegram, p: Params, _: Uploads) -> Message:
    """editMessageCaption."""
    chat, old = _own(fake, p)
    caption, entities = read_caption(p)
    if "text" in old:
        raise bad("there is no caption in the message to edit")
    return _changed(fake, chat, old, "editMessageCaption", p, {"caption": caption, "caption_entities": entities})


def edit_message_reply_markup(fake: FakeTelegram, p: Params, _: Uploads) -> Message:
    """editMessageReplyMarkup."""
    chat, old = _own(fake, p)
    return _changed(fake, chat, old, "editMessageReplyMarkup", p, {})


def _own(fake: FakeTelegram, p: Params) -> tuple[Chat, Message]:
    if "chat_id" not in p:
        raise bad("chat_id is empty")
    chat = fake.open_chat(p)
    old = chat.messages.get(p.get("message_id", 0))
    if old is None:
        raise bad("message to edit not found")
    if old.get("from", {}).get("id") != fake.me["id"]:
        raise bad("message can't be edited")
    return chat, old


def _changed(fake: FakeTelegram, chat: Chat, old: Message, method: str, p: Params, words: dict[str, Any]) -> Message:
    markup = p.get("reply_markup") or None
    check_markup(markup, private=not isinstance(chat, Group))
    new = {**old, **words}
    new.pop("reply_markup", None)
    if inline_rows(markup):
        new["reply_markup"] = markup
    new = {key: value for key, value in new.items() if value or key not in words}
    if new == old:
        raise bad(NOT_MODIFIED)
    new["edit_date"] = fake.date()
    chat.keep(new)
    fake.note(
        "edited", method, chat, message_id=new["message_id"], thread=new.get("message_thread_id"),
        text=new.get("text") or new.get("caption") or "", buttons=inline_rows(markup), params=p,
    )  # fmt: skip
    return new


def delete_message(fake: FakeTelegram, p: Params, _: Uploads) -> bool:
    """deleteMessage: own ones and, in private chats or as an admin, others'; not after 48 hours."""
    chat = fake.open_chat(p)
    message = chat.messages.get(p["message_id"])
    if message is None:
        raise bad("message to delete not found")
    own = message.get("from", {}).get("id") == fake.me["id"]
    if isinstance(chat, Group) and not own and chat.bot_status != "administrator":
        raise bad("message can't be deleted")
    if fake.date() - message["date"] > TWO_DAYS and not isinstance(chat, Group):
        raise bad("message can't be deleted")
    del chat.messages[p["message_id"]]
    fake.note("deleted", "deleteMessage", chat, message_id=p["message_id"], params=p)
    return True


def delete_messages(fake: FakeTelegram, p: Params, uploads: Uploads) -> bool:
    """deleteMessages: those that are not there are passed over."""
    chat = fake.open_chat(p)
    for one in [i for i in p["message_ids"] if i in chat.messages]:
        delete_message(fake, {"chat_id": p["chat_id"], "message_id": one}, uploads)
    return True


def answer_callback_query(fake: FakeTelegram, p: Params, _: Uploads) -> bool:
    """answerCallbackQuery, for a while after the press."""
    if units(p.get("text", "")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    chat = fake.query_chat(p["callback_query_id"])
    fake.note("answered", "answerCallbackQuery", chat, text=p.get("text", ""), params=p)
    return True


def set_message_reaction(fake: FakeTelegram, p: Params, _: Uploads) -> bool:
    """setMessageReaction: at most one of a bot."""
    chat = fake.open_chat(p)
    if p["message_id"] not in chat.messages:
        raise bad("message to react not found")
    reactions = p.get("reaction", [])
    if len(reactions) > 1:
        raise bad("REACTIONS_TOO_MANY")
    text = "".join(r.get("emoji", "") for r in reactions)
    fake.note("reacted", "setMessageReaction", chat, message_id=p["message_id"], text=text, params=p)
    return True


def send_chat_action(fake: FakeTelegram, p: Params, _: Uploads) -> bool:
    """sendChatAction: leaves no message and nothing in the journal, only in `fake.calls`."""
    chat = fake.open_chat(p)
    if p["action"] not in ACTIONS:
        raise bad("wrong parameter action in request")
    if isinstance(chat, Group):
        chat.check_topic(p.get("message_thread_id"))
    return True


def pin_chat_message(fake: FakeTelegram, p: Params, _: Uploads) -> bool:
    """pinChatMessage and unpinChatMessage."""
    chat = fake.open_chat(p)
    if p.get("message_id", next(iter(chat.messages), 0)) not in chat.messages:
        raise bad("message to pin not found")
    if isinstance(chat, Group) and chat.bot_status != "administrator":
        raise bad("not enough rights to manage pinned messages in the chat")
    return True
