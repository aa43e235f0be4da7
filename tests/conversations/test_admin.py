"""/canbo: what an admin sees of the own subtree, and nobody of anybody else's."""

import pytest
from sqlmodel import Session, select

from handlers.admin import UNITS
from storage.models import Contact, Petition, Unit
from tests.conversations.following import said
from tests.factories import admin, agree, case, officer, with_role, worker
from tests.fakes import Chat, World

FACTORY = "cs-may-tam-duong"
DISTRICT = "huyen-tam-duong"
OTHER = "cs-che-than-uyen"


def gone(world: World, chat: Chat) -> None:
    def lose(session: Session) -> None:
        session.get_one(Contact, chat.address).gone = True

    world.do(lose)


async def test_the_overview_counts_units_with_and_without_officers(world: World) -> None:
    officer(world, "Nam", FACTORY)
    hoa = admin(world, "Hoa", DISTRICT)
    await hoa.says("/canbo")
    assert "3 đơn vị" in hoa.last.text
    assert "Có cán bộ trực: 1. Chưa có ai: 2." in hoa.last.text
    labels = hoa.labels()
    assert any("May Tam Đường · 1 cán bộ" in label for label in labels)
    assert any("Chè Tam Đường · chưa có ai" in label for label in labels)
    assert not any("Than Uyên" in label for label in labels)


async def test_an_officer_whom_nothing_reaches_does_not_count(world: World) -> None:
    gone(world, officer(world, "Nam", FACTORY))
    hoa = admin(world, "Hoa", DISTRICT)
    await hoa.says("/canbo")
    assert "Có cán bộ trực: 0. Chưa có ai: 3." in hoa.last.text
    await hoa.presses("May Tam Đường")
    assert "Nam, cán bộ, từ 08:00 04/05/2026 (không liên lạc được)" in hoa.last.text


async def test_all_units_of_the_province_are_shown_page_by_page_and_each_once(world: World) -> None:
    hoa = admin(world, "Hoa")
    await hoa.says("/canbo")
    shown = [button["data"] for row in hoa.last.buttons for button in row if button["data"].startswith("admin:unit:")]
    assert len(shown) == UNITS
    assert len(hoa.last.buttons) <= 9, "the list is no longer than the screen of a telephone"
    for _ in range(4):
        await hoa.presses("Trang sau")
        shown += [button["data"] for row in hoa.last.buttons for button in row if button["data"].startswith("admin:unit:")]
    assert "Trang 5/5" in hoa.last.text
    assert "Trang sau" not in hoa.labels()
    assert len(hoa.log) == 1, "the page is turned in place"
    assert len(shown) == len(set(shown)) == len(world.house.units.known())


async def test_units_below_a_unit_stand_right_behind_it(world: World) -> None:
    hoa = admin(world, "Hoa", DISTRICT)
    await hoa.says("/canbo")
    units = [button["data"] for row in hoa.last.buttons for button in row if button["data"].startswith("admin:unit:")]
    assert units[0] == f"admin:unit:{DISTRICT}"
    assert set(units[1:]) == {f"admin:unit:{FACTORY}", "admin:unit:cs-che-tam-duong"}


async def test_the_units_that_nobody_answers_for_are_one_press_away(world: World) -> None:
    officer(world, "Nam", FACTORY)
    hoa = admin(world, "Hoa", DISTRICT)
    await hoa.says("/canbo")
    await hoa.presses("Đơn vị chưa có cán bộ")
    assert "2 trong 3 đơn vị chưa có cán bộ" in hoa.last.text
    assert not any("May Tam Đường" in label for label in hoa.labels())
    assert any("Chè Tam Đường" in label for label in hoa.labels())


@pytest.mark.parametrize("typed", ["chè tam đường", "che tam duong", "cty cp che"])
async def test_a_unit_is_found_by_some_words_of_its_name(world: World, typed: str) -> None:
    hoa = admin(world, "Hoa", DISTRICT)
    await hoa.says("/canbo")
    await hoa.presses("Tìm theo tên")
    await hoa.says(typed)
    assert hoa.last.buttons[0][0]["data"] == "admin:unit:cs-che-tam-duong"


@pytest.mark.parametrize("way", ["/canbo", "cán bộ", "admin:empty:0", "admin:list:1", "admin:unit:cs-che-tam-duong"])
async def test_a_name_that_is_typed_while_looking_at_units_is_searched(world: World, way: str) -> None:
    hoa = admin(world, "Hoa")
    await (hoa.forges(way) if way.startswith("admin") else hoa.says(way))
    for _ in range(2):
        await hoa.says("che tam duong")
        assert hoa.last.buttons[0][0]["data"] == "admin:unit:cs-che-tam-duong"
    assert drafts(world) == []


async def test_a_name_that_is_typed_after_the_list_is_no_answer_to_a_worker(world: World) -> None:
    nam = with_role(world, officer(world, "Nam", FACTORY), DISTRICT, "admin")
    number = case(world, worker(world, "Lan"), unit=FACTORY)
    await world.settle()
    await nam.forges(f"case:answer:{number}")
    await nam.says("/canbo")
    await nam.says("che tam duong")
    assert nam.last.buttons[0][0]["data"] == "admin:unit:cs-che-tam-duong"


async def test_an_admin_who_comes_back_later_may_write_a_petition(world: World) -> None:
    hoa = admin(world, "Hoa")
    agree(world, hoa)
    await hoa.says("/canbo")
    world.turn(minutes=61)
    await hoa.says("Cơ quan tôi chậm lương hai tháng")
    assert len(drafts(world)) == 1


