"""Where somebody works: found by what they type, and no word of it lost."""

import pytest

from storage.types import FileRef
from tests.conversations.petitions import CHE, MAY, STORY, at_preview, petitions, quiet, said
from tests.factories import officer, worker
from tests.fakes import World


@pytest.mark.parametrize(
    "typed", ["che than uyen", "cty chè Than Uyên", "toi lam o che than uyen", "làm ở cty cp chè Than Uyên", "chè than uyn"]
)
async def test_a_workplace_is_found_by_what_people_type(world: World, typed: str) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.says(typed)
    assert lan.labels()[0] == "Công ty cổ phần Chè Than Uyên"
    assert "Công đoàn cơ sở Công ty cổ phần Chè Than Uyên" in lan.last.text
    await lan.says("1")
    assert [draft.workplace_unit for draft in petitions(world)] == [CHE]
    assert said(world) == [STORY]


async def test_another_name_may_be_typed_when_the_first_was_not_it(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.says("tam duong")
    assert len(lan.labels()) == 5 + 5
    await lan.says("benh vien tinh")
    assert lan.labels()[0] == "Bệnh viện Đa khoa tỉnh Lai Châu"
    await lan.says("may tam duong")
    await lan.presses("Công ty May Tam Đường")
    assert [draft.workplace_unit for draft in petitions(world)] == [MAY]


async def test_a_name_nobody_knows_is_kept_in_the_story(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    world.turn(minutes=1)
    await lan.says("Xưởng gỗ Minh Phát")
    assert lan.last.text.startswith("Tôi chưa tìm thấy nơi này")
    assert "làm ở đâu" in lan.last.text
    assert said(world) == [STORY, "Xưởng gỗ Minh Phát"]


@pytest.mark.parametrize(
    "story",
    [
        "3 thang roi chua tra luong",
        "khong",
        "Tôi kể thêm là tổ trưởng còn dọa ai nói ra thì cho nghỉ, tôi có con nhỏ nên rất lo",
        "giam doc cong ty xay dung muong te danh nguoi",
    ],
)
async def test_a_story_told_as_an_answer_is_not_lost(world: World, story: str) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    world.turn(minutes=1)
    await lan.says(story)
    await quiet(world)
    assert said(world) == [STORY, story]
    assert "Xã, phường nơi tôi làm" in lan.labels()


async def test_a_story_that_names_the_workplace_is_kept_and_the_place_is_offered(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    world.turn(minutes=1)
    await lan.says("giam doc cong ty xay dung muong te danh nguoi")
    assert "Công ty Xây dựng Mường Tè" in lan.labels()


async def test_a_photo_at_the_question_joins_and_the_question_comes_again(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.says("may tam duong", files=(FileRef("photo", "p"),))
    await quiet(world)
    assert said(world) == [STORY, "may tam duong"]
    assert lan.last.text.startswith("Tôi đã ghi thêm")


async def test_the_commune_is_enough(world: World) -> None:
    huyen = officer(world, "Huyền", "huyen-tam-duong")
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.presses("Xã, phường nơi tôi làm")
    await lan.says("ban bo")
    await lan.presses("Xã Bản Bo")
    await lan.presses("Việc khác")
    assert "Gửi tới: Liên đoàn Lao động huyện Tam Đường" in lan.last.text
    await lan.presses("Gửi")
    assert "Nơi làm việc: Xã Bản Bo" in huyen.last.text


async def test_a_commune_typed_at_the_first_question_is_offered_too(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.says("xã Bản Bo")
    await lan.presses("Xã Bản Bo")
    assert [(draft.workplace_said, draft.workplace_commune) for draft in petitions(world)] == [("commune", "03424")]


async def test_a_place_without_a_union_goes_to_whoever_looks_after_its_commune(world: World) -> None:
    officer(world, "Huyền", "huyen-sin-ho")
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.presses("chưa có công đoàn")
    await lan.says("ma quai")
    await lan.presses("Xã Ma Quai")
    await lan.presses("Việc khác")
    assert [(draft.workplace_said, draft.workplace_commune) for draft in petitions(world)] == [("none", "03508")]
    assert "Gửi tới: Liên đoàn Lao động huyện Sìn Hồ" in lan.last.text


@pytest.mark.parametrize("answers", [["Không muốn nói"], ["Bỏ qua"], ["chưa có công đoàn", "Bỏ qua"]])
async def test_whoever_does_not_say_is_heard_by_the_province(world: World, answers: list[str]) -> None:
    officer(world, "Tỉnh", "tinh")
    lan = worker(world, "Lan")
    await lan.says(STORY)
    for answer in answers:
        await lan.presses(answer)
    await lan.presses("Việc khác")
    assert "Gửi tới: Liên đoàn Lao động tỉnh Lai Châu" in lan.last.text


async def test_an_unknown_unit_in_a_button_changes_nothing(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.forges("draft:unit:1:cs-khong-co")
    await lan.forges("draft:commune:1:99999")
    assert [(draft.workplace_said, draft.workplace_unit) for draft in petitions(world)] == [(None, None)]


async def test_skipping_a_question_that_was_answered_keeps_the_answer(world: World) -> None:
    lan = await at_preview(world)
    await lan.presses("Sửa")
    await lan.presses("Đổi nơi làm việc")
    await lan.presses("Bỏ qua")
    assert [draft.workplace_unit for draft in petitions(world)] == [CHE]
    assert "Gửi tới" in lan.last.text
