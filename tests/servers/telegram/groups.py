"""Groups of a test: members, privacy mode, topics, the move to a supergroup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.telegram.chats import Chat, Message, is_service
from tests.servers.telegram.refusal import bad, forbidden, upgraded

if TYPE_CHECKING:
    from tests.servers.telegram.fake import FakeTelegram
    from tests.servers.telegram.people import Person

RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_send_welcome_messages",
)  # fmt: skip
SUPERGROUP = -1_000_000_000_000


class Group(Chat):
    """A group the bot may be in. Ids from -1,000,000,000,000 down are supergroups; topics are there only in those.

    `bot_status` is "member" (privacy mode hides most messages), "administrator", "left" or "kicked".
    """

    def __init__(self, fake: FakeTelegram, chat_id: int, title: str, forum: bool, bot: str) -> None:
        super().__init__(fake, chat_id)
        self.title, self.forum, self.bot_status = title, forum, bot
        self.members: dict[int, str] = {}
        self.topics: dict[int, dict[str, Any]] = {}
        self.bot_may_manage_topics = True
        self.deleted = False
        self._counter = 0

    @property
    def is_super(self) -> bool:
        """Whether it is a supergroup by its id."""
        return self.id <= SUPERGROUP

    def info(self) -> dict[str, Any]:
        info = {"id": self.id, "title": self.title, "type": "supergroup" if self.is_super else "group"}
        return info | ({"is_forum": True} if self.forum else {})

    def next_message_id(self) -> int:
        if not self.is_super:
            return self.fake.next_common_message_id()
        self._counter += 1
        return self._counter

    def refuse_bot(self) -> None:
        kind = "supergroup" if self.is_super else "group"
        if self.deleted:
            raise forbidden("the group chat was deleted")
        if self.bot_status == "kicked":
            raise forbidden(f"bot was kicked from the {kind} chat")
        if self.bot_status == "left":
            raise forbidden(f"bot is not a member of the {kind} chat")

    def shows_bot(self, message: Message) -> bool:
        """Whether the bot gets a message: as an admin everything, under privacy mode what is meant for it."""
        if self.bot_status not in ("member", "administrator"):
            return False
        if self.bot_status == "administrator" or not self.fake.privacy or is_service(message):
            return True
        if message.get("reply_to_message", {}).get("from", {}).get("id") == self.fake.me["id"]:
            return True
        words = (message.get("text") or message.get("caption") or "").split()
        own = f"@{self.fake.me['username']}".lower()
        return any(w.startswith("/") and ("@" not in w or w.lower().endswith(own)) for w in words[:1])

    async def adds(self, who: Person, admin: bool = False, by: Person | None = None) -> None:
        """A person joins; the bot is told by a service message (and by chat_member as an admin that asks for it)."""
        old = self.members.get(who.id, "left")
        self.members[who.id] = "administrator" if admin else "member"
        self._tells(by or who, new_chat_members=[who.user])
        self._member_update(who, old)

    async def removes(self, who: Person, by: Person | None = None) -> None:
        """A person leaves, or is put out by somebody."""
        old = self.members.pop(who.id)
        self._tells(by or who, left_chat_member=who.user)
        self._member_update(who, old)

    async def promotes(self, who: Person, admin: bool = True) -> None:
        """Makes a member an admin, or an admin a member."""
        old, self.members[who.id] = self.members[who.id], "administrator" if admin else "member"
        self._member_update(who, old)

    async def sets_bot(self, status: str, by: Person) -> None:
        """The bot is added ("member"), made "administrator", or put out ("kicked")."""
        old, self.bot_status = self.bot_status, status
        body = {
            "chat": self.info(), "from": by.user, "date": self.fake.date(),
            "old_chat_member": self.member(self.fake.me, old), "new_chat_member": self.member(self.fake.me, status),
        }  # fmt: skip
        self.fake.updates.add("my_chat_member", body)
        if old in ("left", "kicked") and status in ("member", "administrator"):
            self._tells(by, new_chat_members=[self.fake.me])

    async def creates_topic(self, name: str, by: Person) -> int:
        """Staff opens a topic by hand; returns its thread id."""
        return self.make_topic(name, by.user, tell=True)

    async def delete_topic(self, thread: int) -> None:
        """Staff deletes a topic with all in it; the bot is not told, its next message there is refused (T18)."""
        del self.topics[thread]
        self.messages = {i: m for i, m in self.messages.items() if m.get("message_thread_id") != thread}

    async def close_topic(self, thread: int, closed: bool = True) -> None:
        """Staff closes or reopens a topic."""
        self.topics[thread]["closed"] = closed

    async def upgrade(self, by: Person, new_id: int | None = None) -> int:
        """A basic group becomes a supergroup: new id, old ids void, two service messages (T19). Returns the new id."""
        assert not self.is_super, "this group is a supergroup already"
        old, new = self.id, new_id or SUPERGROUP + self.id - 1_000_000
        self._tells(by, migrate_to_chat_id=new)
        self.id, self.messages = new, {}
        self.fake.moves(old, self)
        self._tells(by, migrate_from_chat_id=old)
        return new

    def make_topic(self, name: str, by: dict[str, Any], tell: bool, color: int = 7322096) -> int:
        """Opens a topic; its thread id is the id of the service message that tells of it."""
        content = {"forum_topic_created": {"name": name, "icon_color": color}, "is_topic_message": True}
        message = self._service(by, content)
        thread = message["message_thread_id"] = message["message_id"]
        self.topics[thread] = {"message_thread_id": thread, "name": name, "icon_color": color, "closed": False}
        if tell and self.shows_bot(message):
            self.fake.updates.add("message", message)
        return int(thread)

    def check_topic(self, thread: int | None) -> None:
        """Raises the Refusal for a message of the bot to a topic that is not there, or closed."""
        if thread is None:
            return
        if thread not in self.topics:  # the general topic is written to without any number
            raise bad("message thread not found")
        if self.topics[thread]["closed"] and self.bot_status != "administrator":
            raise bad("TOPIC_CLOSED")

    def put_in_topic(self, message: Message, thread: int | None) -> None:
        """Marks a message as one of a topic; one that replies to nothing "replies" to the topic's first, as in Telegram."""
        if thread is None:
            return
        message["message_thread_id"] = thread
        if thread in self.topics:
            message["is_topic_message"] = True
            if thread in self.messages:
                message.setdefault("reply_to_message", self.messages[thread])

    def member(self, user: dict[str, Any], status: str) -> dict[str, Any]:
        """A ChatMember object."""
        more: dict[str, Any] = {}
        if status == "administrator":
            more = dict.fromkeys(RIGHTS, True) | {"can_be_edited": False, "is_anonymous": False}
            if self.is_super:
                more["can_manage_topics"] = self.bot_may_manage_topics
        elif status == "creator":
            more = {"is_anonymous": False}
        elif status == "kicked":
            more = {"until_date": 0}
        return {"user": user, "status": status, **more}

    def _member_update(self, who: Person, old: str) -> None:
        if self.bot_status == "administrator":
            new = self.members.get(who.id, "left")
            self.fake.updates.add("chat_member", {
                "chat": self.info(), "from": who.user, "date": self.fake.date(),
                "old_chat_member": self.member(who.user, old), "new_chat_member": self.member(who.user, new),
            })  # fmt: skip

    def _service(self, by: dict[str, Any], content: dict[str, Any]) -> Message:
        head = {"message_id": self.next_message_id(), "date": self.fake.date(), "chat": self.info(), "from": by}
        return self.keep(head | content)

    def _tells(self, by: Person, **content: Any) -> None:
        message = self._service(by.user, content)
        if self.shows_bot(message):
            self.fake.updates.add("message", message)


def moved(group: Group) -> Exception:
    """What the bot gets for the old id of a group that moved."""
    return upgraded(group.id)
