"""What will be sent to whom, and what can still be changed."""

import pytest
from sqlmodel import Session, col, select

from storage.models import CaseMessage
from storage.types import FileRef
from tests.conversations.petitions import CHE, MAY, PHOTO, STORY, VOICE, at_preview, attachments, petitions, quiet, said
from tests.factories import officer, worker
from tests.fakes import World

NAMED = "Tôi là Lò Thị Mai, số 0912 345 678. Công ty nợ lương."


async def test_the_preview_says_where_it_goes_why_and_what_is_seen(world: World) -> None:
    officer(world, "Hòa", CHE)
    lan = await at_preview(world)
    assert lan.last.text.startswith("Gửi tới: Công đoàn cơ sở Công ty cổ phần Chè Than Uyên\nLý do: Đây là công đoàn")
    seen = lan.last.text.partition("Cán bộ sẽ thấy:")[2]
    for words in ("Kiến nghị", "Về: Tiền lương", "Nơi làm việc: Công đoàn cơ sở", "Người gửi: Lan", STORY):
        assert words in seen
    assert lan.labels() == ["Gửi", "Ẩn danh: tắt", "Công đoàn nơi tôi làm: được xem", "Sửa", "Hủy"]


async def test_what_is_previewed_is_what_the_officer_gets(world: World) -> None:
    hoa = officer(world, "Hòa", CHE)
    lan = await at_preview(world, NAMED)
    await lan.presses("Ẩn danh")
    await lan.presses("Che lại")
    previewed = lan.last.text
    await lan.presses("Gửi")
    covered = "Tôi là ***, số ***. Công ty nợ lương."
    assert covered in previewed
    assert covered in hoa.last.text
    for trace in ("Lan", "Mai", "0912", lan.address.partition(":")[2]):
        assert trace not in hoa.last.text


async def test_the_text_changes_with_the_switches_in_place(world: World) -> None:
    lan = await at_preview(world)
    shown = len(lan.log)
    await lan.presses("Ẩn danh: tắt")
    assert "Người gửi: Ẩn danh" in lan.last.text
    assert "Người gửi: Lan" not in lan.last.text
    await lan.presses("Ẩn danh: bật")
    assert "Người gửi: Lan" in lan.last.text
    assert len(lan.log) == shown


async def test_the_own_union_is_left_out_if_one_wants_that(world: World) -> None:
    hoa, huyen = officer(world, "Hòa", CHE), officer(world, "Huyền", "huyen-than-uyen")
    lan = await at_preview(world)
    await lan.presses("Công đoàn nơi tôi làm: được xem")
    assert lan.last.text.startswith("Gửi tới: Liên đoàn Lao động huyện Than Uyên\nLý do: Anh/chị không muốn")
    assert "Công đoàn nơi tôi làm: không được xem" in lan.labels()
    await lan.presses("Gửi")
    assert hoa.log == []
    assert len(huyen.log) == 1


async def test_another_workplace_is_left_out_in_place_of_the_first(world: World) -> None:
    lan = await at_preview(world)
    await lan.presses("Công đoàn nơi tôi làm: được xem")
    await lan.presses("Sửa")
    await lan.presses("Đổi nơi làm việc")
    await lan.says("may tam duong")
    await lan.presses("Công ty May Tam Đường")
    assert [draft.excluded_unit for draft in petitions(world)] == [MAY]
    await lan.presses("Sửa")
    await lan.presses("Đổi nơi làm việc")
    await lan.presses("Không muốn nói")
    assert [draft.excluded_unit for draft in petitions(world)] == [None]
    assert "Công đoàn nơi tôi làm: được xem" not in lan.labels()


async def test_a_switch_pressed_twice_is_the_same_wish(world: World) -> None:
    lan = await at_preview(world)
    await lan.presses("Ẩn danh: tắt", settle=False)
    await lan.presses("Ẩn danh: tắt")
    assert [draft.anonymous for draft in petitions(world)] == [True]


async def test_names_and_numbers_are_shown_and_covered_only_if_wanted(world: World) -> None:
    """P4"""
    hoa = officer(world, "Hòa", CHE)
    lan = await at_preview(world, NAMED)
    assert "Trong thư có: Lò Thị Mai, 0912 345 678." in lan.last.text
    await lan.presses("Che lại")
    assert "Trong thư có" not in lan.last.text
    await lan.presses("Bỏ che")
    await lan.presses("Gửi")
    assert NAMED in hoa.last.text


async def test_words_that_come_after_covering_are_covered_too(world: World) -> None:
    lan = await at_preview(world, NAMED)
    await lan.presses("Che lại")
    await lan.says("gọi tôi 0987654321 nhé")
    await quiet(world)
    assert "gọi tôi *** nhé" in lan.last.text
    assert said(world)[-1] == "gọi tôi 0987654321 nhé"


@pytest.mark.parametrize("kind", ["voice", "video", "file"])
async def test_files_that_reveal_their_sender_go_along_only_after_a_question(world: World, kind: str) -> None:
    """P5"""
    hoa = officer(world, "Hòa", CHE)
    lan = await at_preview(world)
    await lan.says(files=(FileRef(kind, "ref", digest="d" * 64),))
    await quiet(world)
    await lan.presses("Ẩn danh: tắt")
    assert "có thể làm lộ danh tính" in lan.last.text
    assert [file.allowed for file in attachments(world)] == [False]
    await lan.presses("Gửi")
    assert "Tệp này có thể làm lộ danh tính. Vẫn gửi?" in lan.last.text
    assert hoa.log == []
    await lan.presses("Vẫn gửi tệp")
    assert lan.last.kind == "receipt"
    assert [heard.kind for heard in hoa.log] == ["card", "file"]


