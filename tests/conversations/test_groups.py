"""Groups: a desk's life, strangers in it, and silence about private words."""

from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest
from sqlmodel import Session, select

from handlers.desk import NOTICES_BELL
from storage.invitations import new_invitation
from storage.models import Contact, Desk, DeskMember, Inbound, Notice, Outbound, Topic
from storage.types import Incoming
from tests.factories import case, officer, worker
from tests.fakes import Chat, World

FACTORY = "cs-may-tam-duong"
OTHER = "cs-che-tam-duong"
NUMBERS = count(1)


async def happens(world: World, kind: str, group: Chat, by: str = "telegram:7", **extra: Any) -> None:
    """Telegram reports something about a group."""
    message = Incoming(
        channel="telegram", bot="bot", external_id=f"group-{next(NUMBERS)}", address=group.address, sender=by, kind=kind,
        group=True, extra=extra,
    )  # fmt: skip
    await world.dispatcher.accept([message])
    await world.settle()


async def tells(world: World, kind: str, address: str, **extra: Any) -> None:
    """The house tells itself something."""
    message = Incoming(
        channel="house", bot="", external_id=f"{kind}/{next(NUMBERS)}", address=address, sender=address, kind=kind, extra=extra
    )
    await world.dispatcher.accept([message])
    await world.settle()


def people(*addresses: str) -> list[dict[str, Any]]:
    return [{"address": address, "bot": False} for address in addresses]


async def desk_group(world: World, nam: Chat, unit: str = FACTORY, **values: Any) -> Chat:
    """A group that an officer has made a desk."""
    group = world.group("Tổ May")
    code = world.do(lambda session: new_invitation(session, unit, "officer", None, world.clock(), 7))
    await nam.says(code, at=group, **values)
    group.hears()
    return group


def desk_of(world: World, group: Chat) -> Desk:
    desk: Desk = world.do(lambda session: session.exec(select(Desk).where(Desk.address == group.address)).one())
    return desk


def seen(world: World) -> Sequence[DeskMember]:
    rows: Sequence[DeskMember] = world.do(lambda session: session.exec(select(DeskMember).order_by(DeskMember.id)).all())
    return rows


async def test_a_group_that_is_no_desk_is_told_once_where_to_write(world: World) -> None:
    group = world.group("Họp mặt")
    for _ in range(2):  # the second time the bot was only given other rights
        await happens(world, "added", group)
    (text,) = group.hears()
    assert f"nhắn riêng cho tôi, hoặc viết ở {world.house.public_url}." in text
    await happens(world, "removed", group)
    await happens(world, "added", group)
    assert len(group.hears()) == 1


async def test_a_desk_is_not_greeted_like_a_stranger(world: World) -> None:
    group = await desk_group(world, officer(world, "Nam", FACTORY))
    await happens(world, "added", group)
    assert group.hears() == []


async def test_in_a_group_that_is_no_desk_nothing_is_kept(world: World) -> None:
    lan, group = world.person("Lan"), world.group("Họp mặt")
    await lan.says("/batdau bí mật của tôi", at=group)
    assert "nhắn riêng cho tôi" in group.last.text
    await lan.says("sếp đánh tôi, điện thoại 0912345678", at=group, reply_to=group.last)
    await lan.says("không nói với bot", at=group)

    def kept(session: Session) -> str:
        rows: list[Any] = []
        for model in (Inbound, Contact, Outbound, DeskMember):
            rows += session.exec(select(model)).all()
        return str([row.model_dump() for row in rows])

    traces = world.do(kept)
    assert not any(word in traces for word in ("bí mật", "sếp", "0912345678", "không nói", "Lan"))
    assert lan.hears() == []


async def test_in_a_desk_a_word_to_the_bot_gets_a_short_help(world: World) -> None:
    nam = officer(world, "Nam", FACTORY)
    group = await desk_group(world, nam)
    await nam.says("/gido", at=group)
    assert "Nhóm này nhận việc của Công đoàn cơ sở Công ty May Tam Đường" in group.last.text


async def test_a_stranger_who_joins_pauses_the_desk_until_an_officer_confirms(world: World) -> None:
    nam = officer(world, "Nam", FACTORY)
    group = await desk_group(world, nam)
    await happens(world, "joined", group, people=people("telegram:77", "telegram:78"))
    (text,) = group.hears()
    assert "2 người chưa được giao việc" in text
    assert "Nam" in text
    assert "77" not in text
    number = case(world, worker(world, "Lan"), unit=FACTORY)
    await world.settle()
    assert group.hears() == []
    assert nam.last.petition_id == number, "the officer's own chat is another desk"
    with world.db.bells.listening(NOTICES_BELL) as bell:
        await nam.presses("Xác nhận danh sách", at=group)
    assert bell.is_set(), "what waits must not wait for the next look"
    assert "Đã xác nhận" in group.log[-2].text
    assert (group.last.kind, group.last.petition_id) == ("card", number)
    assert all(member.confirmed for member in seen(world))


