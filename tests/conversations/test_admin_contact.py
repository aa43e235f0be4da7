"""The contact card: edited in chat by the admin of all, seen by everybody."""

import pytest

from tests.factories import admin, worker
from tests.fakes import World


async def test_an_edited_hotline_is_what_workers_see(world: World) -> None:
    hoa, lan = admin(world, "Hoa"), worker(world, "Lan")
    await hoa.says("/canbo")
    await hoa.presses("Sửa liên hệ")
    assert "0213 000 000" in hoa.last.text
    await hoa.presses("Điện thoại")
    await hoa.says("0213 3876 543")
    assert "0213 3876 543" in hoa.last.text
    await lan.says("/lienhe")
    assert "0213 3876 543" in lan.last.text
    assert world.config.contact.address in lan.last.text, "what nobody edited stays"


@pytest.mark.parametrize("field", ["office", "address", "hours"])
async def test_each_field_can_be_edited_and_the_others_stay(world: World, field: str) -> None:
    hoa = admin(world, "Hoa")
    await hoa.forges("admin:contact:hotline")
    await hoa.says("1900 1234")
    await hoa.forges(f"admin:contact:{field}")
    await hoa.says("  Nội dung\n mới ")
    assert "Nội dung mới" in hoa.last.text
    assert "1900 1234" in hoa.last.text


@pytest.mark.parametrize(
    ("field", "text"), [("hotline", "gọi tôi nhé"), ("hotline", ""), ("office", " "), ("hours", "a" * 201)]
)
async def test_what_cannot_stand_there_is_asked_again(world: World, field: str, text: str) -> None:
    hoa = admin(world, "Hoa")
    await hoa.forges(f"admin:contact:{field}")
    await hoa.says(text)
    assert "không quá 200 chữ" in hoa.last.text
    await hoa.says("Nhà 115")
    assert "Nhà 115" in hoa.last.text


async def test_it_can_be_left_as_it_was(world: World) -> None:
    hoa = admin(world, "Hoa")
    await hoa.forges("admin:contact:office")
    await hoa.presses("Hủy")
    await hoa.says("/lienhe")
    assert world.config.contact.office in hoa.last.text


async def test_only_the_admin_of_all_may(world: World) -> None:
    hoa, thu = admin(world, "Hoa", "huyen-tam-duong"), admin(world, "Thu")
    await thu.forges("admin:contact:hotline")
    for data in ("admin:contact", "admin:contact:hotline"):
        await hoa.forges(data)
    await hoa.says("0999 999 999")
    assert hoa.hears()[:2] == ["Anh/chị chưa được giao việc này."] * 2
    await thu.says("/lienhe")
    assert "0999" not in thu.last.text


async def test_a_role_that_ended_gives_no_right_to_what_was_asked_before(world: World) -> None:
    thu, hoa = admin(world, "Thu"), admin(world, "Hoa")
    await hoa.forges("admin:contact:hotline")
    await thu.forges("admin:ended:2")
    await hoa.says("0999 999 999")
    await thu.says("/lienhe")
    assert "0999" not in thu.last.text
