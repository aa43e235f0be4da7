"""An officer finds cases: the inbox by tabs and pages, the search by words and code, and what is never found."""

from typing import Any

import pytest
from sqlmodel import Session, select

from storage.models import CaseMessage, Desk, Officer, Petition
from tests.factories import case, officer, with_role, worker
from tests.fakes import Chat, World

UNIT, BESIDE = "huyen-than-uyen", "huyen-tan-uyen"


async def an_officer(world: World, cases: int = 0, **values: Any) -> tuple[Chat, Chat, list[str]]:
    """An officer, a worker, and the codes of her cases at his desk, oldest first."""
    minh, lan = officer(world, "Minh", UNIT), worker(world, "Lan")
    numbers = [case(world, lan, f"Việc số {place}", unit=UNIT, **values) for place in range(cases)]
    await world.settle()
    minh.hears()
    return minh, lan, [code_of(world, number) for number in numbers]


def code_of(world: World, number: int) -> str:
    return str(world.do(lambda session: session.get(Petition, number).code))


async def test_the_inbox_lists_what_waits_oldest_first_page_by_page(world: World) -> None:
    minh, _, codes = await an_officer(world, 10)
    await minh.says("/hopthu")
    assert minh.last.text.splitlines()[0] == "Đang chờ: 10"
    assert [line[:4] for line in minh.last.text.splitlines()[1:]] == codes[:8]
    await minh.presses("Trang sau")
    assert [line[:4] for line in minh.last.text.splitlines()[1:]] == codes[8:]
    await minh.presses(codes[9])
    assert "Việc số 9" in minh.log[-1].text
    assert minh.log[-1].kind == "card"


async def test_a_number_opens_the_case_in_that_place(world: World) -> None:
    minh, _, _ = await an_officer(world, 2)
    await minh.says("/inbox")
    await minh.says("2")
    assert "Việc số 1" in minh.last.text


async def test_the_tabs_say_what_is_mine_and_what_is_answered(world: World) -> None:
    minh, _, codes = await an_officer(world, 3)
    await minh.says("/hopthu")
    await minh.presses(codes[0])
    await minh.presses("Tiếp nhận")
    await minh.says("/hopthu")
    assert f"{codes[0]} · Tiền lương, tiền thưởng · từ 08:00 04/05/2026 · Minh" in minh.last.text
    await minh.presses("Của tôi (1)")
    assert minh.last.text.splitlines()[1].startswith(codes[0])
    await minh.says("Xong rồi", reply_to=next(h for h in minh.log if h.kind == "card" and codes[0] in h.text))
    world.turn(seconds=10)
    await world.settle()
    await minh.says("/hopthu")
    assert minh.last.text.splitlines()[0] == "Đang chờ: 2"
    await minh.presses("Đã trả lời (1)")
    assert minh.last.text.splitlines()[1].startswith(codes[0])


async def test_an_officer_of_two_units_sees_both_and_which_is_which(world: World) -> None:
    minh, lan, codes = await an_officer(world, 1)
    with_role(world, minh, BESIDE, "officer")
    other = code_of(world, case(world, lan, unit=BESIDE))
    await minh.says("/hopthu")
    lines = minh.last.text.splitlines()[1:]
    assert [line[:4] for line in lines] == [codes[0], other]
    assert lines[1].endswith("Liên đoàn Lao động huyện Tân Uyên")


async def test_a_case_that_excludes_a_unit_of_the_reader_is_not_there_not_even_in_a_count_or_a_hit(world: World) -> None:
    minh, lan, codes = await an_officer(world, 1)
    hidden = code_of(world, case(world, lan, "Sếp Tuấn quỵt lương", unit=UNIT, excluded_unit="cs-che-than-uyen"))
    with_role(world, minh, "cs-che-than-uyen", "officer")
    await minh.says("/hopthu")
    assert minh.last.text.splitlines()[0] == "Đang chờ: 1"
    assert hidden not in minh.last.text
    for asked in ("quyt luong", hidden, f"#{hidden}"):
        await minh.says(f"/tim {asked}")
        assert minh.last.text.startswith("Không thấy")
    assert codes[0] != hidden