async def test_those_who_were_allowed_do_not_pause_it_again(world: World) -> None:
    nam = officer(world, "Nam", FACTORY)
    group, minh = await desk_group(world, nam), world.person("Minh")
    await minh.says("/gido", at=group)
    assert desk_of(world, group).paused
    await nam.presses("Xác nhận danh sách", at=group)
    await minh.says("/gido", at=group)
    assert not desk_of(world, group).paused


async def test_an_officer_of_the_unit_who_joins_pauses_nothing(world: World) -> None:
    nam, mai = officer(world, "Nam", FACTORY), officer(world, "Mai", FACTORY)
    group = await desk_group(world, nam)
    await happens(world, "joined", group, people=people(mai.address))
    await mai.says("/gido", at=group)
    assert not desk_of(world, group).paused
    assert seen(world) == []


async def test_the_bots_own_arrival_pauses_nothing_but_another_bot_does(world: World) -> None:
    group = await desk_group(world, officer(world, "Nam", FACTORY))
    await happens(world, "joined", group, people=[{"address": "telegram:bot", "bot": True}])
    assert not desk_of(world, group).paused
    await happens(world, "joined", group, people=[{"address": "telegram:555", "bot": True}])
    assert desk_of(world, group).paused


@pytest.mark.parametrize("what", ["says", "presses", "replies"])
async def test_a_stranger_who_only_sits_there_is_noticed_when_they_do_something(world: World, what: str) -> None:
    nam = officer(world, "Nam", FACTORY)
    group, minh = await desk_group(world, nam), world.person("Minh")
    case(world, worker(world, "Lan"), unit=FACTORY)
    await world.settle()
    card = group.last
    if what == "says":
        await minh.says("chào cả nhà", at=group)
    elif what == "presses":
        await minh.presses("Tiếp nhận", at=group)
    else:
        await minh.says("tôi trả lời", at=group, reply_to=card)
    assert desk_of(world, group).paused
    assert [member.sender for member in seen(world)] == [minh.address]


async def test_an_officer_of_another_unit_is_a_stranger_and_may_not_confirm(world: World) -> None:
    nam, other = officer(world, "Nam", FACTORY), officer(world, "Tuấn", OTHER)
    group = await desk_group(world, nam)
    await other.says("/gido", at=group)
    assert desk_of(world, group).paused
    await other.presses("Xác nhận danh sách", at=group)
    assert other.hears() == ["Anh/chị chưa được giao việc này."]
    assert desk_of(world, group).paused


async def test_a_worker_may_not_confirm(world: World) -> None:
    lan = worker(world, "Lan")
    group = await desk_group(world, officer(world, "Nam", FACTORY))
    await happens(world, "joined", group, people=people("telegram:77"))
    await lan.forges(f"groups:confirm:{desk_of(world, group).id}:99")
    assert desk_of(world, group).paused


async def test_a_list_that_has_grown_is_not_confirmed_by_the_old_button(world: World) -> None:
    nam = officer(world, "Nam", FACTORY)
    group = await desk_group(world, nam)
    await happens(world, "joined", group, people=people("telegram:77"))
    old = group.last.buttons[0][0]["data"]
    await happens(world, "joined", group, people=people("telegram:78"))
    await nam.forges(old, at=group)
    assert desk_of(world, group).paused
    assert "2 người chưa được giao việc" in group.last.text
    await nam.presses("Xác nhận danh sách", at=group)
    assert not desk_of(world, group).paused


async def test_confirming_twice_is_harmless(world: World) -> None:
    nam = officer(world, "Nam", FACTORY)
    group = await desk_group(world, nam)
    await happens(world, "joined", group, people=people("telegram:77"))
    button = group.last.buttons[0][0]["data"]
    for _ in range(2):
        await nam.forges(button, at=group)
    assert "vẫn đang nhận việc" in group.last.text


@pytest.mark.parametrize("data", ["groups:confirm", "groups:confirm:x:1", "groups:confirm:1", f"groups:confirm:1:{'9' * 30}"])
async def test_a_broken_button_confirms_nothing(world: World, data: str) -> None:
    nam = officer(world, "Nam", FACTORY)
    group = await desk_group(world, nam)
    await happens(world, "joined", group, people=people("telegram:77"))
    await nam.forges(data, at=group)
    assert desk_of(world, group).paused
    assert nam.hears() == ["Nút này đã cũ, không dùng được nữa."]


async def test_someone_who_left_is_new_when_they_come_back(world: World) -> None:
    nam = officer(world, "Nam", FACTORY)
    group = await desk_group(world, nam)
    await happens(world, "joined", group, people=people("telegram:77"))
    await nam.presses("Xác nhận danh sách", at=group)
    await happens(world, "left", group, people=[{"address": "telegram:77"}])
    assert seen(world) == []
    await happens(world, "joined", group, people=people("telegram:77"))
    assert desk_of(world, group).paused


async def test_a_desk_that_waits_goes_on_waiting_when_the_stranger_leaves(world: World) -> None:
    group = await desk_group(world, officer(world, "Nam", FACTORY))
    await happens(world, "joined", group, people=people("telegram:77"))
    await happens(world, "left", group, people=[{"address": "telegram:77"}])
    assert desk_of(world, group).paused


