"""A worker looks after the own cases: the list, one case, a new secret, taking it back."""

from datetime import timedelta

from sqlmodel import Session

from handlers.casework import secret_hash
from storage.casework import desk_at
from storage.models import PetitionAddress
from tests.conversations.following import UNIT, answers, asks, card, data, kept
from tests.factories import agree, case, officer, worker
from tests.fakes import Chat, World

ABOVE = "huyen-than-uyen"
NAME = "Công đoàn cơ sở Công ty cổ phần Chè Than Uyên"


async def test_the_list_shows_own_cases_newest_first_and_who_holds_each_since_when(world: World) -> None:
    officer(world, "Hoa", UNIT)
    lan, tu = worker(world, "Lan"), worker(world, "Tú")
    first = case(world, lan, unit=UNIT)
    case(world, tu, unit=UNIT)
    world.turn(hours=1)
    second = case(world, lan, "Bữa ăn ít", unit=UNIT, topic="meals")
    await lan.says("/theodoi")
    text = lan.last.text
    assert text.index(kept(world, second).code or "?") < text.index(kept(world, first).code or "?")
    assert f"{NAME} giữ từ 08:00 04/05/2026" in text
    assert "Bữa ăn ca" in text
    assert data(lan) == [f"follow:show:{second}", f"follow:show:{first}"]


