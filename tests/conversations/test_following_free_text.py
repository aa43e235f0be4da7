"""Something is written while a case is open: it is asked where it belongs; what an anonymous worker adds is looked at first."""

from storage.types import FileRef
from tests.conversations.following import (
    UNIT,
    data,
    drafts,
    files_of,
    kept,
    open_one,
    said,
    sends_album,
)
from tests.factories import case
from tests.fakes import Heard, World


async def test_a_free_text_with_three_open_cases_asks_which_and_who_would_read_it(world: World) -> None:
    lan, hoa, first = await open_one(world)
    others = [case(world, lan, "Việc khác", unit=UNIT) for _ in range(3)]
    await world.settle()
    hoa.hears()
    await lan.says("Vẫn chưa có gì")
    assert data(lan)[:3] == [f"follow:add:{number}" for number in reversed(others)]
    assert lan.last.text.count("Chè Than Uyên") == 3
    assert hoa.hears() == []
    await lan.presses(f"follow:add:{others[1]}")
    assert [part.text for part in said(world, others[1])] == ["Việc khác", "Vẫn chưa có gì"]
    assert len(said(world, first)) == 1
    assert len(hoa.hears()) == 1


async def test_an_album_written_freely_is_not_lost_whatever_is_chosen(world: World) -> None:
    lan, hoa, number = await open_one(world)
    await sends_album(lan, 4, "Ảnh phiếu lương")
    await lan.presses(f"follow:add:{number}")
    await sends_album(lan, 2, "", first=4)  # the slow ones come after the press
    assert len(files_of(world, number)) == 6
    assert sum(heard.kind == "file" for heard in hoa.log) == 6
    assert world.do(drafts) == []
    await lan.presses(f"follow:add:{number}")
    assert len(said(world, number)) == 7


async def test_a_free_text_may_become_a_new_petition_instead(world: World) -> None:
    lan, hoa, number = await open_one(world)
    await lan.says("Bữa ăn ít")
    await lan.presses("Kiến nghị mới")
    await lan.forges(f"follow:add:{number}")  # an old button: what is being written stays its own
    assert len(said(world, number)) == 1
    assert len(world.do(drafts)) == 1
    await lan.presses("Xong")
    assert "Viết tiếp" in lan.labels()
    assert hoa.hears() == []


async def test_danger_written_freely_is_never_added_by_itself(world: World) -> None:
    lan, hoa, number = await open_one(world)
    await lan.says("Có tai nạn")
    assert "115" in lan.hears()[0]
    assert hoa.hears() == []
    await lan.presses(f"follow:add:{number}")
    assert kept(world, number).urgent
    assert "115" not in "".join(lan.hears())  # they were shown when it was written
    assert hoa.hears()[0].startswith("KHẨN CẤP")


async def test_a_reply_to_ones_own_words_in_a_draft_belongs_to_the_draft(world: World) -> None:
    lan, _, number = await open_one(world)
    first = await lan.says("Bữa ăn ít")
    await lan.presses("Kiến nghị mới")
    own = Heard("", [], first.message_id or "", {}, "note", None)
    await lan.says("Cơm thiu, nhiều người đau bụng, không ai dám nói gì với tổ trưởng cả tháng nay", reply_to=own)
    draft = world.do(drafts)[0]
    assert len(said(world, draft.id)) == 2
    assert len(said(world, number)) == 1


async def test_names_and_numbers_that_an_anonymous_worker_adds_are_covered_until_they_say_otherwise(world: World) -> None:
    """P3, P4"""
    lan, hoa, number = await open_one(world, anonymous=True)
    await lan.forges(f"follow:add:{number}")
    await lan.says("Gọi tôi 0912345678")
    assert "0912345678" not in "".join(heard.text for heard in hoa.log)
    assert "0912345678" in lan.last.text
    await lan.presses("Cho cán bộ xem")
    assert hoa.hears()[-1].endswith("Gọi tôi 0912345678")
    assert len(said(world, number)) == 2


async def test_a_voice_that_an_anonymous_worker_adds_waits_for_their_agreement(world: World) -> None:
    """P5"""
    lan, hoa, number = await open_one(world, anonymous=True)
    await lan.forges(f"follow:add:{number}")
    await lan.says("Nghe thử", files=(FileRef("voice", digest="v", mime="audio/ogg"),))
    assert [heard.kind for heard in hoa.log if heard.kind == "file"] == []
    assert hoa.log[-1].text.endswith("Nghe thử")
    await lan.presses("Vẫn gửi tệp")
    assert [heard.kind for heard in hoa.log if heard.kind == "file"] == ["file"]
    await lan.forges(f"follow:files:{number}:{said(world, number)[-1].id}")
    assert [heard.kind for heard in hoa.log if heard.kind == "file"] == ["file"]


async def test_a_voice_written_freely_is_held_back_when_it_joins_an_anonymous_case(world: World) -> None:
    """P5"""
    lan, hoa, number = await open_one(world, anonymous=True)
    await lan.says(None, files=(FileRef("voice", digest="v", mime="audio/ogg"),))
    await lan.presses(f"follow:add:{number}")
    assert "lộ danh tính" in lan.last.text
    assert hoa.hears() == []
    await lan.presses("Vẫn gửi tệp")
    assert [heard.kind for heard in hoa.log[-2:]] == ["note", "file"]
