"""Answers that a unit keeps: saved after one has left, chosen, read, sent, thrown away."""

from sqlmodel import select

from storage.models import CannedAnswer
from tests.factories import case, officer, worker
from tests.fakes import Chat, World

UNIT = "huyen-than-uyen"


async def unit_with_ready_answer(world: World) -> tuple[Chat, Chat, int]:
    """An officer whose unit keeps one ready answer, a worker, and a new case of hers at his desk."""
    minh, lan = officer(world, "Minh", UNIT), worker(world, "Lan")
    case(world, lan, unit=UNIT)
    await world.settle()
    await minh.says("Lương được trả trước ngày 10", reply_to=minh.log[0])
    world.turn(seconds=10)
    await world.settle()
    await minh.presses("Lưu làm mẫu")
    await minh.says("Lương chậm")
    number = case(world, lan, unit=UNIT)
    await world.settle()
    lan.hears()
    return minh, lan, number


async def test_an_answer_that_left_is_kept_under_a_title_and_used_for_the_next_case(world: World) -> None:
    minh, lan, number = await unit_with_ready_answer(world)
    await minh.forges(f"case:answer:{number}")
    await minh.presses("Mẫu trả lời")
    await minh.presses("Lương chậm")
    assert "Lương được trả trước ngày 10" in minh.last.text
    assert lan.hears() == []
    await minh.presses("Gửi")
    assert "Lương được trả trước ngày 10" in lan.hears()[0]
    assert minh.last.text.startswith("Đã gửi cho người lao động")
    await minh.says("Cảm ơn")
    world.turn(seconds=60)
    await world.settle()
    assert not any("Cảm ơn" in said for said in lan.hears())


async def test_the_same_title_again_replaces_what_stood_there(world: World) -> None:
    minh, _, _ = await unit_with_ready_answer(world)
    await minh.says("Lương trả trước ngày 15", reply_to=minh.log[-1])
    world.turn(seconds=10)
    await world.settle()
    await minh.presses("Lưu làm mẫu")
    await minh.says("!!!")
    assert "đặt tên ngắn" in minh.last.text
    await minh.says("luong cham")
    assert world.do(lambda s: [one.text for one in s.exec(select(CannedAnswer))]) == ["Lương trả trước ngày 15"]


async def test_a_ready_answer_that_was_thrown_away_is_gone_for_all_its_buttons(world: World) -> None:
    minh, lan, number = await unit_with_ready_answer(world)
    await minh.forges(f"canned:show:{number}:1")
    await minh.presses("Xóa mẫu")
    for action in ("show", "send", "delete"):
        await minh.forges(f"canned:{action}:{number}:1")
        assert minh.last.text == "Mẫu này không còn nữa."
    assert lan.hears() == []
    await minh.forges(f"case:answer:{number}")
    assert "Mẫu trả lời" not in minh.labels()


async def test_ready_answers_of_another_unit_are_not_there(world: World) -> None:
    _, lan, _ = await unit_with_ready_answer(world)
    xa = officer(world, "Xa", "huyen-tan-uyen")
    theirs = case(world, lan, unit="huyen-tan-uyen")
    await world.settle()
    lan.hears()
    await xa.forges(f"canned:send:{theirs}:1")
    assert xa.last.text == "Mẫu này không còn nữa."
    assert lan.hears() == []


async def test_what_is_no_answer_that_left_is_not_kept(world: World) -> None:
    minh, _, number = await unit_with_ready_answer(world)
    for said in ("999999", "x", str(number)):
        await minh.forges(f"canned:save:{number}:{said}")
        assert minh.last.text == "Mẫu này không còn nữa."
