"""A worker judges an answer: points, and the way one level higher (R8)."""

from sqlmodel import Session

from storage.models import Petition
from tests.conversations.following import UNIT, answers, card, kept, said
from tests.factories import admin, case, officer, worker
from tests.fakes import Chat, World

ABOVE, TOP = "huyen-than-uyen", "tinh"


async def answered(world: World, **values: object) -> tuple[Chat, Chat, int]:
    """A worker, an officer who has answered, and the case between them."""
    hoa, lan = officer(world, "Hoa", UNIT), worker(world, "Lan")
    number = case(world, lan, unit=UNIT, **values)
    await world.settle()
    await answers(world, hoa, number, "Đã chuyển khoản hôm qua.")
    hoa.hears()
    return lan, hoa, number


async def test_from_a_bad_answer_to_the_next_level_and_its_answer(world: World) -> None:
    lan, hoa, number = await answered(world)
    binh = officer(world, "Bình", ABOVE)
    assert "Đã chuyển khoản" in lan.last.text
    await lan.presses(f"follow:rate:{number}:2")
    code = kept(world, number).code
    assert kept(world, number).rating == 2
    assert hoa.hears() == [f"Người gửi {code} chấm 2/5 điểm."]
    await lan.presses("Tôi chưa hài lòng")
    assert kept(world, number).state == "answered"
    await lan.says("Tài khoản vẫn trống")
    case_now = kept(world, number)
    assert (case_now.state, case_now.unit_code, case_now.reopened) == ("new", ABOVE, 1)
    assert "Tài khoản vẫn trống" in card(binh, number).text
    assert "mở lại" in lan.last.text
    assert card(hoa, number).buttons == []
    world.turn(hours=1)
    await answers(world, binh, number, "Huyện đã làm việc với công ty.")
    assert "Huyện đã làm việc" in lan.last.text


async def test_the_unit_that_loses_the_case_does_not_read_what_was_said_about_it(world: World) -> None:
    lan, hoa, number = await answered(world)
    officer(world, "Bình", ABOVE)
    await lan.presses("Tôi chưa hài lòng")
    await lan.says("Chị Hoa bênh giám đốc")
    await hoa.forges(f"case:show:{number}")
    assert "Đã chuyển khoản" in hoa.last.text
    assert "bênh" not in "".join(heard.text for heard in hoa.log)


async def test_points_may_be_changed_and_the_same_ones_twice_are_said_once(world: World) -> None:
    lan, hoa, number = await answered(world)
    await lan.presses(f"follow:rate:{number}:4")
    await lan.presses(f"follow:rate:{number}:4")
    await lan.presses(f"follow:rate:{number}:5")
    assert kept(world, number).rating == 5
    code = kept(world, number).code
    assert hoa.hears() == [f"Người gửi {code} chấm 4/5 điểm.", f"Người gửi {code} chấm 5/5 điểm."]
    assert lan.last.buttons == []


async def test_typed_points_count_also_while_something_is_being_added(world: World) -> None:
    lan, hoa, number = await answered(world)
    await lan.says("4")
    assert kept(world, number).rating == 4
    await lan.presses(f"follow:add:{number}")
    await lan.says("14 người")
    await answers(world, hoa, number, "Đã chuyển nốt.")
    await lan.says("2")
    assert kept(world, number).rating == 2
    assert [part.text for part in said(world, number)][-1] == "14 người"


async def test_typed_points_do_not_break_into_a_question_that_is_open(world: World) -> None:
    lan, hoa, number = await answered(world)
    await lan.says("Công ty còn nợ tiền ca")
    await answers(world, hoa, number, "Đã chuyển nốt.")
    await lan.says("2")
    assert kept(world, number).rating is None


async def test_only_one_to_five_points_count_and_only_for_an_answer(world: World) -> None:
    lan, hoa, number = await answered(world)
    other = case(world, lan, unit=UNIT)
    for points in ("0", "6", "-1", "x", "", "55"):
        await lan.forges(f"follow:rate:{number}:{points}")
    await lan.forges(f"follow:rate:{other}:5")
    assert kept(world, number).rating is None
    assert kept(world, other).rating is None
    assert [text for text in hoa.hears() if "điểm" in text] == []


