"""A worker adds to a case: by replying, or after pressing the button."""

from tests.conversations.following import (
    answers,
    asks,
    card,
    data,
    files_of,
    kept,
    open_one,
    photo,
    said,
    sends_album,
)
from tests.factories import officer
from tests.fakes import World


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


async def test_an_empty_message_adds_nothing_and_is_not_passed_over_in_silence(world: World) -> None:
    """T9"""
    lan, hoa, number = await open_one(world)
    await lan.forges(f"follow:add:{number}")
    await lan.says(None)
    assert "chưa đọc được" in lan.last.text
    assert hoa.hears() == []
