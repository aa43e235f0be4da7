"""The methods about chats: who is in, what it is called, topics; and what the bot says of itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from tests.servers.telegram.groups import Group
from tests.servers.telegram.people import Person
from tests.servers.telegram.refusal import bad
from tests.servers.telegram.sending import Params, Uploads
from tests.servers.telegram.wording import units

if TYPE_CHECKING:
    from tests.servers.telegram.fake import FakeTelegram

GIFTS = dict.fromkeys(("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), True)
COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


def get_me(fake: FakeTelegram, _: Params, __: Uploads) -> dict[str, Any]:
    """getMe; whether it reads all of a group is told here."""
    modes = {"can_join_groups": True, "can_read_all_group_messages": not fake.privacy, "supports_inline_queries": False}
    return fake.me | modes


def get_file(fake: FakeTelegram, p: Params, _: Uploads) -> dict[str, Any]:
    """getFile."""
    return fake.files.link(p["file_id"])


def get_webhook_info(fake: FakeTelegram, _: Params, __: Uploads) -> dict[str, Any]:
    """getWebhookInfo."""
    return fake.webhook.info()


def get_chat(fake: FakeTelegram, p: Params, _: Uploads) -> dict[str, Any]:
    """getChat."""
    chat = fake.open_chat(p)
    more = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": GIFTS}
    return chat.info() | more


def get_chat_member(fake: FakeTelegram, p: Params, _: Uploads) -> dict[str, Any]:
    """getChatMember: somebody known who is not in has the status "left"."""
    group = _group(fake, p)
    if p["user_id"] == fake.me["id"]:
        return group.member(fake.me, group.bot_status)
    person = fake.chats.get(p["user_id"])
    if not isinstance(person, Person):
        raise bad("user not found")
    return group.member(person.user, group.members.get(person.id, "left"))


def get_chat_administrators(fake: FakeTelegram, p: Params, _: Uploads) -> list[dict[str, Any]]:
    """getChatAdministrators: people and, if it is one, the bot."""
    group = _group(fake, p, "there are no administrators in the private chat")
    out = [group.member(_person(fake, i).user, s) for i, s in group.members.items() if s in ("administrator", "creator")]
    return out + ([group.member(fake.me, "administrator")] if group.bot_status == "administrator" else [])


def get_chat_member_count(fake: FakeTelegram, p: Params, _: Uploads) -> int:
    """getChatMemberCount, the bot included."""
    chat = fake.open_chat(p)
    return len(chat.members) + 1 if isinstance(chat, Group) else 2


def leave_chat(fake: FakeTelegram, p: Params, _: Uploads) -> bool:
    """leaveChat."""
    _group(fake, p, "chat member status can't be changed in private chats").bot_status = "left"
    return True


def create_forum_topic(fake: FakeTelegram, p: Params, _: Uploads) -> dict[str, Any]:
    """createForumTopic: only in a forum and only with the right to manage topics."""
    group = _forum(fake, p)
    if "icon_color" in p and p["icon_color"] not in COLORS:
        raise bad("invalid icon color specified")
    fake.flood.take(group.id, True)
    thread = group.make_topic(p["name"], fake.me, tell=False, color=p.get("icon_color", COLORS[0]))
    fake.note("topic", "createForumTopic", group, thread=thread, text=p["name"], params=p)
    return {"message_thread_id": thread, "name": p["name"], "icon_color": p.get("icon_color", COLORS[0])}


def change_forum_topic(fake: FakeTelegram, method: str, p: Params, _: Uploads) -> bool:
    """editForumTopic, closeForumTopic, reopenForumTopic, deleteForumTopic."""
    group = _forum(fake, p)
    thread = p["message_thread_id"]
    if thread not in group.topics:
        raise bad("message thread not found")
    topic = group.topics[thread]
    closed = method == "closeForumTopic"
    if method in ("closeForumTopic", "reopenForumTopic"):
        if topic["closed"] == closed:
            raise bad("TOPIC_NOT_MODIFIED")
        topic["closed"] = closed
    elif method == "deleteForumTopic":
        del group.topics[thread]
        group.messages = {i: m for i, m in group.messages.items() if m.get("message_thread_id") != thread}
    elif units(p.get("name", "")):
        if p["name"] == topic["name"]:
            raise bad("TOPIC_NOT_MODIFIED")
        topic["name"] = p["name"]
    fake.note("topic", method, group, thread=thread, text=topic["name"], params=p)
    return True


def set_my_commands(fake: FakeTelegram, p: Params, _: Uploads) -> bool:
    """setMyCommands: kept by scope and language in `fake.commands`."""
    if len(p["commands"]) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for one in p["commands"]:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", one["command"]):
            raise bad("BOT_COMMAND_INVALID")
    fake.commands[_scope(p)] = p["commands"]
    return True


def get_my_commands(fake: FakeTelegram, p: Params, _: Uploads) -> list[dict[str, str]]:
    """getMyCommands of just this scope and language."""
    return fake.commands.get(_scope(p), [])


def delete_my_commands(fake: FakeTelegram, p: Params, _: Uploads) -> bool:
    """deleteMyCommands."""
    fake.commands.pop(_scope(p), None)
    return True


def set_profile(fake: FakeTelegram, method: str, p: Params, _: Uploads) -> bool:
    """setMyName, setMyDescription, setMyShortDescription, setChatMenuButton: kept in `fake.profile`."""
    fake.profile[method, p.get("language_code", "")] = {k: v for k, v in p.items() if k != "language_code"}
    return True


def _scope(p: Params) -> tuple[str, str]:
    return json.dumps(p.get("scope") or {"type": "default"}, sort_keys=True), p.get("language_code", "")


def _person(fake: FakeTelegram, user_id: int) -> Person:
    person = fake.chats[user_id]
    assert isinstance(person, Person)
    return person


def _group(fake: FakeTelegram, p: Params, private: str = "method is available only for groups and supergroups") -> Group:
    chat = fake.open_chat(p)
    if not isinstance(chat, Group):
        raise bad(private)
    return chat


def _forum(fake: FakeTelegram, p: Params) -> Group:
    group = _group(fake, p, "the chat is not a forum")
    if not group.forum:
        raise bad("the chat is not a forum")
    if group.bot_status != "administrator" or not group.bot_may_manage_topics:
        raise bad("not enough rights to manage topics in the chat")
    return group
