"""What officers do with a case from its card; what nobody else can do with the same buttons."""

import pytest
from sqlmodel import Session, select

from storage.contacts import contact_at
from storage.models import Desk, Officer, Petition, PetitionEvent
from tests.factories import admin, case, officer, worker
from tests.fakes import Chat, World

THAN_UYEN = "huyen-than-uyen"


async def desk_with_case(world: World, **values: object) -> tuple[Chat, Chat, int]:
    """An officer, a worker, and a case of hers at his desk."""
    minh, lan = officer(world, "Minh", THAN_UYEN), worker(world, "Lan")
    number = case(world, lan, unit=THAN_UYEN, **values)
    await world.settle()
    return minh, lan, number


def kept(world: World, number: int) -> Petition:
    found = world.do(lambda session: session.get(Petition, number))
    assert isinstance(found, Petition)
    return found


def events(world: World, number: int) -> list[str]:
    query = select(PetitionEvent.kind).where(PetitionEvent.petition_id == number).order_by(PetitionEvent.id)
    return list(world.do(lambda session: session.exec(query).all()))


async def test_taking_a_case_is_seen_by_the_worker_the_colleagues_and_on_the_cards(world: World) -> None:
    minh, lan, number = await desk_with_case(world)
    hoa = officer(world, "Hoa", THAN_UYEN)
    await hoa.forges(f"case:card:{number}")
    code = kept(world, number).code
    lan.hears(), hoa.hears()
    await minh.presses("Tiếp nhận")
    assert lan.hears() == [f"Việc {code} đã có cán bộ của Liên đoàn Lao động huyện Than Uyên tiếp nhận."]
    assert hoa.hears() == [f"Minh đã tiếp nhận {code}."]
    card = next(heard for heard in hoa.log if heard.kind == "card")
    assert "Đang giải quyết, cán bộ: Minh" in card.text
    assert card.buttons[0][0]["label"] == "Nhận thay"


async def test_who_has_a_case_is_not_offered_to_take_it_over_in_the_own_chat(world: World) -> None:
    minh, _, number = await desk_with_case(world)
    group = world.group("Than Uyên")
    world.do(lambda s: s.add(Desk(unit_code=THAN_UYEN, address=group.address, group=True, card_due=world.clock())))
    await minh.forges(f"case:card:{number}", at=group)
    await minh.presses("Tiếp nhận")
    card, shared = (next(heard for heard in chat.log if heard.kind == "card") for chat in (minh, group))
    assert [button["label"] for button in card.buttons[0]] == ["Trả lời", "Hỏi thêm"]
    assert shared.buttons[0][0]["label"] == "Nhận thay", "a group sees one card together"
    for action in ("card", "show"):
        await minh.forges(f"case:{action}:{number}")
        assert "Nhận thay" not in minh.labels()


async def test_of_two_who_take_at_once_the_second_is_asked_for_a_reason_and_the_first_reads_it(world: World) -> None:
    """R6"""
    minh, lan, number = await desk_with_case(world)
    hoa = officer(world, "Hoa", THAN_UYEN)
    await minh.forges(f"case:take:{number}", settle=False)
    await hoa.forges(f"case:take:{number}", settle=False)
    await world.settle()
    assert "Vì sao anh/chị nhận thay?" in hoa.last.text
    minh.hears(), lan.hears()
    await hoa.says("Anh Minh đi công tác")
    assert any("Hoa nhận thay Minh" in said and "Anh Minh đi công tác" in said for said in minh.hears())
    assert lan.hears() == []
    assert [kind for kind in events(world, number) if kind == "taken"] == ["taken", "taken"]


async def test_taking_twice_changes_nothing(world: World) -> None:
    minh, _, number = await desk_with_case(world)
    await minh.forges(f"case:take:{number}")
    await minh.forges(f"case:take:{number}")
    assert minh.last.text == f"Anh/chị đang giải quyết {kept(world, number).code} rồi."
    assert events(world, number).count("taken") == 1


async def test_a_note_reaches_colleagues_and_never_the_worker(world: World) -> None:
    minh, lan, number = await desk_with_case(world)
    hoa = officer(world, "Hoa", THAN_UYEN)
    lan.hears()
    await minh.presses("Ghi chú nội bộ")
    await minh.says("Giám đốc là người quen, cần thận trọng")
    assert "Giám đốc là người quen" in hoa.last.text
    assert lan.hears() == []
    await hoa.forges(f"case:show:{number}")
    assert "Ghi chú nội bộ của Minh" in hoa.log[-1].text


async def test_a_reply_to_the_card_after_pressing_note_is_the_note_and_not_an_answer(world: World) -> None:
    """T20"""
    minh, lan, number = await desk_with_case(world)
    lan.hears()
    await minh.presses("Ghi chú nội bộ")
    await minh.says("Chỉ để mình đọc", reply_to=minh.log[0])
    world.turn(seconds=60)
    await world.settle()
    assert lan.hears() == []
    assert "noted" in events(world, number)


