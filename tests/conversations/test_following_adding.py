"""A worker adds to a case: by replying, after pressing the button, or by saying where a free text belongs."""

from sqlmodel import Session, select

from storage.models import Attachment, Petition
from storage.types import FileRef
from tests.conversations.following import answers, asks, card, data, kept, said
from tests.factories import case, officer, worker
from tests.fakes import Chat, Heard, World

UNIT = "cs-che-than-uyen"


def photo(number: int) -> FileRef:
    """A picture whose content is here."""
    return FileRef("photo", digest=f"d{number}", mime="image/jpeg")


async def sends_album(chat: Chat, count: int, caption: str, first: int = 0) -> None:
    """Several pictures as one album, the caption at the first."""
    for number in range(first, first + count):
        await chat.says(caption if number == 0 else None, files=(photo(number),), album="a1", settle=False)
    await chat.world.settle()


async def open_one(world: World, text: str = "Chậm lương hai tháng", **values: object) -> tuple[Chat, Chat, int]:
    """A worker, an officer who has read the card, and the case between them."""
    hoa = officer(world, "Hoa", UNIT)
    lan = worker(world, "Lan")
    number = case(world, lan, text, unit=UNIT, **values)
    await world.settle()
    hoa.hears()
    return lan, hoa, number


def files_of(world: World, case: int) -> list[Attachment]:
    def read(session: Session) -> list[Attachment]:
        return list(session.exec(select(Attachment).where(Attachment.petition_id == case)))

    found: list[Attachment] = world.do(read)
    return found


async def test_a_reply_to_a_question_answers_it_and_the_case_goes_on(world: World) -> None:
    lan, hoa, number = await open_one(world)
    await hoa.presses(f"case:take:{number}")
    await asks(world, hoa, number, "Từ tháng nào?")
    assert kept(world, number).state == "asked"
    hoa.hears()
    await lan.says("Từ tháng 3", reply_to=lan.last)
    assert kept(world, number).state == "taken"
    assert hoa.hears() == [f"Người gửi {kept(world, number).code} viết thêm:\nTừ tháng 3"]
    assert "Từ tháng 3" in card(hoa, number).text
    assert "sẽ đọc" in lan.last.text


async def test_what_is_written_after_the_button_is_added_until_done_is_pressed(world: World) -> None:
    lan, hoa, number = await open_one(world)
    await lan.forges(f"follow:add:{number}")
    assert "Chè Than Uyên sẽ đọc" in lan.last.text
    await lan.says("Tháng 3 chưa có lương")
    await lan.says("Tháng 4 cũng chưa")
    await lan.presses("Xong")
    assert [part.text for part in said(world, number)][1:] == ["Tháng 3 chưa có lương", "Tháng 4 cũng chưa"]
    assert len(hoa.hears()) == 2
    await lan.says("Chuyện khác")
    assert len(said(world, number)) == 3
    assert data(lan)[0] == f"follow:add:{number}"


async def test_the_desk_may_answer_by_replying_to_what_was_added(world: World) -> None:
    """T20"""
    lan, hoa, number = await open_one(world)
    await lan.forges(f"follow:add:{number}")
    await lan.says("Tháng 3 chưa có lương")
    await hoa.says("Mai có.", reply_to=hoa.last)
    world.turn(seconds=11)
    await world.settle()
    assert kept(world, number).state == "answered"
    assert "Mai có." in lan.last.text


async def test_another_command_ends_adding(world: World) -> None:
    lan, _, number = await open_one(world)
    await lan.forges(f"follow:add:{number}")
    await lan.says("hủy")
    await lan.says("Bữa ăn ít")
    assert len(said(world, number)) == 1


async def test_whoever_comes_back_after_an_hour_is_asked_again_where_it_belongs(world: World) -> None:
    lan, _, number = await open_one(world)
    await lan.forges(f"follow:add:{number}")
    world.turn(minutes=61)
    await lan.says("Bữa ăn ít")
    assert len(said(world, number)) == 1
    assert data(lan)[0] == f"follow:add:{number}"