async def test_words_are_found_without_diacritics_in_any_order(world: World) -> None:
    minh, lan, _ = await an_officer(world)
    code = code_of(world, case(world, lan, "Công ty nợ BHXH từ tháng Ba, Đỗ Thị Ốc ký", unit=UNIT))
    for asked in ("bhxh", "thang ba no", "ĐỖ THỊ ỐC", "cong ty"):
        await minh.says(f"/tim {asked}")
        assert minh.last.text.splitlines()[1].startswith(code), asked
    await minh.says("/tim khongcotunaynhuvay")
    assert minh.last.text == "Không thấy việc nào có “khongcotunaynhuvay”."


@pytest.mark.parametrize("asked", ["tiền lương", "TIEN THUONG", "lương", "wages"])
async def test_a_topic_finds_its_cases_whatever_words_they_say(world: World, asked: str) -> None:
    minh, lan, _ = await an_officer(world)
    found = code_of(world, case(world, lan, "Ba tháng rồi chưa thấy gì", unit=UNIT, topic="wages"))
    other = code_of(world, case(world, lan, "Cơm có sâu", unit=UNIT, topic="meals"))
    says_it = code_of(world, case(world, lan, f"Hỏi về {asked}", unit=UNIT, topic="other"))
    case(world, lan, "Của nơi khác", unit=BESIDE, topic="wages")
    case(world, lan, "Nơi tôi không được xem", unit=UNIT, topic="wages", excluded_unit=UNIT)
    await minh.says(f"/tim {asked}")
    assert [line[:4] for line in minh.last.text.splitlines()[1:]] == [says_it, found]
    assert other not in minh.last.text


async def test_the_cases_of_a_topic_come_page_by_page_and_each_once(world: World) -> None:
    minh, _, codes = await an_officer(world, 11)
    world.do(_say_again, world)
    await minh.says("/tim tiền lương")
    found = [line[:4] for line in minh.last.text.splitlines()[1:]]
    await minh.presses("Trang sau")
    found += [line[:4] for line in minh.last.text.splitlines()[1:]]
    assert sorted(found) == sorted(codes)


@pytest.mark.parametrize("typed", ["hộp thư", "Hop thu", "hopthu", "inbox"])
async def test_the_inbox_opens_without_the_slash(world: World, typed: str) -> None:
    minh, _, codes = await an_officer(world, 1)
    await minh.says(typed)
    assert codes[0] in minh.last.text


@pytest.mark.parametrize("typed", ["tìm việc số 0", "Tim viec so 0", "search so 0"])
async def test_a_search_needs_no_slash(world: World, typed: str) -> None:
    minh, _, codes = await an_officer(world, 1)
    await minh.says(typed)
    assert minh.last.text.splitlines()[1].startswith(codes[0])
    await minh.says("tìm")
    assert "tìm từ gì" in minh.last.text


async def test_whoever_is_writing_something_may_use_these_words_in_it(world: World) -> None:
    minh, lan, _ = await an_officer(world, 1)
    await minh.forges("case:answer:1")
    await minh.says("Tìm gặp tổ trưởng công đoàn giúp nhé")
    world.turn(seconds=11)
    await world.settle()
    assert "Tìm gặp tổ trưởng" in lan.last.text


async def test_a_worker_who_uses_these_words_is_heard(world: World) -> None:
    _, lan, _ = await an_officer(world, 1)
    for typed in ("Hộp thư góp ý bị khóa", "cán bộ", "hộp thư"):
        await lan.says(typed)
        assert "dành cho cán bộ" not in lan.last.text


async def test_after_a_list_of_units_the_words_of_the_desk_work(world: World) -> None:
    minh, _, codes = await an_officer(world, 1)
    with_role(world, minh, UNIT, "admin")
    await minh.says("/canbo")
    await minh.says("hộp thư")
    assert codes[0] in minh.last.text


async def test_a_search_without_words_asks_for_them(world: World) -> None:
    minh, _, codes = await an_officer(world, 1)
    await minh.says("/tim")
    await minh.says("việc số 0")
    assert codes[0] in minh.last.text
    await minh.says("/tim a")
    assert "tìm từ gì" in minh.last.text


async def test_many_hits_come_page_by_page_newest_first_and_each_case_once(world: World) -> None:
    minh, _, codes = await an_officer(world, 11)
    world.do(_say_again, world)
    await minh.says("/tim viec so")
    found = [line[:4] for line in minh.last.text.splitlines()[1:]]
    await minh.presses("Trang sau")
    found += [line[:4] for line in minh.last.text.splitlines()[1:]]
    assert sorted(found) == sorted(codes)
    assert found[0] == codes[0]