async def test_the_reason_may_be_skipped_and_a_second_press_changes_nothing(world: World) -> None:
    lan, _, number = await answered(world)
    officer(world, "Bình", ABOVE)
    officer(world, "Chi", TOP)
    await lan.presses("Tôi chưa hài lòng")
    await lan.presses("Bỏ qua")
    await lan.forges(f"follow:reopen:{number}:skip")
    await lan.forges(f"follow:reopen:{number}")
    now = kept(world, number)
    assert (now.unit_code, now.reopened) == (ABOVE, 1)
    assert len(said(world, number)) == 1
    assert "Đang chờ cán bộ tiếp nhận" in lan.last.text


async def test_leaving_the_question_reopens_nothing(world: World) -> None:
    lan, _, number = await answered(world)
    for leave in ("hủy", "thôi", "/theodoi"):
        await lan.forges(f"follow:reopen:{number}")
        await lan.says(leave)
    await lan.says("Bữa ăn ít")
    assert kept(world, number).state == "answered"
    assert len(said(world, number)) == 1


async def test_a_unit_that_was_kept_out_is_passed_over(world: World) -> None:
    lan = worker(world, "Lan")
    hoa, binh, chi = officer(world, "Hoa", UNIT), officer(world, "Bình", ABOVE), officer(world, "Chi", TOP)
    number = case(world, lan, unit=UNIT)
    world.do(_keep_out, number)
    await world.settle()
    await answers(world, hoa, number, "Không có gì.")
    await lan.forges(f"follow:reopen:{number}:skip")
    assert kept(world, number).unit_code == TOP
    assert card(chi, number)
    assert binh.log == []


def _keep_out(session: Session, number: int) -> None:
    session.get_one(Petition, number).excluded_unit = ABOVE


async def test_at_the_top_it_stays_and_the_admins_are_told_without_a_word_of_it(world: World) -> None:
    lan, chi, quan = worker(world, "Lan"), officer(world, "Chi", TOP), admin(world, "Quân")
    number = case(world, lan, unit=TOP)
    await world.settle()
    await answers(world, chi, number, "Tỉnh đã xem.")
    await lan.presses("Tôi chưa hài lòng")
    await lan.says("Lương vẫn chậm")
    now = kept(world, number)
    assert (now.state, now.unit_code, now.reopened, now.officer_id) == ("new", TOP, 1, None)
    assert "Lương vẫn chậm" in card(chi, number).text
    assert "Tiếp nhận" in [button["label"] for row in card(chi, number).buttons for button in row]
    assert quan.hears() == [f"Việc {now.code} được mở lại ở cấp cao nhất: Liên đoàn Lao động tỉnh Lai Châu."]
    assert "cấp cao nhất" in lan.last.text


async def test_the_third_time_is_refused_kindly_with_the_hotline(world: World) -> None:
    lan, chi = worker(world, "Lan"), officer(world, "Chi", TOP)
    number = case(world, lan, unit=TOP)
    await world.settle()
    for _ in range(2):
        await answers(world, chi, number, "Tỉnh đã xem.")
        await lan.forges(f"follow:reopen:{number}:skip")
    await answers(world, chi, number, "Tỉnh đã xem.")
    await lan.presses("Tôi chưa hài lòng")
    assert kept(world, number).reopened == 2
    assert kept(world, number).state == "answered"
    assert world.config.contact.hotline in lan.last.text
    await lan.forges(f"follow:rate:{number}:1")
    assert kept(world, number).rating == 1


async def test_a_closed_case_is_rated_and_opened_again(world: World) -> None:
    lan, hoa, number = await answered(world)
    officer(world, "Bình", ABOVE)
    await hoa.forges(f"case:end:{number}")
    assert kept(world, number).state == "closed"
    await lan.presses(f"follow:rate:{number}:1")
    await lan.presses("Tôi chưa hài lòng")
    await lan.presses("Bỏ qua")
    now = kept(world, number)
    assert (now.state, now.unit_code, now.closed) == ("new", ABOVE, None)


async def test_what_an_anonymous_worker_says_when_reopening_is_covered(world: World) -> None:
    """P3, P4"""
    lan, _, number = await answered(world, anonymous=True)
    binh = officer(world, "Bình", ABOVE)
    await lan.presses("Tôi chưa hài lòng")
    await lan.says("Gọi tôi 0912345678")
    assert "Gọi tôi ***" in card(binh, number).text
    assert "0912345678" not in "".join(heard.text for heard in binh.log)
