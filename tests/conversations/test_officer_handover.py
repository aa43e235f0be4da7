"""A case goes to another unit, upwards, to an outside authority, or on when nobody is left; who reads what afterwards."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from handlers.roles import end_role
from storage.contacts import contact_at
from storage.models import CaseMessage, Desk, Holding, Officer, Outbound, Petition, PetitionEvent
from storage.types import Incoming
from tests.factories import admin, case, officer, with_role, worker
from tests.fakes import Chat, World

UNIT, BESIDE, ABOVE = "huyen-than-uyen", "huyen-tan-uyen", "tinh"
BELOW_BESIDE = "cs-hop-tac-xa-che-tan-uyen"
TAN_UYEN = "Liên đoàn Lao động huyện Tân Uyên"
PROVINCE = "Liên đoàn Lao động tỉnh Lai Châu"


async def three_desks(world: World, **values: Any) -> tuple[Chat, Chat, Chat, Chat, int]:
    """Minh holds a case of Lan; Xa sits in the unit beside, Ba in the one above."""
    minh, xa, ba = officer(world, "Minh", UNIT), officer(world, "Xa", BESIDE), officer(world, "Ba", ABOVE)
    lan = worker(world, "Lan")
    number = case(world, lan, unit=UNIT, **values)
    await world.settle()
    for chat in (minh, xa, ba, lan):
        chat.hears()
    return minh, xa, ba, lan, number


def petition(world: World, number: int) -> Petition:
    found = world.do(lambda session: session.get(Petition, number))
    assert isinstance(found, Petition)
    return found


def last_event(world: World, number: int) -> PetitionEvent:
    query = select(PetitionEvent).where(PetitionEvent.petition_id == number).order_by(col(PetitionEvent.id).desc())
    found = world.do(lambda session: session.exec(query).first())
    assert isinstance(found, PetitionEvent)
    return found


async def test_a_case_goes_to_the_unit_beside_with_a_reason_and_everybody_is_told_who_has_it(world: World) -> None:
    minh, xa, ba, lan, number = await three_desks(world)
    code = petition(world, number).code
    await minh.presses("Chuyển")
    assert PROVINCE in minh.labels()
    await minh.presses("Tân Uyên")
    assert minh.last.text.startswith(f"Vì sao chuyển {code} tới {TAN_UYEN}?")
    await minh.says("Công ty đóng ở Tân Uyên")
    assert petition(world, number).unit_code == BESIDE
    assert lan.hears() == [f"Việc {code} đã chuyển tới {TAN_UYEN}. Lý do: Công ty đóng ở Tân Uyên"]
    assert minh.last.text == f"Đã chuyển {code} tới {TAN_UYEN}."
    assert "Chậm lương hai tháng" in xa.hears()[0]
    assert ba.hears() == []
    card = next(heard for heard in minh.log if heard.kind == "card")
    assert "Đã chuyển sang đơn vị khác" in card.text
    assert card.buttons == []
    event = last_event(world, number)
    assert (event.kind, event.unit_from, event.unit_to) == ("transferred", UNIT, BESIDE)
    assert event.details["words"] == "Công ty đóng ở Tân Uyên"


async def test_the_card_of_the_next_desk_begins_where_the_last_one_stopped(world: World) -> None:
    minh, xa, _, lan, number = await three_desks(world)
    await minh.presses("Hỏi thêm")
    await minh.says("Từ tháng nào? " + "Chị kể rõ. " * 40)
    world.turn(seconds=10)
    await world.settle()
    await lan.says("Từ tháng ba", reply_to=lan.last)
    await minh.forges(f"case:note:{number}")
    await minh.says("Giám đốc là người quen")
    world.turn(minutes=1)
    await minh.forges(f"case:to:{number}:{BESIDE}")
    await minh.says("Công ty đóng ở Tân Uyên")
    (card,) = xa.hears()
    parts = card.split("\n\n")
    assert parts[1] == "Chậm lương hai tháng"
    assert parts[2].startswith("Minh hỏi thêm, 08:00 04/05/2026:\nTừ tháng nào? Chị kể rõ.")
    assert parts[2].endswith("…")
    assert len(parts[2]) < 250
    assert parts[3] == "Người gửi viết thêm, 08:00 04/05/2026:\nTừ tháng ba"
    assert parts[4] == "Liên đoàn Lao động huyện Than Uyên chuyển đến. Lý do: Công ty đóng ở Tân Uyên"
    assert "người quen" not in card, "notes are read with all the rest"
    await xa.forges(f"case:take:{number}")
    await xa.presses("Trả lời")
    await xa.says("Mai có lương")
    world.turn(seconds=10)
    await world.settle()
    card = next(heard.text for heard in xa.log if heard.kind == "card")
    assert card.split("\n\n")[1:3] == ["Chậm lương hai tháng", "Từ tháng ba"]
    assert "Xa trả lời" in card
    assert "hỏi thêm" not in card
    assert "Công ty đóng ở Tân Uyên" in card


async def test_what_the_last_unit_asked_before_it_gave_the_case_away_does_not_hold_up_the_next_one(world: World) -> None:
    minh, xa, _, lan, _ = await three_desks(world)
    await minh.presses("Hỏi thêm")
    await minh.says("Từ tháng nào?")
    world.turn(seconds=10)
    await world.settle()
    world.turn(seconds=1)
    await minh.presses("Chuyển")
    await minh.presses("Tân Uyên")
    await minh.says("Công ty đóng ở Tân Uyên")
    lan.hears()
    await xa.presses("Trả lời")
    await xa.says("Lương trả ngày mai")
    world.turn(seconds=10)
    await world.settle()
    assert "Lương trả ngày mai" in lan.hears()[0]


async def test_a_unit_is_found_by_its_name_without_diacritics(world: World) -> None:
    minh, *_ = await three_desks(world)
    await minh.presses("Chuyển")
    await minh.says("tan uyen")
    assert minh.labels()[0] == TAN_UYEN
    await minh.says("khong co don vi nao nhu vay dau")
    assert "Không thấy đơn vị nào" in minh.last.text


async def test_a_case_cannot_go_to_a_unit_without_officers_nor_to_one_that_the_worker_excludes(world: World) -> None:
    minh, _, _, lan, number = await three_desks(world, excluded_unit=BESIDE)
    officer(world, "Duoi", BELOW_BESIDE)
    await minh.presses("Chuyển")
    assert TAN_UYEN not in minh.labels()
    refused = []
    for unit in (BESIDE, BELOW_BESIDE, "huyen-sin-ho", UNIT, "nirgendwo"):
        await minh.forges(f"case:to:{number}:{unit}")
        refused.append(minh.last.text)
    assert len(set(refused)) == 1
    assert petition(world, number).unit_code == UNIT
    assert lan.hears() == []


async def test_a_unit_that_loses_its_last_officer_while_the_reason_is_written_does_not_get_the_case(world: World) -> None:
    minh, xa, _, _, number = await three_desks(world)
    await minh.forges(f"case:to:{number}:{BESIDE}")
    world.do(_end, world, xa)
    await minh.says("Lý do")
    assert petition(world, number).unit_code == UNIT
    assert "chưa nhận được" in minh.last.text


async def test_the_former_holder_reads_the_case_as_it_was_and_changes_nothing(world: World) -> None:
    minh, xa, _, lan, number = await three_desks(world)
    await minh.forges(f"case:to:{number}:{BESIDE}")
    await minh.says("Nhầm đơn vị")
    world.turn(minutes=1)
    await xa.forges(f"case:take:{number}")
    await xa.presses("Ghi chú nội bộ")
    await xa.says("Chuyện riêng của Tân Uyên")
    minh.hears()
    await minh.forges(f"case:show:{number}")
    [shown] = minh.hears()
    assert "Chậm lương hai tháng" in shown
    assert "riêng của Tân Uyên" not in shown
    assert "Xa" not in shown
    assert "Đã chuyển sang đơn vị khác" in shown
    await minh.says("Tôi vẫn trả lời", reply_to=minh.log[0])
    world.turn(seconds=10)
    await world.settle()
    assert minh.last.text == "Anh/chị không mở được việc này."
    assert lan.hears()[-1].startswith("Việc")


async def test_the_former_holder_does_not_read_what_the_worker_changed_later(world: World) -> None:
    """T6"""
    minh, xa, _, lan, number = await three_desks(world)
    await minh.forges(f"case:to:{number}:{BESIDE}")
    await minh.says("Nhầm đơn vị")
    world.turn(minutes=1)
    first = world.do(lambda session: session.exec(select(CaseMessage)).first())
    world.do(_typed_as, first.id, lan, "900")
    await lan.edits(Incoming("telegram", "bot", "x", lan.address, lan.address, message_id="900"), "Nợ lương ba tháng")
    await xa.forges(f"case:show:{number}")
    assert "Nợ lương ba tháng" in xa.last.text
    await minh.forges(f"case:show:{number}")
    assert "Chậm lương hai tháng" in minh.last.text
    assert "ba tháng" not in minh.last.text


def _typed_as(session: Session, number: int, chat: Chat, message: str) -> None:
    said = session.get(CaseMessage, number)
    assert said is not None
    said.address, said.message_id = chat.address, message


async def test_a_case_goes_up_with_a_reason(world: World) -> None:
    minh, _, ba, lan, number = await three_desks(world)
    await minh.presses("Chuyển cấp trên")
    await minh.says("...")
    assert minh.last.text == "Anh/chị viết lý do bằng vài chữ nhé."
    await minh.says("Vượt thẩm quyền huyện")
    assert petition(world, number).unit_code == ABOVE
    assert "Vượt thẩm quyền huyện" in lan.hears()[0]
    assert ba.hears() != []


async def test_a_case_does_not_go_up_to_where_nobody_is(world: World) -> None:
    minh, lan = officer(world, "Minh", UNIT), worker(world, "Lan")
    number = case(world, lan, unit=UNIT)
    await world.settle()
    await minh.presses("Chuyển cấp trên")
    assert "chưa có cán bộ nào" in minh.last.text
    assert petition(world, number).unit_code == UNIT


@pytest.mark.parametrize(
    "lines",
    [["Sở Nội vụ; 123/CV-LĐ; 5/3/2026"], ["Sở Nội vụ", "123/CV-LĐ", "5-3-2026"], ["Sở Nội vụ; 123/CV-LĐ", "5.3.26"]],
)
async def test_a_reference_names_body_number_and_day_and_the_unit_keeps_the_case(world: World, lines: list[str]) -> None:
    minh, _, _, lan, number = await three_desks(world)
    await minh.presses("Chuyển cơ quan")
    for line in lines:
        await minh.says(line)
    kept = petition(world, number)
    assert (kept.state, kept.unit_code) == ("referred", UNIT)
    assert last_event(world, number).details == {"body": "Sở Nội vụ", "number": "123/CV-LĐ", "day": "5/3/2026"}
    assert "Công văn 123/CV-LĐ ngày 5/3/2026" in lan.hears()[0]


@pytest.mark.parametrize("day", ["31/2/2026", "5/6/2027", "hôm kia", "12"])
async def test_a_day_that_cannot_be_is_asked_for_again(world: World, day: str) -> None:
    minh, _, _, lan, number = await three_desks(world)
    await minh.presses("Chuyển cơ quan")
    await minh.says(f"Sở Nội vụ; 123/CV-LĐ; {day}")
    assert minh.last.text.startswith("Ngày này chưa đúng")
    await minh.says("hôm nay")
    assert last_event(world, number).details["day"] == "4/5/2026"
    assert len(lan.hears()) == 1


async def test_a_role_that_ends_frees_what_it_took_and_its_chat_is_no_desk_any_more(world: World) -> None:
    minh, _, _, lan, number = await three_desks(world)
    hoa = officer(world, "Hoa", UNIT)
    await minh.presses("Tiếp nhận")
    world.do(_end, world, minh)
    world.do(_end, world, minh)
    await world.settle()
    kept = petition(world, number)
    assert (kept.state, kept.officer_id, kept.unit_code) == ("new", None, UNIT)
    assert "Minh không còn phụ trách" in hoa.last.text
    minh.hears()
    case(world, lan, unit=UNIT)
    await world.settle()
    assert minh.hears() == []
    await minh.says("Tôi trả lời", reply_to=minh.log[0])
    assert minh.last.text == "Anh/chị không mở được việc này."


async def test_the_cases_of_a_unit_without_officers_pass_on_to_the_next_level(world: World) -> None:
    minh, _, ba, lan, number = await three_desks(world)
    world.do(_end, world, minh)
    await world.settle()
    kept = petition(world, number)
    assert kept.unit_code == ABOVE
    assert last_event(world, number).kind == "role_ended"
    assert "Chậm lương hai tháng" in ba.hears()[0]
    assert lan.hears() == [f"Việc {kept.code} nay do {PROVINCE} giải quyết."]


async def test_a_case_at_the_top_without_officers_stays_and_admins_are_told_without_a_word_of_it(
    world: World,
) -> None:
    ba, lan, quan = officer(world, "Ba", ABOVE), worker(world, "Lan"), admin(world, "Quan")
    number = case(world, lan, unit=ABOVE)
    await world.settle()
    world.do(_end, world, ba)
    await world.settle()
    assert petition(world, number).unit_code == ABOVE
    assert "Chưa có cán bộ nào" in quan.last.text
    assert "lương" not in quan.last.text


async def test_a_role_that_ends_beside_another_one_there_keeps_the_desk(world: World) -> None:
    minh, _, _, lan, number = await three_desks(world)
    with_role(world, minh, UNIT, "officer")
    world.do(_end_first, world, minh)
    case(world, lan, unit=UNIT)
    await world.settle()
    assert "Chậm lương hai tháng" in minh.last.text
    assert petition(world, number).unit_code == UNIT


async def test_a_group_gets_no_new_card_after_a_role_ended_until_its_list_is_confirmed(world: World) -> None:
    minh, _, _, lan, _ = await three_desks(world)
    officer(world, "Hoa", UNIT)
    group = world.group("Than Uyên")
    world.do(lambda s: s.add(Desk(unit_code=UNIT, address=group.address, group=True, card_due=world.clock())))
    world.do(_end, world, minh)
    case(world, lan, unit=UNIT)
    await world.settle()
    assert world.do(lambda s: s.exec(select(Desk.paused).where(Desk.address == group.address)).one())
    assert not any("Chậm lương" in heard.text for heard in group.log)


async def test_what_happens_in_a_case_is_not_told_in_a_group_that_waits_for_its_list(world: World) -> None:
    """Somebody without a role sits there: notes, answers and the worker's words wait until the list is confirmed."""
    minh, _, _, lan, number = await three_desks(world)
    hoa, old = officer(world, "Hoa", UNIT), officer(world, "Old", UNIT)
    group = world.group("Than Uyên")
    world.do(lambda s: s.add(Desk(unit_code=UNIT, address=group.address, group=True, card_due=world.clock())))
    world.do(_end, world, old)
    await minh.presses("Ghi chú nội bộ")
    await minh.says("Chuyện rất riêng")
    await minh.says("Đã xong việc của chị", reply_to=minh.log[0])
    world.turn(seconds=10)
    await world.settle()
    await lan.says("Tôi muốn nói thêm", reply_to=lan.last)
    await world.settle()
    await hoa.forges(f"case:card:{number}", at=group)
    assert not any(word in heard.text for heard in group.log for word in ("rất riêng", "Đã xong", "nói thêm", "Chậm lương"))
    assert "Chậm lương" in hoa.last.text
    await hoa.presses("Xác nhận danh sách", at=group)
    world.turn(seconds=10)
    await world.settle()
    assert [heard.kind for heard in group.log if "Chậm lương" in heard.text] == ["card"]


