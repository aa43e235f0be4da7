"""Many messages at once: each is kept, and the bot does not chatter (T5)."""

from storage.types import FileRef
from tests.conversations.petitions import STORY, attachments, petitions, quiet, said
from tests.factories import worker
from tests.fakes import Chat, World


async def album(chat: Chat, photos: int, caption: str | None = None) -> None:
    """An album, as its parts arrive."""
    for number in range(photos):
        file = FileRef("photo", f"photo-{chat.address}-{number}")
        await chat.says(caption if number == 0 else None, album="album-1", files=(file,))


async def test_an_album_and_messages_between_are_one_petition_with_one_question(world: World) -> None:
    lan = worker(world, "Lan")
    await album(lan, 6)
    for text in ("luong cham", "khong ai tra loi", "nha co con nho"):
        world.turn(seconds=1)
        await lan.says(text)
    assert len(lan.hears()) == 1
    await quiet(world)
    again = lan.hears()
    assert len(again) == 1
    assert again[0].startswith("Tôi đã ghi thêm 8 tin.")
    assert "làm ở đâu" in again[0]
    assert len(petitions(world)) == 1
    assert len(attachments(world)) == 6
    assert [text for text in said(world) if text] == ["luong cham", "khong ai tra loi", "nha co con nho"]


async def test_the_question_waits_until_it_is_quiet(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    lan.hears()
    for _ in range(5):
        await lan.says("và còn nữa")
        world.turn(seconds=3)
        await world.settle()
        assert lan.hears() == []
    await quiet(world)
    assert len(lan.hears()) == 1
    await quiet(world)
    assert lan.hears() == []


async def test_messages_at_the_preview_show_it_once_more_with_all_of_them(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.presses("Không muốn nói")
    await lan.presses("Tiền lương")
    lan.hears()
    await lan.says("thêm một chuyện")
    await lan.says("và một chuyện nữa")
    await album(lan, 3)
    await quiet(world)
    shown = lan.hears()
    assert len(shown) == 1
    assert "thêm một chuyện\n\nvà một chuyện nữa" in shown[0]
    assert "3 ảnh" in shown[0]


async def test_a_press_after_more_messages_answers_below_them(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.says("và còn nữa")
    await lan.presses("Không muốn nói")
    assert "việc gì" in lan.last.text
    assert len(lan.log) == 2
    await quiet(world)
    assert len(lan.log) == 2, "what was to be asked again was answered meanwhile"


async def test_a_press_without_messages_between_changes_the_question_in_place(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.presses("Không muốn nói")
    assert len(lan.log) == 1
    assert lan.last.replaced


async def test_a_smile_among_messages_is_not_kept(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.says("😢")
    await lan.says("👍")
    assert len(lan.log) == 1
    await quiet(world)
    assert len(lan.log) == 2
    assert "làm ở đâu" in lan.last.text
    assert said(world) == [STORY]


async def test_danger_in_the_middle_is_answered_at_once_and_only_once(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says(STORY)
    await lan.says("có người bị tai nạn")
    await lan.says("tai nạn nặng lắm")
    heard = lan.hears()
    assert ["115" in text for text in heard] == [False, True]
    await quiet(world)
    assert "làm ở đâu" in lan.last.text


async def test_two_people_writing_at_once_get_a_draft_each(world: World) -> None:
    """T21"""
    lan, hoa = worker(world, "Lan"), worker(world, "Hoa")
    for number in range(3):
        await lan.says(f"Lan kể {number}", settle=False)
        await hoa.says(f"Hoa kể {number}", settle=False)
    await world.settle()
    drafts = {draft.address: draft.id for draft in petitions(world)}
    assert said(world, drafts[lan.address]) == ["Lan kể 0", "Lan kể 1", "Lan kể 2"]
    assert said(world, drafts[hoa.address]) == ["Hoa kể 0", "Hoa kể 1", "Hoa kể 2"]