async def test_somebody_without_cases_is_told_so_and_shown_the_menu(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says("/status")
    assert "chưa gửi" in lan.last.text
    assert "Gửi kiến nghị" in lan.labels()


async def test_a_long_list_goes_on_where_it_ended(world: World) -> None:
    lan = worker(world, "Lan")
    cases = [case(world, lan, f"Việc {number}") for number in range(10)]
    await lan.says("theo dõi")
    assert [int(one.rpartition(":")[2]) for one in data(lan)[:-1]] == cases[:1:-1]
    await lan.presses("Xem thêm")
    assert [int(one.rpartition(":")[2]) for one in data(lan)] == cases[1::-1]


async def test_one_case_tells_who_holds_it_why_what_happened_and_the_last_answer(world: World) -> None:
    hoa = officer(world, "Hoa", UNIT)
    officer(world, "Bình", ABOVE)
    lan = worker(world, "Lan")
    number = case(world, lan, unit=UNIT)
    await world.settle()
    await hoa.presses(f"case:take:{number}")
    await asks(world, hoa, number, "Từ tháng nào?")
    await answers(world, hoa, number, "Công ty trả ngày 10.")
    await hoa.presses(f"case:note:{number}")
    await hoa.says("Giám đốc né tránh")
    await lan.says("/theodoi")
    await lan.presses(kept(world, number).code or "?")
    text = lan.last.text
    assert "Đây là công đoàn ở nơi làm việc." in text
    for line in ("đã gửi tới", "đã tiếp nhận", "hỏi thêm", "đã trả lời"):
        assert line in text, line
    assert "Công ty trả ngày 10." in text
    assert "né tránh" not in text
    await hoa.presses(f"case:up:{number}")
    await hoa.says("Việc này vượt quyền")
    await lan.says("/theodoi")
    await lan.presses(kept(world, number).code or "?")
    assert "chuyển lên Liên đoàn Lao động huyện Than Uyên. Lý do: Việc này vượt quyền" in lan.last.text


async def test_the_unit_that_was_kept_out_is_not_told_of_in_the_third_person(world: World) -> None:
    officer(world, "Hoa", UNIT)
    officer(world, "Bình", ABOVE)
    lan = worker(world, "Lan")
    number = case(world, lan, unit=UNIT, excluded_unit=UNIT)
    await world.settle()
    await lan.forges(f"follow:show:{number}")
    assert "Người gửi" not in lan.last.text
    assert "Liên đoàn Lao động huyện Than Uyên" in lan.last.text


async def test_a_case_opened_on_another_address_is_followed_there_too(world: World) -> None:
    officer(world, "Hoa", UNIT)
    lan, web = worker(world, "Lan"), world.person("khách", channel="web")
    number = case(world, lan, unit=UNIT)
    await web.says("/help")
    world.do(_link, number, web)
    await web.says("/theodoi")
    assert data(web) == [f"follow:show:{number}"]
    await web.presses(kept(world, number).code or "?")
    assert NAME in web.last.text


async def test_another_persons_case_cannot_be_opened_changed_or_taken_back(world: World) -> None:
    hoa = officer(world, "Hoa", UNIT)
    agree(world, hoa)
    lan, tu = worker(world, "Lan"), worker(world, "Tú")
    number = case(world, lan, unit=UNIT)
    await world.settle()
    await answers(world, hoa, number, "Đã trả.")
    before = kept(world, number)
    hoa.hears()
    for forged in (
        f"follow:show:{number}", f"follow:add:{number}", f"follow:withdraw:{number}:yes", f"follow:rate:{number}:1",
        f"follow:reopen:{number}:skip", f"follow:secret:{number}:new", f"follow:done:{number}", f"follow:files:{number}:1",
        f"follow:uncover:{number}:1", f"follow:show:{number + 500}", "follow:show:x", "follow:more:x",
    ):  # fmt: skip
        for stranger in (tu, hoa):
            stranger.hears()
            await stranger.forges(forged)
            refused = "Anh/chị không mở được việc này." if "more" not in forged else stranger.last.text
            assert stranger.hears() == [refused], forged
    assert kept(world, number) == before


async def test_a_new_secret_ends_the_old_one(world: World) -> None:
    """P7"""
    lan = worker(world, "Lan")
    number = case(world, lan)
    old = kept(world, number).secret_hash
    await lan.forges(f"follow:show:{number}")
    await lan.presses("Tạo mã bí mật mới")
    assert "mã cũ hết dùng" in lan.last.text
    assert kept(world, number).secret_hash == old
    await lan.presses("Tạo mã mới")
    new = kept(world, number)
    shown = next(word for word in lan.last.text.split() if word.count("-") == 2)
    assert new.secret_hash == secret_hash(new.code or "", shown) != old


async def test_withdrawing_is_asked_once_more_and_then_the_desk_knows(world: World) -> None:
    hoa = officer(world, "Hoa", UNIT)
    lan = worker(world, "Lan")
    number = case(world, lan, unit=UNIT)
    await world.settle()
    await lan.forges(f"follow:withdraw:{number}")
    assert kept(world, number).state == "new"
    hoa.hears()
    await lan.presses("Rút")
    code = kept(world, number).code
    assert kept(world, number).state == "withdrawn"
    assert hoa.hears() == [f"Người gửi đã rút {code}. Việc này không cần trả lời nữa."]
    assert card(hoa, number).buttons == [[{"label": "Xem đầy đủ", "data": f"case:show:{number}"}]]
    await lan.forges(f"follow:withdraw:{number}:yes")
    assert "Anh/chị đã rút" in lan.last.text
    assert hoa.hears() == []


async def test_a_withdrawn_case_gets_nothing_more(world: World) -> None:
    hoa = officer(world, "Hoa", UNIT)
    lan = worker(world, "Lan")
    number = case(world, lan, unit=UNIT)
    await world.settle()
    await answers(world, hoa, number, "Đang xem.")
    answer = lan.last
    await hoa.says("Xong rồi.", reply_to=card(hoa, number))
    await lan.forges(f"follow:withdraw:{number}:yes")
    world.turn(seconds=11)
    await world.settle()
    assert "Xong rồi." not in "".join(lan.hears())
    hoa.hears()
    await lan.forges(f"follow:rate:{number}:1")
    await lan.forges(f"follow:reopen:{number}:skip")
    await lan.forges(f"follow:add:{number}")
    await lan.says("Thêm một điều", reply_to=answer)
    assert kept(world, number).state == "withdrawn"
    assert kept(world, number).rating is None
    assert hoa.hears() == []
    assert "Tôi ghi lại rồi" in lan.last.text  # not lost: it begins a petition of its own


async def test_a_card_that_still_waits_does_not_go_out_after_withdrawal(world: World) -> None:
    hoa = officer(world, "Hoa", UNIT)
    lan = worker(world, "Lan")
    world.do(_put_off, hoa, world)
    number = case(world, lan, unit=UNIT)
    await lan.forges(f"follow:withdraw:{number}:yes")
    world.turn(hours=1)
    await world.settle()
    assert [heard.kind for heard in hoa.log if heard.kind in {"card", "digest"}] == []


def _put_off(session: Session, hoa: Chat, world: World) -> None:
    desk = desk_at(session, UNIT, hoa.address)
    assert desk is not None
    desk.card_due = world.clock() + timedelta(minutes=5)


def _link(session: Session, number: int, chat: Chat) -> None:
    session.add(PetitionAddress(petition_id=number, address=chat.address))
