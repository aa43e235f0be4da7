"""What happens to ourselves: a channel is away, a message cannot be read."""

from itertools import count

from sqlmodel import Session

from storage.contacts import contact_at
from storage.models import Contact
from storage.types import Incoming
from tests.factories import admin, officer
from tests.fakes import Chat, World

NUMBERS = count(1)


async def tells(world: World, kind: str, channel: str) -> None:
    message = Incoming(
        channel="house", bot="", external_id=f"{kind}/{next(NUMBERS)}", address="house:channels", sender="house:channels",
        kind=kind, extra={"channel": channel},
    )  # fmt: skip
    await world.dispatcher.accept([message])
    await world.settle()


def also_on(world: World, chat: Chat, other: Chat) -> None:
    """The same person has another address."""

    def link(session: Session) -> None:
        person = contact_at(session, chat.address)
        assert person is not None
        session.add(Contact(address=other.address, channel=other.address.partition(":")[0], person_id=person.person_id))

    world.do(link)


async def test_admins_hear_of_a_channel_that_is_away_on_another_one(world: World) -> None:
    hoa, page = admin(world, "Hoa"), world.person("Hoa", "web")
    also_on(world, hoa, page)
    nam = officer(world, "Nam", "tinh")
    await tells(world, "channel_down", "telegram")
    assert "Telegram đang mất kết nối" in page.hears()[0]
    assert hoa.hears() == nam.hears() == []
    await tells(world, "channel_up", "telegram")
    assert "Telegram đã kết nối lại" in page.hears()[0]


async def test_an_admin_who_has_only_that_channel_hears_it_when_it_is_back(world: World) -> None:
    hoa = admin(world, "Hoa")
    await tells(world, "channel_down", "telegram")
    assert "đang mất kết nối" in hoa.hears()[0], "laid in the outbox, where it waits for the channel"


async def test_every_admin_hears_it(world: World) -> None:
    hoa, thu = admin(world, "Hoa", "huyen-tam-duong", "web"), admin(world, "Thu", channel="web")
    await tells(world, "channel_down", "telegram")
    assert len(hoa.hears()) == len(thu.hears()) == 1


async def unreadable(world: World, address: str, sender: str, *, group: bool = False) -> None:
    message = Incoming(
        channel="telegram", bot="bot", external_id=f"u{next(NUMBERS)}", address=address, sender=sender, kind="unreadable",
        group=group, raw="{}",
    )  # fmt: skip
    await world.dispatcher.accept([message])
    await world.settle()


async def test_whoever_sent_what_we_cannot_read_is_told_what_we_can(world: World) -> None:
    lan = world.person("Lan")
    await unreadable(world, lan.address, lan.address)
    assert lan.hears() == ["Tôi chưa đọc được loại tin này. Anh/chị viết chữ hoặc gửi ảnh giúp tôi nhé."]


async def test_an_unreadable_message_of_a_group_or_of_nobody_is_passed_over(world: World) -> None:
    lan, group = world.person("Lan"), world.group("Họp mặt")
    nobody = Chat(world, "telegram:0", name="")
    world.chats[nobody.address] = nobody
    await unreadable(world, group.address, lan.address, group=True)
    await unreadable(world, "telegram:0", "telegram:0")
    assert lan.hears() == group.hears() == nobody.hears() == []
