"""Which function does which method, and the way of one call through checks, function and answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.servers.schema import Unfit
from tests.servers.telegram import changing, rooms, sending
from tests.servers.telegram.files import Upload
from tests.servers.telegram.refusal import Refusal, of_unfit

if TYPE_CHECKING:
    from tests.servers.telegram.fake import FakeTelegram

Method = Callable[["FakeTelegram", dict[str, Any], dict[str, Upload]], Any]

METHODS: dict[str, Method] = {
    "getMe": rooms.get_me,
    "sendMessage": sending.send_message,
    "sendMediaGroup": sending.send_media_group,
    "sendLocation": sending.send_location,
    "sendContact": sending.send_contact,
    "copyMessage": sending.copy_message,
    "forwardMessage": sending.forward_message,
    "editMessageText": changing.edit_message_text,
    "editMessageCaption": changing.edit_message_caption,
    "editMessageReplyMarkup": changing.edit_message_reply_markup,
    "deleteMessage": changing.delete_message,
    "deleteMessages": changing.delete_messages,
    "answerCallbackQuery": changing.answer_callback_query,
    "setMessageReaction": changing.set_message_reaction,
    "sendChatAction": changing.send_chat_action,
    "pinChatMessage": changing.pin_chat_message,
    "unpinChatMessage": changing.pin_chat_message,
    "getChat": rooms.get_chat,
    "getChatMember": rooms.get_chat_member,
    "getChatAdministrators": rooms.get_chat_administrators,
    "getChatMemberCount": rooms.get_chat_member_count,
    "leaveChat": rooms.leave_chat,
    "createForumTopic": rooms.create_forum_topic,
    "setMyCommands": rooms.set_my_commands,
    "getMyCommands": rooms.get_my_commands,
    "deleteMyCommands": rooms.delete_my_commands,
    "getFile": rooms.get_file,
    "getWebhookInfo": rooms.get_webhook_info,
}  # fmt: skip
TOPICS = ("editForumTopic", "closeForumTopic", "reopenForumTopic", "deleteForumTopic")
PROFILE = ("setMyName", "setMyDescription", "setMyShortDescription", "setChatMenuButton")


async def perform(fake: FakeTelegram, method: str, raw: dict[str, Any], uploads: dict[str, Upload]) -> tuple[Any, str | None]:
    """Checks the parameters and does the method. Returns its result and, rarely, a description. Raises Refusal."""
    try:
        p = fake.schema.read(method, raw, uploads)
    except Unfit as error:
        raise of_unfit(error) from error
    description = None
    if method == "getUpdates":
        result: Any = await fake.updates.get(p)
    elif method in ("setWebhook", "deleteWebhook"):
        description = await (fake.webhook.set(p) if method == "setWebhook" else fake.webhook.delete(p))
        result = True
    elif method in METHODS:
        result = METHODS[method](fake, p, uploads)
    elif method in sending.MEDIA:
        result = sending.send_media(fake, method, p, uploads)
    elif method in TOPICS:
        result = rooms.change_forum_topic(fake, method, p, uploads)
    elif method in PROFILE:
        result = rooms.set_profile(fake, method, p, uploads)
    else:
        raise Refusal(501, f"Not Implemented: the fake does not know {method} yet, add it to tests/servers/telegram")
    if fake.checks_itself:
        fake.schema.check_result(method, result)
    return result, description