def _end(session: Session, world: World, chat: Chat) -> None:
    for role in session.exec(select(Officer).where(Officer.address == chat.address)).all():
        end_role(world.voice(session), role)


def _end_first(session: Session, world: World, chat: Chat) -> None:
    role = session.exec(select(Officer).where(Officer.address == chat.address).order_by(col(Officer.id))).first()
    assert role is not None
    end_role(world.voice(session), role)


async def test_a_card_that_does_not_arrive_is_read_by_a_colleague(world: World) -> None:
    """R3"""
    minh, hoa = officer(world, "Minh", UNIT), officer(world, "Hoa", UNIT)
    lan = worker(world, "Lan")
    minh.unreachable = True
    number = case(world, lan, unit=UNIT)
    await world.settle()
    await minh.does(lost_card(world))
    assert petition(world, number).unit_code == UNIT
    assert len([heard for heard in hoa.log if heard.kind == "card"]) == 1


async def test_a_card_that_nobody_gets_goes_to_the_unit_above_and_the_admins_are_told(world: World) -> None:
    """R3"""
    minh, ba, quan, lan = officer(world, "Minh", UNIT), officer(world, "Ba", ABOVE), admin(world, "Quan"), worker(world, "Lan")
    minh.unreachable = True
    number = case(world, lan, unit=UNIT)
    await world.settle()
    world.do(lambda session: setattr(contact_at(session, minh.address), "gone", True))
    event = lost_card(world)
    await minh.does(event)
    await minh.does(Incoming(**{**event.__dict__, "external_id": "again"}))
    assert petition(world, number).unit_code == ABOVE
    assert "Chậm lương hai tháng" in ba.log[0].text
    assert "Chưa có cán bộ nào" in quan.last.text
    held = world.do(lambda session: len(session.exec(select(Holding).where(Holding.petition_id == number)).all()))
    assert held == 2


def lost_card(world: World) -> Incoming:
    """What the postman tells the house of a card that did not arrive."""
    query = select(Outbound).where(Outbound.kind == "card", Outbound.state == "failed")
    row = world.do(lambda session: session.exec(query).first())
    assert row is not None
    return Incoming(
        "house",
        "",
        f"failed/{row.id}",
        row.address,
        row.address,
        "delivery_failed",
        extra={"outbound": row.id, "error": "Gone"},
    )