async def test_a_petition_that_is_being_written_is_not_left_by_looking_at_units(world: World) -> None:
    hoa = admin(world, "Hoa")
    agree(world, hoa)
    await hoa.says("Cơ quan tôi chậm lương hai tháng")
    await hoa.says("/canbo")
    await hoa.says("Giám đốc hứa rồi lại thôi")
    (draft,) = drafts(world)
    assert len(said(world, draft.id)) == 2


def drafts(world: World) -> list[Petition]:
    return world.do(lambda session: list(session.exec(select(Petition))))


async def test_the_search_finds_nothing_outside_the_own_subtree(world: World) -> None:
    hoa = admin(world, "Hoa", DISTRICT)
    await hoa.forges("admin:find")
    await hoa.says("thủy điện nậm na")
    assert not any("nam-na" in button["data"] for row in hoa.last.buttons for button in row)


async def test_an_ended_unit_is_listed_as_long_as_somebody_sits_there(world: World) -> None:
    officer(world, "Nam", FACTORY)
    hoa = admin(world, "Hoa", DISTRICT)

    def end(session: Session) -> None:
        for code in (FACTORY, "cs-che-tam-duong"):
            session.get_one(Unit, code).valid_to = world.clock().date().replace(year=2025)

    world.do(end)
    world.house.units._tree = None
    await hoa.says("/canbo")
    assert "2 đơn vị" in hoa.last.text
    await hoa.presses("May Tam Đường")
    assert "đã kết thúc hoạt động" in hoa.last.text
    assert "Mời cán bộ" not in hoa.labels()


async def test_counts_are_told_by_state_without_a_word_of_the_cases(world: World) -> None:
    officer(world, "Nam", FACTORY)
    hoa = admin(world, "Hoa", DISTRICT)
    case(world, worker(world, "Lan"), "Bí mật của Lan", unit=FACTORY)
    case(world, worker(world, "Minh"), "Bí mật của Minh", unit=FACTORY, anonymous=True)
    await hoa.says("/canbo")
    await hoa.presses("May Tam Đường")
    await hoa.presses("Số vụ")
    assert "Chờ cán bộ tiếp nhận: 2" in hoa.last.text
    assert not any("Bí mật" in text or "Lan" in text for text in hoa.hears())


async def test_the_units_below_are_counted_apart(world: World) -> None:
    officer(world, "Nam", FACTORY)
    hoa = admin(world, "Hoa", DISTRICT)
    case(world, worker(world, "Lan"), unit=FACTORY)
    await hoa.forges(f"admin:cases:{DISTRICT}")
    own, below = hoa.last.text.split("\n\n")
    assert "Không có vụ nào" in own
    assert "Chờ cán bộ tiếp nhận: 1" in below


async def test_a_case_that_excludes_the_admins_own_unit_is_not_even_counted(world: World) -> None:
    officer(world, "Mai", DISTRICT)
    hoa = with_role(world, officer(world, "Hoa", FACTORY), DISTRICT, "admin")
    case(world, worker(world, "Lan"), unit=FACTORY, excluded_unit=FACTORY)
    await hoa.forges(f"admin:cases:{DISTRICT}")
    assert "Chờ cán bộ" not in hoa.last.text
    thu = admin(world, "Thu", DISTRICT)
    await thu.forges(f"admin:cases:{DISTRICT}")
    assert "Chờ cán bộ tiếp nhận: 1" in thu.last.text


FORGED = [
    "admin:unit:{0}", "admin:cases:{0}", "admin:invite:officer:{0}", "admin:invite:admin:{0}", "admin:unit:tinh",
    "admin:unit:", "admin:unit", "admin:unit:no-such-unit", "admin:invite", "admin:units", "admin:contact",
    "admin:contact:hotline", "admin:apply",
]  # fmt: skip


@pytest.mark.parametrize("data", FORGED)
async def test_an_admin_of_another_subtree_gets_nothing_by_a_forged_button(world: World, data: str) -> None:
    hoa = admin(world, "Hoa", DISTRICT)
    await hoa.forges(data.format(OTHER))
    assert hoa.hears() == ["Anh/chị chưa được giao việc này."]


@pytest.mark.parametrize(
    "data", [*FORGED, "officers", "admin:list:0", "admin:empty:0", "admin:find", "admin:end:1", "admin:drop"]
)
async def test_officers_and_workers_get_nothing_by_a_forged_button(world: World, data: str) -> None:
    for chat in (officer(world, "Nam", OTHER), worker(world, "Lan")):
        await chat.forges(data.format(OTHER))
        assert chat.hears() == ["Anh/chị chưa được giao việc này."]


async def test_the_command_is_for_a_private_chat(world: World) -> None:
    hoa, group = admin(world, "Hoa"), world.group("Họp")
    await hoa.says("/canbo", at=group)
    await hoa.forges(f"admin:unit:{FACTORY}", at=group)
    assert hoa.hears() == []
    assert all("trò chuyện riêng" in text for text in group.hears())


@pytest.mark.parametrize("data", ["admin:list:99999999999999999999", "admin:list:-1", "admin:list:x", "admin:empty:77"])
async def test_a_page_that_is_not_there_shows_one_that_is(world: World, data: str) -> None:
    hoa = admin(world, "Hoa", DISTRICT)
    await hoa.forges(data)
    assert "Trang 1/1" in hoa.last.text
