"""A worker writes: from the first word to the preview, with the mistakes people make."""

import unicodedata

import pytest

from storage.types import FileRef
from tests.conversations.petitions import CHE, PHOTO, STORY, VOICE, at_preview, petitions, quiet, said, to_preview
from tests.factories import case, officer, worker
from tests.fakes import World


async def test_any_word_begins_a_petition(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    assert "làm ở đâu" in lan.hears()[-1]
    assert [(draft.state, draft.kind, draft.address) for draft in petitions(world)] == [("draft", "kien_nghi", lan.address)]
    assert said(world) == [STORY]


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "file"])
async def test_a_file_without_words_is_a_petition_too(world: World, kind: str) -> None:
    """T10"""
    lan = worker(world, "Lan")
    await lan.says(files=(FileRef(kind, "ref"),))
    assert "làm ở đâu" in lan.last.text
    await lan.presses("Không muốn nói")
    await lan.presses("Bỏ qua")
    assert "Kèm theo: 1" in lan.last.text


async def test_a_place_is_kept_as_a_line_and_covered_for_the_anonymous(world: World) -> None:
    officer(world, "Hòa", CHE)
    lan = worker(world, "Lan")
    await lan.says(files=(FileRef("location", "22.39640,103.45820"),))
    await to_preview(lan)
    assert "Vị trí: 22.39640,103.45820" in lan.last.text
    await lan.presses("Ẩn danh: tắt")
    assert "Vị trí: ***" in lan.last.text
    assert "22.39640" not in lan.last.text.partition("Người gửi")[2].partition("Cán bộ không thấy")[0]