async def test_a_removed_bot_closes_the_desk_and_tells_the_officers_privately(world: World) -> None:
    nam, mai = officer(world, "Nam", FACTORY), officer(world, "Mai", FACTORY)
    group = await desk_group(world, nam)
    await happens(world, "removed", group)
    assert desk_of(world, group).closed
    assert "đã đóng" in nam.last.text
    assert "đã đóng" in mai.last.text
    case(world, worker(world, "Lan"), unit=FACTORY)
    await world.settle()
    assert group.hears() == []


async def test_where_the_group_was_the_only_desk_the_officers_own_chats_take_over(world: World) -> None:
    """T18"""
    nam = officer(world, "Nam", FACTORY)
    group = await desk_group(world, nam)

    def close_private(session: Session) -> None:
        session.exec(select(Desk).where(Desk.address == nam.address)).one().closed = True

    world.do(close_private)
    await happens(world, "joined", group, people=people("telegram:77"))
    number = case(world, worker(world, "Lan"), unit=FACTORY)
    await happens(world, "removed", group)
    assert [heard.petition_id for heard in nam.log if heard.kind == "card"] == [number]
    assert world.do(lambda session: session.exec(select(Notice)).all()) == []


async def test_a_group_that_became_a_supergroup_goes_on_under_its_new_address(world: World) -> None:
    """T19"""
    nam = officer(world, "Nam", FACTORY)
    group, new = await desk_group(world, nam), world.group("Tổ May")
    for _ in range(2):
        await happens(world, "migrated", group, to=new.address)
    number = case(world, worker(world, "Lan"), unit=FACTORY)
    await world.settle()
    assert group.hears() == []
    assert new.last.petition_id == number
    await nam.presses("Tiếp nhận", at=new)
    assert "Nam" in new.log[0].text


async def test_a_case_whose_topic_was_deleted_gets_its_card_in_the_new_one(world: World) -> None:
    """T18"""
    nam = officer(world, "Nam", FACTORY)
    group = await desk_group(world, nam, extra={"forum": True})
    number = case(world, worker(world, "Lan"), unit=FACTORY)
    await world.settle()
    world.do(lambda session: session.add(Topic(address=group.address, petition_id=number, thread="9")))
    group.hears(), nam.hears()
    await tells(world, "thread_gone", group.address, petition=number)
    assert (group.last.kind, group.last.petition_id) == ("card", number)
    assert group.last.payload["topic"]["id"] == number
    assert len(group.hears()) == 1
    assert nam.hears() == []


async def test_a_case_that_the_unit_gave_away_is_not_put_into_its_group_again(world: World) -> None:
    nam = officer(world, "Nam", FACTORY)
    group = await desk_group(world, nam)
    number = case(world, worker(world, "Lan"), unit="tinh")
    await world.settle()
    group.hears()
    await tells(world, "thread_gone", group.address, petition=number)
    await tells(world, "thread_gone", group.address, petition=999)
    assert group.hears() == []


async def test_a_paused_desk_gets_the_card_of_a_deleted_topic_after_the_confirmation(world: World) -> None:
    nam = officer(world, "Nam", FACTORY)
    group = await desk_group(world, nam)
    number = case(world, worker(world, "Lan"), unit=FACTORY)
    await world.settle()
    await happens(world, "joined", group, people=people("telegram:77"))
    group.hears()
    await tells(world, "thread_gone", group.address, petition=number)
    assert group.hears() == []
    world.turn(minutes=1)
    await nam.presses("Xác nhận danh sách", at=group)
    assert [heard.kind for heard in group.log][-1] == "card"


async def test_a_group_that_gets_or_loses_topics_is_noticed(world: World) -> None:
    nam = officer(world, "Nam", FACTORY)
    group = await desk_group(world, nam)
    await nam.says("/gido", at=group, extra={"forum": True})
    assert desk_of(world, group).topics
    await nam.says("/gido", at=group)
    assert not desk_of(world, group).topics


async def test_a_conversation_in_private_does_not_go_on_in_a_group(world: World) -> None:
    nam, lan = officer(world, "Nam", FACTORY), worker(world, "Lan")
    group = await desk_group(world, nam)
    await lan.says("Chậm lương ba tháng")
    private = [heard.text for heard in lan.log]
    assert lan.labels()
    await lan.says("1", at=group)
    await lan.says("/huy", at=group)
    await lan.says("/theodoi", at=group)
    for text in group.hears():
        assert "Chậm lương" not in text
        assert text not in private


async def test_someone_known_from_a_group_only_is_reachable_once_they_write_privately(world: World) -> None:
    minh, group = world.person("Minh"), world.group("Họp mặt")
    await minh.says("/gido", at=group)

    def lose(session: Session) -> None:
        session.get_one(Contact, minh.address).gone = True

    world.do(lose)
    await minh.says("/start")
    assert not world.do(lambda session: session.get_one(Contact, minh.address).gone)
