"""A draft that is left: found again, thrown away, forgotten after a month."""

from handlers.drafts import KEPT, forget_old_drafts
from tests.conversations.petitions import (
    CHE,
    PHOTO,
    STORY,
    VOICE,
    at_preview,
    attachments,
    brought,
    content,
    petitions,
    quiet,
    said,
    to_preview_from_workplace,
)
from tests.factories import worker
from tests.fakes import World


async def test_cancelling_asks_before_anything_is_erased(world: World) -> None:
    lan = await at_preview(world)
    await lan.presses("Hủy")
    assert "bỏ thư này?" in lan.last.text
    assert said(world) == [STORY]
    await lan.presses("Quay lại")
    assert "Gửi tới" in lan.last.text
    await lan.says("hủy")
    await lan.presses("Bỏ thư")
    assert "Chưa có ai đọc" in lan.last.text
    assert petitions(world) == []
    assert said(world) == []


async def test_the_word_works_at_every_question(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.says("/huy")
    assert "bỏ thư này?" in lan.last.text
    await lan.presses("Quay lại")
    assert "làm ở đâu" in lan.last.text
    await lan.presses("Không muốn nói")
    await lan.says("huy")
    assert "bỏ thư này?" in lan.last.text


async def test_buttons_of_a_draft_that_was_thrown_away_do_nothing(world: World) -> None:
    lan = await at_preview(world)
    await lan.says("/huy")
    await lan.presses("Bỏ thư")
    heard = len(lan.log)
    await lan.forges("petition:send:1")
    await lan.forges("petition:drop:1")
    assert len(lan.log) == heard + 2
    assert petitions(world) == []


async def test_files_go_with_the_draft_and_their_contents_too(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY, files=(PHOTO,))
    digest = brought(world, b"a picture")
    await lan.says("/huy")
    assert content(world, digest) == b"a picture"
    await lan.presses("Bỏ thư")
    assert attachments(world) == []
    assert content(world, digest) is None


async def test_contents_that_somebody_else_has_sent_too_stay(world: World) -> None:
    lan, mai = worker(world, "Lan"), worker(world, "Mai")
    for chat in (lan, mai):
        await chat.says(STORY, files=(PHOTO,))
    digest = brought(world, b"the same notice on the wall")
    await lan.says("/huy")
    await lan.presses("Bỏ thư")
    assert content(world, digest) == b"the same notice on the wall"
    await mai.says("/huy")
    await mai.presses("Bỏ thư")
    assert content(world, digest) is None


async def test_contents_go_with_what_a_new_petition_leaves_behind(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY, files=(PHOTO,))
    digest = brought(world, b"a picture")
    await lan.says("/kiennghi Chuyện khác")
    await lan.presses("Viết thư mới")
    assert content(world, digest) is None


async def test_contents_that_an_anonymous_author_does_not_send_are_erased(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY, files=(VOICE,))
    digest = brought(world, b"a voice")
    await quiet(world)
    await to_preview_from_workplace(lan)
    await lan.presses("Ẩn danh")
    await lan.presses("Gửi")
    assert content(world, digest) == b"a voice"
    await lan.presses("Gửi thư, không gửi tệp")
    assert content(world, digest) is None


async def test_a_draft_can_be_kept_for_later(world: World) -> None:
    lan = await at_preview(world)
    await lan.presses("Hủy")
    await lan.presses("Giữ lại")
    world.turn(hours=3)
    await lan.says("Còn một chuyện nữa")
    assert "Gửi" in lan.labels()
    assert said(world) == [STORY, "Còn một chuyện nữa"]


async def test_the_command_finds_the_draft_again(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.says("/kiennghi")
    assert f"“{STORY}”" in lan.last.text
    assert lan.labels() == ["Viết tiếp", "Viết thư mới"]
    await lan.presses("Viết tiếp")
    assert "làm ở đâu" in lan.last.text


async def test_a_new_one_can_be_begun_in_its_place(world: World) -> None:
    lan = await at_preview(world)
    await lan.says("/cauhoi")
    await lan.presses("Viết thư mới")
    assert "muốn hỏi điều gì" in lan.last.text
    assert petitions(world) == []
    await lan.says("Nghỉ Tết mấy ngày?")
    assert [draft.kind for draft in petitions(world)] == ["cau_hoi"]


async def test_the_next_day_it_is_asked_which_one_the_words_belong_to(world: World) -> None:
    lan = await at_preview(world)
    world.turn(days=2)
    await lan.says("Hôm nay lại bắt tăng ca")
    assert f"“{STORY}”" in lan.last.text
    assert "Hôm nay" not in lan.last.text
    await lan.says("không cho nghỉ")
    await quiet(world)
    assert lan.labels() == ["Viết tiếp", "Viết thư mới"]
    await lan.presses("Viết tiếp")
    assert f"{STORY}\n\nHôm nay lại bắt tăng ca\n\nkhông cho nghỉ" in lan.last.text


async def test_the_new_words_alone_can_begin_anew(world: World) -> None:
    lan = await at_preview(world)
    await lan.presses("Ẩn danh")
    await lan.presses("Công đoàn nơi tôi làm: được xem")
    world.turn(days=2)
    await lan.says("Hôm nay lại bắt tăng ca", files=(PHOTO,))
    await lan.presses("Viết thư mới")
    draft = petitions(world)[0]
    assert (draft.anonymous, draft.excluded_unit, draft.topic, draft.workplace_unit) == (False, None, "overtime", CHE)
    assert said(world) == ["Hôm nay lại bắt tăng ca"]
    assert len(attachments(world)) == 1


async def test_drafts_at_two_addresses_do_not_mix(world: World) -> None:
    """T11"""
    here, there = worker(world, "Lan"), worker(world, "Lan", "web")
    await here.says("Chuyện thứ nhất")
    await there.says("Chuyện thứ hai")
    await here.presses("Không muốn nói")
    await here.presses("Bỏ qua")
    assert "Chuyện thứ hai" not in here.last.text
    await here.presses("Gửi")
    assert {petition.address: petition.state for petition in petitions(world)} == {here.address: "new", there.address: "draft"}


async def test_the_draft_is_there_after_a_restart(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    again = World(world.db)
    again.chats, again.clock = world.chats, world.clock
    again.dispatcher.clock = world.clock
    world.dispatcher = again.dispatcher
    await lan.presses("Không muốn nói")
    await lan.presses("Việc khác")
    assert STORY in lan.last.text


async def test_a_draft_nobody_touches_for_a_month_is_erased_and_its_author_told(world: World) -> None:
    lan, nam = worker(world, "Lan"), worker(world, "Nam")
    await lan.says(STORY, files=(PHOTO,))
    digest = brought(world, b"a picture")
    world.turn(days=KEPT.days - 1)
    await nam.says("Chuyện của Nam")
    assert world.do(lambda session: forget_old_drafts(world.voice(session))) == 0
    lan.hears()
    world.turn(days=1, minutes=1)
    assert world.do(lambda session: forget_old_drafts(world.voice(session))) == 1
    assert world.do(lambda session: forget_old_drafts(world.voice(session))) == 0
    await world.settle()
    assert ["tôi xóa rồi" in text for text in lan.hears()] == [True]
    assert said(world) == ["Chuyện của Nam"]
    assert attachments(world) == []
    assert content(world, digest) is None
    await lan.says("Không muốn nói")
    assert [draft.address for draft in petitions(world)] == [nam.address, lan.address]