async def test_an_album_of_six_is_added_and_answered_once(world: World) -> None:
    """T5"""
    lan, hoa, number = await open_one(world)
    await lan.forges(f"follow:add:{number}")
    lan.hears()
    await sends_album(lan, 6, "Bảng lương")
    assert len(files_of(world, number)) == 6
    assert len(lan.hears()) == 1
    assert [heard.kind for heard in hoa.log[-7:]] == ["note"] + ["file"] * 6
    assert hoa.log[-7].text.endswith("Bảng lương")


async def test_an_album_in_reply_to_a_message_is_added_whole(world: World) -> None:
    lan, _, number = await open_one(world)
    await lan.forges(f"follow:show:{number}")
    await lan.says(None, files=(photo(0),), album="a1", reply_to=lan.last)
    await sends_album(lan, 3, "", first=1)
    assert len(files_of(world, number)) == 4


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


async def test_danger_in_an_addition_shows_the_numbers_and_alarms_the_desk(world: World) -> None:
    lan, hoa, number = await open_one(world)
    await lan.forges(f"follow:add:{number}")
    lan.hears()
    await lan.says("vua co tai nan o xuong")
    assert "115" in lan.hears()[0]
    assert kept(world, number).urgent
    assert hoa.hears()[0].startswith("KHẨN CẤP")
    assert card(hoa, number).text.startswith("KHẨN CẤP")
    await lan.says("tai nạn nặng")
    assert not any(text.startswith("KHẨN CẤP") for text in hoa.hears())


async def test_danger_written_freely_is_never_added_by_itself(world: World) -> None:
    lan, hoa, number = await open_one(world)
    await lan.says("Có tai nạn")
    assert "115" in lan.hears()[0]
    assert hoa.hears() == []
    await lan.presses(f"follow:add:{number}")
    assert kept(world, number).urgent
    assert "115" not in "".join(lan.hears())  # they were shown when it was written
    assert hoa.hears()[0].startswith("KHẨN CẤP")


async def test_adding_to_a_closed_case_is_read_and_offers_to_open_it_again(world: World) -> None:
    lan, hoa, number = await open_one(world)
    await answers(world, hoa, number, "Đã trả.")
    await hoa.forges(f"case:end:{number}")
    hoa.hears()
    await lan.says("Vẫn chưa nhận được", reply_to=lan.last)
    assert kept(world, number).state == "closed"
    assert data(lan) == [f"follow:reopen:{number}"]
    assert len(hoa.hears()) == 1
    await lan.forges(f"follow:add:{number}")
    assert "đã kết thúc" in lan.last.text
    assert data(lan) == [f"follow:reopen:{number}"]


async def test_a_case_that_is_closed_while_somebody_adds_to_it_gets_the_words_and_says_so(world: World) -> None:
    lan, hoa, number = await open_one(world)
    await answers(world, hoa, number, "Đã trả.")
    await lan.presses(f"follow:add:{number}")
    await hoa.forges(f"case:end:{number}")
    await lan.says("Chưa thấy tiền")
    assert said(world, number)[-1].text == "Chưa thấy tiền"
    assert data(lan) == [f"follow:reopen:{number}"]


async def test_a_reply_that_answers_our_question_or_names_a_button_is_no_addition(world: World) -> None:
    lan, hoa, number = await open_one(world)
    officer(world, "Bình", "huyen-than-uyen")
    await answers(world, hoa, number, "Đã trả.")
    await lan.says("2", reply_to=lan.last)
    assert kept(world, number).rating == 2
    await lan.says("tôi chưa hài lòng", reply_to=lan.last)
    await lan.says("Chưa thấy tiền", reply_to=lan.last)
    assert kept(world, number).unit_code == "huyen-than-uyen"
    assert [part.text for part in said(world, number)][1:] == ["Chưa thấy tiền"]


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


async def test_an_empty_message_adds_nothing_and_is_not_passed_over_in_silence(world: World) -> None:
    """T9"""
    lan, hoa, number = await open_one(world)
    await lan.forges(f"follow:add:{number}")
    await lan.says(None)
    assert "chưa đọc được" in lan.last.text
    assert hoa.hears() == []


def drafts(session: Session) -> list[Petition]:
    """What is being written."""
    return list(session.exec(select(Petition).where(Petition.state == "draft")))