async def test_the_letter_goes_without_the_file_if_one_wants_that(world: World) -> None:
    hoa = officer(world, "Hòa", CHE)
    lan = await at_preview(world)
    await lan.says(files=(VOICE, PHOTO))
    await quiet(world)
    await lan.presses("Ẩn danh: tắt")
    await lan.presses("Gửi")
    await lan.presses("không gửi tệp")
    assert lan.last.kind == "receipt"
    assert [file.kind for file in attachments(world)] == ["photo"]
    assert STORY in hoa.last.text


async def test_without_its_only_file_there_is_nothing_to_send(world: World) -> None:
    hoa = officer(world, "Hòa", CHE)
    lan = worker(world, "Lan")
    await lan.says(files=(VOICE,))
    await lan.presses("Không muốn nói")
    await lan.presses("Việc khác")
    await lan.presses("Ẩn danh: tắt")
    await lan.presses("Gửi")
    await lan.presses("không gửi tệp")
    assert "viết vài lời" in lan.last.text
    assert hoa.log == []
    await lan.says("Sếp chửi công nhân")
    await quiet(world)
    await lan.presses("Gửi")
    await lan.presses("không gửi tệp")
    assert lan.last.kind == "receipt"
    assert [message for message in said(world) if message] == ["Sếp chửi công nhân"]


async def test_a_voice_note_that_comes_after_the_wish_to_be_anonymous_is_held_back_too(world: World) -> None:
    """P5"""
    lan = await at_preview(world)
    await lan.presses("Ẩn danh: tắt")
    await lan.says(files=(VOICE, PHOTO))
    await quiet(world)
    assert [file.allowed for file in attachments(world)] == [False, True]
    await lan.presses("Gửi")
    assert "Vẫn gửi?" in lan.last.text


async def test_one_can_go_back_from_the_question_about_files(world: World) -> None:
    lan = await at_preview(world)
    await lan.says(files=(VOICE,))
    await quiet(world)
    await lan.presses("Ẩn danh: tắt")
    await lan.presses("Gửi")
    await lan.presses("Quay lại")
    await lan.presses("Ẩn danh: bật")
    await lan.presses("Gửi")
    assert lan.last.kind == "receipt"
    assert [file.allowed for file in attachments(world)] == [True]


async def test_pictures_need_no_question(world: World) -> None:
    lan = await at_preview(world)
    await lan.presses("Ẩn danh: tắt")
    await lan.says(files=(PHOTO,))
    await quiet(world)
    await lan.presses("Gửi")
    assert lan.last.kind == "receipt"


async def test_the_story_can_be_written_again(world: World) -> None:
    lan = await at_preview(world)
    await lan.says("và một tấm ảnh", files=(PHOTO,))
    await quiet(world)
    await lan.presses("Sửa")
    await lan.presses("Viết lại")
    await lan.says("Chuyện là thế này")
    assert "Chuyện là thế này" in lan.last.text
    assert STORY not in lan.last.text
    assert "1 ảnh" in lan.last.text
    assert [text for text in said(world) if text] == ["Chuyện là thế này"]


async def test_more_can_be_told(world: World) -> None:
    lan = await at_preview(world)
    await lan.presses("Sửa")
    await lan.presses("Thêm")
    await lan.says("Còn chuyện bữa ăn nữa")
    await quiet(world)
    assert f"{STORY}\n\nCòn chuyện bữa ăn nữa" in lan.last.text
    assert "Gửi" in lan.labels()


async def test_topic_and_kind_can_be_changed(world: World) -> None:
    lan = await at_preview(world)
    await lan.presses("Sửa")
    await lan.presses("Đổi chủ đề")
    await lan.presses("Bữa ăn ca")
    assert "Về: Bữa ăn ca" in lan.last.text
    await lan.presses("Sửa")
    await lan.presses("Đổi thành câu hỏi")
    assert "Câu hỏi" in lan.last.text
    await lan.presses("Sửa")
    await lan.presses("Đổi thành kiến nghị")
    assert [(draft.topic, draft.kind) for draft in petitions(world)] == [("meals", "kien_nghi")]


async def test_what_the_rules_send_higher_is_shown_with_its_reason(world: World) -> None:
    officer(world, "Hòa", CHE)
    officer(world, "Tỉnh", "tinh")
    lan = await at_preview(world)
    await lan.presses("Sửa")
    await lan.presses("Đổi chủ đề")
    await lan.presses("Quấy rối")
    assert lan.last.text.startswith("Gửi tới: Liên đoàn Lao động tỉnh Lai Châu\nLý do: Việc này do cấp cao hơn")


async def test_an_edited_message_changes_the_draft(world: World) -> None:
    """T6"""
    lan = worker(world, "Lan")
    message = await lan.says("Chuyện ở tổ em, nhờ anh chị xem giúp")
    await lan.presses("Không muốn nói")
    await lan.presses("Tiền lương")
    await lan.edits(message, "Chuyện ở tổ em, gọi 0912345678")
    assert "Chuyện ở tổ em" in lan.last.text
    assert said(world) == ["Chuyện ở tổ em, gọi 0912345678"]
    await lan.presses("Che lại")
    await lan.edits(message, "Công ty nợ lương, gọi 0987654321")

    def masked(session: Session) -> list[str | None]:
        return list(session.exec(select(CaseMessage.masked_text).order_by(col(CaseMessage.id))))

    assert world.do(masked) == ["Công ty nợ lương, gọi ***"]