async def test_the_command_asks_for_the_story(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says("/kiennghi")
    assert "cứ kể" in lan.last.text
    assert petitions(world) == []
    await lan.says(STORY)
    assert "làm ở đâu" in lan.last.text


async def test_words_behind_the_command_are_the_story(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says("/kiennghi Chậm lương\nđã ba tháng")
    assert said(world) == ["Chậm lương\nđã ba tháng"]


@pytest.mark.parametrize("words", ["/cauhoi", "/question", "câu hỏi"])
async def test_a_question_is_a_petition_of_its_own_kind(world: World, words: str) -> None:
    lan = worker(world, "Lan")
    await lan.says(words)
    await lan.says("Nghỉ thai sản được mấy tháng?")
    assert [draft.kind for draft in petitions(world)] == ["cau_hoi"]
    await lan.presses("Không muốn nói")
    assert "Câu hỏi" in lan.last.text


async def test_the_menu_button_does_what_the_command_does(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says("/trogiup")
    await lan.forges("petition")
    assert "cứ kể" in lan.last.text


@pytest.mark.parametrize("text", ["😢", "?", "...", "👍🏽"])
async def test_a_smile_alone_is_no_petition(world: World, text: str) -> None:
    lan = worker(world, "Lan")
    await lan.says(text)
    assert "cứ kể" in lan.last.text
    assert petitions(world) == []


async def test_words_in_any_script_are_a_petition(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says("ຂ້ອຍບໍ່ໄດ້ຮັບເງິນເດືອນ")
    assert len(petitions(world)) == 1


async def test_text_is_kept_composed_however_it_was_typed(world: World) -> None:
    """L5"""
    lan = worker(world, "Lan")
    await lan.says(unicodedata.normalize("NFD", STORY))
    assert said(world) == [STORY]
    await lan.says(unicodedata.normalize("NFD", "Không muốn nói"))
    assert "việc gì" in lan.last.text


@pytest.mark.parametrize(("letters", "left"), [(4_500, "3.500"), (20_000, "19.000")])
async def test_a_long_story_is_kept_whole_and_its_beginning_shown(world: World, letters: int, left: str) -> None:
    """T14"""
    hoa = officer(world, "Hòa", CHE)
    lan = worker(world, "Lan")
    story = "Ngày nào cũng tăng ca đến đêm. " * 1000
    story = story[: letters - 1] + "!"
    await to_preview(lan, story)
    assert said(world) == [story]
    assert f"Còn {left} chữ" in lan.last.text
    assert len(lan.last.text) < 2000
    await lan.presses("Gửi")
    assert lan.last.kind == "receipt"
    assert [heard.kind for heard in hoa.log] == ["card"]


async def test_a_known_workplace_is_not_asked_for(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(f"/start u_{CHE}")
    await lan.says(STORY)
    assert "việc gì" in lan.last.text
    assert [draft.workplace_unit for draft in petitions(world)] == [CHE]


async def test_numbers_answer_every_menu(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.says("2")  # no union there
    assert "xã, phường nào" in lan.last.text
    await lan.says("2")  # back
    assert "làm ở đâu" in lan.last.text
    await lan.says("che than uyen")
    await lan.says("1")
    await lan.says("2")  # working hours
    assert "Về: Giờ làm, tăng ca" in lan.last.text
    await lan.says("2")  # anonymous
    assert "Người gửi: Ẩn danh" in lan.last.text
    await lan.says("5")
    await lan.says("2")  # cancel's second line: keep
    assert "30 ngày" in lan.last.text
    assert said(world) == [STORY]


async def test_a_wrong_number_is_told_and_not_kept(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.says("17")
    assert lan.last.text.startswith("Không có số đó")
    assert "làm ở đâu" in lan.last.text
    await lan.presses("Không muốn nói")
    await lan.says("99")
    assert "việc gì" in lan.last.text
    assert said(world) == [STORY]


async def test_one_can_go_back_and_forth(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.says("quay lại")
    assert "viết thêm" in lan.last.text
    await lan.presses("Xong")
    await lan.presses("Không muốn nói")
    await lan.presses("Quay lại")
    assert "làm ở đâu" in lan.last.text
    await lan.presses("Bỏ qua")
    await lan.says("quay lai")
    await lan.presses("Bỏ qua")
    await lan.presses("Bỏ qua")
    assert "Gửi tới" in lan.last.text
    await lan.says("quay lại")
    assert "muốn sửa gì" in lan.last.text
    await lan.says("quay lại")
    assert "Gửi tới" in lan.last.text


async def test_a_skipped_topic_is_not_asked_again(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.presses("Bỏ qua")
    await lan.presses("Bỏ qua")
    assert "Về: Chưa nói rõ" in lan.last.text
    await lan.presses("Ẩn danh")
    assert "Gửi tới" in lan.last.text


async def test_some_words_of_a_topic_choose_it(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.presses("Không muốn nói")
    await lan.says("tang ca")
    assert "Về: Giờ làm, tăng ca" in lan.last.text
    assert said(world) == [STORY]


async def test_a_story_at_the_question_for_the_topic_is_not_lost(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.presses("Không muốn nói")
    await lan.says("Hôm qua quản đốc còn chửi mấy chị em nữa")
    await quiet(world)
    assert "việc gì" in lan.last.text
    assert said(world) == [STORY, "Hôm qua quản đốc còn chửi mấy chị em nữa"]


async def test_danger_shows_whom_to_call_before_anything_is_asked(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says("co nguoi bi dien giat o xuong")
    numbers, question = lan.hears()
    assert "115" in numbers
    assert "làm ở đâu" in question
    await lan.presses("Không muốn nói")
    assert "KHẨN CẤP" in lan.last.text
    await lan.presses("Khẩn: bật")
    assert "KHẨN CẤP" not in lan.last.text
    assert "Khẩn: tắt" in lan.labels()
    assert [draft.urgent for draft in petitions(world)] == [False]


@pytest.mark.parametrize("text", ["cháy nổ ở cty chè Than Uyên", "tai nan o cong ty co phan che than uyen"])
async def test_danger_in_an_answer_is_not_taken_for_a_name_only(world: World, text: str) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    world.turn(minutes=1)
    await lan.says(text)
    assert "115" in lan.hears()[-2]
    assert "Chè Than Uyên" in lan.last.text
    assert [draft.urgent for draft in petitions(world)] == [True]
    assert said(world) == [STORY, text]


async def test_an_alarm_needs_no_words(world: World) -> None:
    hoa = officer(world, "Hòa", "tinh")
    lan = worker(world, "Lan")
    await lan.forges("urgent:petition")
    await lan.presses("Không muốn nói")
    assert "báo ngay" in lan.last.text
    await lan.presses("Gửi")
    assert lan.last.kind == "receipt"
    assert "KHẨN CẤP" in hoa.last.text


async def test_nobody_hears_of_a_draft(world: World) -> None:
    hoa, tinh = officer(world, "Hòa", CHE), officer(world, "Tỉnh", "tinh")
    await at_preview(world)
    assert hoa.hears() == tinh.hears() == []


async def test_with_a_case_open_it_is_asked_where_the_words_belong(world: World) -> None:
    lan = worker(world, "Lan")
    code = _code(world, case(world, lan))
    await lan.says("Hôm nay vẫn chưa có lương")
    assert f"{code} · Tiền lương, tiền thưởng. Người đọc: Liên đoàn Lao động tỉnh Lai Châu." in lan.last.text
    assert lan.labels() == [f"Bổ sung vào {code}", "Kiến nghị mới"]
    await lan.says("mà còn bị đuổi việc")
    await quiet(world)
    assert lan.labels() == [f"Bổ sung vào {code}", "Kiến nghị mới"]
    await lan.presses("Kiến nghị mới")
    assert "làm ở đâu" in lan.last.text
    assert said(world, 2) == ["Hôm nay vẫn chưa có lương", "mà còn bị đuổi việc"]


async def test_danger_while_a_case_is_open_is_shown_whom_to_call_and_still_asked_about(world: World) -> None:
    lan = worker(world, "Lan")
    case(world, lan)
    await lan.says("Có tai nạn chết người")
    assert "115" in lan.hears()[-2]
    assert "Kiến nghị mới" in lan.labels()


async def test_a_petition_that_was_asked_for_is_new_whatever_is_open(world: World) -> None:
    lan = worker(world, "Lan")
    case(world, lan)
    await lan.says("/kiennghi")
    await lan.says("Bữa ăn ca kém quá")
    assert "làm ở đâu" in lan.last.text


async def test_an_english_reader_is_asked_in_english(world: World) -> None:
    ann = worker(world, "Ann")
    await ann.says("/ngonngu")
    await ann.presses("English")
    await ann.says("We have a question for you")
    assert "Where do you work" in ann.last.text
    await ann.presses("rather not")
    await ann.presses("Wages")
    assert "To: " in ann.last.text
    await ann.presses("Send")
    assert "Your code" in ann.last.text


async def test_a_voice_note_and_words_are_one_petition(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(files=(VOICE,))
    await lan.says("nghe giúp tôi", files=(PHOTO,))
    await quiet(world)
    await lan.presses("Không muốn nói")
    await lan.presses("Việc khác")
    assert "Kèm theo: 1 ảnh, 1 ghi âm" in lan.last.text
    assert len(petitions(world)) == 1


def _code(world: World, petition_id: int) -> str:
    return next(petition.code or "" for petition in petitions(world) if petition.id == petition_id)