async def test_a_case_without_an_answer_is_not_closed_and_the_officer_hears_what_to_do(world: World) -> None:
    """R1"""
    minh, _lan, number = await desk_with_case(world)
    await minh.presses("Kết thúc")
    assert "chưa có câu trả lời" in minh.last.text
    labels = minh.labels()
    assert "Không thuộc thẩm quyền: chuyển đơn vị khác" in labels
    await minh.forges(f"case:end:{number}")
    assert kept(world, number).state == "new"


async def test_an_answered_case_is_closed_after_a_second_press_and_the_worker_may_rate_it(world: World) -> None:
    minh, lan, number = await desk_with_case(world, state="draft")
    await minh.says("Công ty đã chuyển lương hôm nay", reply_to=minh.log[0])
    world.turn(seconds=11)
    await world.settle()
    await minh.forges(f"case:close:{number}")
    await minh.presses("Kết thúc")
    assert kept(world, number).state == "closed"
    assert kept(world, number).closed == world.clock()
    assert lan.labels()[:5] == ["1", "2", "3", "4", "5"]
    await minh.forges(f"case:end:{number}")
    assert events(world, number).count("closed") == 1


async def test_showing_a_case_tells_all_of_it_in_order_with_how_far_each_answer_came(world: World) -> None:
    minh, _lan, number = await desk_with_case(world)
    await minh.says("Chúng tôi đang làm việc với công ty", reply_to=minh.log[0])
    world.turn(seconds=11)
    await world.settle()
    await minh.forges(f"case:show:{number}")
    told = minh.last.text
    assert told.index("Chậm lương hai tháng") < told.index("Chúng tôi đang làm việc")
    assert "Minh trả lời · đã tới" in told


@pytest.mark.parametrize(
    "action",
    ["take", "answer", "ask", "note", "transfer", "to", "up", "refer", "close", "end", "show", "card", "resend"],
)
async def test_nobody_but_its_officers_does_anything_with_a_case(world: World, action: str) -> None:
    """P2: officers of other units, of an ended role, an admin, the worker, and a stranger, with every button."""
    minh, lan, number = await desk_with_case(world)
    world.do(_end, minh)
    others = [officer(world, "Xa", "huyen-tan-uyen"), admin(world, "Quan"), minh, lan, worker(world, "Kha")]
    before = events(world, number)
    code = kept(world, number).code or ""
    for other in others:
        other.hears()
        await other.forges(f"case:{action}:{number}:tinh")
        said = other.hears()
        assert said == ["Anh/chị không mở được việc này."], other.name
        assert not any(code in one for one in said)
        await other.says("Trả lời giả", settle=False)
    assert events(world, number) == before


def _end(session: Session, chat: Chat) -> None:
    for role in session.exec(select(Officer).where(Officer.address == chat.address)):
        role.ended = chat.world.clock()


async def test_officers_of_an_excluded_unit_get_nothing_even_in_another_role(world: World) -> None:
    lan = worker(world, "Lan")
    both = officer(world, "Tuan", THAN_UYEN)
    minh = officer(world, "Minh", THAN_UYEN)
    world.do(_sit, both, "cs-che-than-uyen")
    number = case(world, lan, unit=THAN_UYEN, excluded_unit="cs-che-than-uyen")
    await world.settle()
    assert both.log == []
    assert minh.log != []
    await both.forges(f"case:show:{number}")
    assert both.hears() == ["Anh/chị không mở được việc này."]


def _sit(session: Session, chat: Chat, unit: str) -> None:
    role = session.exec(select(Officer).where(Officer.address == chat.address)).one()
    session.add(Officer(person_id=role.person_id, unit_code=unit, role="officer", name=role.name, address=role.address))


async def test_something_waits_to_be_written_for_a_case_that_has_gone_and_the_officer_is_free_again(world: World) -> None:
    minh, _, _number = await desk_with_case(world)
    await minh.presses("Ghi chú nội bộ")
    world.do(_end, minh)
    await minh.says("Ghi chú muộn")
    assert minh.last.text == "Anh/chị không mở được việc này."
    assert world.do(lambda session: _state(session, minh)) is None


def _state(session: Session, chat: Chat) -> str | None:
    contact = contact_at(session, chat.address)
    return contact.state if contact else None


async def test_never_mind_leaves_everything_as_it_was(world: World) -> None:
    minh, _, number = await desk_with_case(world)
    await minh.presses("Ghi chú nội bộ")
    await minh.presses("Thôi")
    assert minh.last.text == "Vâng, tôi không làm gì cả."
    assert events(world, number) == ["opened"]