def _say_again(session: Session, world: World) -> None:
    """The oldest case says the same once more."""
    first = session.exec(select(CaseMessage)).first()
    assert first is not None
    session.add(
        CaseMessage(
            petition_id=first.petition_id, author="worker", text="việc số 0 nữa", folded="viec so 0 nua", created=world.clock()
        )
    )


async def test_a_search_finds_only_what_its_reader_may_read(world: World) -> None:
    """P2: other units' cases, notes of the next holder, covered words."""
    minh, lan, _ = await an_officer(world)
    xa, ba = officer(world, "Xa", BESIDE), officer(world, "Ba", "tinh")
    number = case(world, lan, "Nợ lương, gọi tôi 0912345678", unit=UNIT, masked=True)
    world.do(_cover)
    await minh.forges(f"case:to:{number}:{BESIDE}")
    await minh.says("Không đúng nơi")
    world.turn(minutes=1)
    await xa.forges(f"case:note:{number}")
    await xa.says("Giám đốc là anh họ chủ tịch")
    for reader, asked, hit in (
        (xa, "anh ho chu tich", True),
        (minh, "anh ho chu tich", False),
        (minh, "no luong", True),
        (minh, "0912345678", False),
        (xa, "0912345678", False),
        (ba, "no luong", False),
        (ba, code_of(world, number), False),
        (minh, code_of(world, number), True),
    ):
        await reader.says(f"/tim {asked}")
        assert reader.last.text.startswith("Tìm") is hit, (reader.name, asked)


def _cover(session: Session) -> None:
    said = session.exec(select(CaseMessage)).one()
    said.masked_text = "Nợ lương, gọi tôi ***"


async def test_words_that_have_not_left_yet_are_found_and_read_by_nobody(world: World) -> None:
    minh, _, _ = await an_officer(world, 1)
    hoa = officer(world, "Hoa", UNIT)
    await minh.says("Câu chưa gửi", reply_to=minh.log[0])
    await hoa.forges("case:show:1")
    assert "Việc số 0" in hoa.last.text
    assert "chưa gửi" not in hoa.last.text
    await minh.says("/tim cau chua gui")
    assert minh.last.text.startswith("Không thấy")


async def test_in_a_group_the_list_goes_to_the_officer_alone(world: World) -> None:
    minh, _, codes = await an_officer(world, 1)
    group = world.group("Nơi khác")
    world.do(lambda s: s.add(Desk(unit_code=BESIDE, address=group.address, group=True)))
    await minh.says("/hopthu", at=group)
    assert not any(codes[0] in heard.text for heard in group.log)
    assert codes[0] in minh.last.text


async def test_who_has_no_desk_has_no_inbox_and_no_search(world: World) -> None:
    _, lan, _ = await an_officer(world, 1)
    lan.hears()
    await lan.forges("inbox:list:waiting:0")
    assert lan.hears() == ["Anh/chị chưa được giao việc này."]


@pytest.mark.parametrize("typed", ["/hopthu", "/tim {0}", "/canbo"])
async def test_a_worker_who_types_a_command_of_officers_hears_what_there_is_for_workers(world: World, typed: str) -> None:
    _, lan, codes = await an_officer(world, 1)
    lan.hears()
    await lan.says(typed.format(codes[0]))
    (told,) = lan.hears()
    assert "dành cho cán bộ" in told
    assert "/theodoi" in told
    assert "CN-" in told, "where an invitation is typed"
    assert "Theo dõi" in lan.labels()


async def test_an_officer_who_types_a_command_of_admins_gets_the_own_menu(world: World) -> None:
    minh, *_ = await an_officer(world, 1)
    await minh.says("/canbo")
    assert minh.last.text == "Anh/chị chưa được giao việc này."
    assert minh.labels()[0] == "Hộp thư của đơn vị"


async def test_an_ended_role_takes_its_cases_out_of_the_list(world: World) -> None:
    minh, _, codes = await an_officer(world, 1)
    with_role(world, minh, BESIDE, "officer")
    world.do(_end_at, minh)
    await minh.says("/hopthu")
    assert minh.last.text == "Không có việc nào đang chờ."
    await minh.says(f"/tim {codes[0]}")
    assert minh.last.text.startswith("Không thấy")


def _end_at(session: Session, chat: Chat) -> None:
    role = session.exec(select(Officer).where(Officer.address == chat.address, Officer.unit_code == UNIT)).one()
    role.ended = chat.world.clock()
