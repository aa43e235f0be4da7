"""A fake Telegram Bot API as a real server; see tests/servers/__init__.py for how to use it."""

from tests.servers.telegram.fake import FakeTelegram
from tests.servers.telegram.groups import Group
from tests.servers.telegram.journal import Entry, read_journal
from tests.servers.telegram.people import Person

__all__ = ["Entry", "FakeTelegram", "Group", "Person", "read_journal"]
