"""An edited message: what it said before is kept, whoever read it is told, nothing is ever deleted (T6)."""

from sqlmodel import Session, select

from storage.contacts import contact_at
from storage.models import Inbound, Revision
from storage.types import FileRef, Incoming
from tests.conversations.following import UNIT, answers, asks, card, kept, said
from tests.factories import case, officer, worker
from tests.fakes import Chat, World


def revisions(world: World) -> list[str]:
    """What was said before."""

    def read(session: Session) -> list[str]:
        return list(session.exec(select(Revision.text)))

    found: list[str] = world.do(read)
    return found


async def added(world: World, text: str, **values: object) -> tuple[Chat, Chat, int, Incoming]:
    """A worker has added something to a case that an officer reads."""
    hoa, lan = officer(world, "Hoa", UNIT), worker(world, "Lan")
    number = case(world, lan, unit=UNIT, **values)
    await world.settle()
    await lan.forges(f"follow:add:{number}")
    message = await lan.says(text)
    hoa.hears()
    return lan, hoa, number, message


async def test_the_desk_is_told_the_old_words_and_the_new_ones(world: World) -> None:
    lan, hoa, number, message = await added(world, "Tháng 3")
    await lan.edits(message, "Tháng 4")
    assert [part.text for part in said(world, number)][1:] == ["Tháng 4"]
    assert said(world, number)[-1].folded == "thang 4"
    assert revisions(world) == ["Tháng 3"]
    assert hoa.hears() == [f"Người gửi {kept(world, number).code} đã sửa lời.\nTrước: Tháng 3\nNay: Tháng 4"]
    assert "Tháng 4" in card(hoa, number).text
    await lan.edits(message, "Tháng 4")
    assert hoa.hears() == []
    assert revisions(world) == ["Tháng 3"]


async def test_an_edit_to_nothing_deletes_nothing(world: World) -> None:
    lan, _, _, message = await added(world, "Tháng 3")
    await lan.edits(message, "")
    assert revisions(world) == ["Tháng 3"]


async def test_what_was_covered_stays_covered_in_both_versions(world: World) -> None:
    """P3, P4"""
    lan, hoa, _, message = await added(world, "Gọi 0912345678", anonymous=True)
    await lan.edits(message, "Gọi 0987654321 nhé")
    assert hoa.hears()[0].endswith("Trước: Gọi ***\nNay: Gọi *** nhé")


async def test_a_number_that_comes_in_by_an_edit_is_covered_for_the_anonymous(world: World) -> None:
    """P3, P4"""
    lan, hoa, _, message = await added(world, "Gọi tôi", anonymous=True)
    await lan.edits(message, "Gọi tôi 0987654321")
    assert hoa.hears()[0].endswith("Nay: Gọi tôi ***")


async def test_an_edit_after_the_answer_is_kept_and_told(world: World) -> None:
    lan, hoa, number, message = await added(world, "Tháng 3")
    await answers(world, hoa, number, "Đã trả tháng 3.")
    hoa.hears()
    await lan.edits(message, "Tháng 5")
    assert revisions(world) == ["Tháng 3"]
    assert "Nay: Tháng 5" in hoa.hears()[0]


async def test_danger_that_comes_in_by_an_edit_alarms_the_desk(world: World) -> None:
    lan, hoa, number, message = await added(world, "Máy hỏng")
    await lan.edits(message, "Máy hỏng, có tai nạn")
    assert any("115" in text for text in lan.hears())
    assert kept(world, number).urgent
    assert any(text.startswith("KHẨN CẤP") for text in hoa.hears())


async def test_a_withdrawn_case_is_not_edited_any_more(world: World) -> None:
    lan, hoa, number, message = await added(world, "Tháng 3")
    await lan.forges(f"follow:withdraw:{number}:yes")
    hoa.hears()
    await lan.edits(message, "Tháng 4")
    assert hoa.hears() == []
    assert said(world, number)[-1].text == "Tháng 3"


async def test_an_edit_in_a_draft_changes_the_preview_that_is_shown(world: World) -> None:
    officer(world, "Hoa", UNIT)
    lan = worker(world, "Lan")
    message = await lan.says("Chuyện ở tổ")
    await lan.presses("Không muốn nói")
    lan.hears()
    await lan.edits(message, "Chuyện ở tổ 3")
    assert lan.hears() == []
    await lan.presses("Tiền lương")
    assert "Chuyện ở tổ 3" in lan.last.text
    await lan.edits(message, "Chuyện ở tổ 4")
    assert "Chuyện ở tổ 4" in lan.last.text
    assert "Gửi" in lan.labels()
    assert revisions(world) == []


async def test_an_edit_before_consent_replaces_what_is_held(world: World) -> None:
    lan = world.person("Lan")
    message = await lan.says("No luong 3 thang")
    await lan.edits(message, "No luong 4 thang")
    assert world.do(held) == ["No luong 4 thang"]
    await lan.presses("consent:petitions")
    assert any("4 thang" in part.text for part in said(world, 1))


def held(session: Session) -> list[str]:
    """The words that wait for consent."""
    return [row.payload["text"] for row in session.exec(select(Inbound).where(Inbound.state == "held"))]


async def test_a_live_location_that_moves_on_is_no_edit(world: World) -> None:
    lan, hoa, number, _ = await added(world, "Ở đây")
    sent = await lan.says(None, files=(FileRef("location", ref="22.1,103.2"),))
    hoa.hears()
    moved = lan._incoming(None, kind="edit", message_id=sent.message_id, files=(FileRef("location", ref="22.2,103.2"),))
    await lan.does(moved)
    assert hoa.hears() == []
    assert "22.1" in said(world, number)[-1].text


async def test_an_officers_edit_before_the_answer_left_changes_the_answer(world: World) -> None:
    lan, hoa, number, _ = await added(world, "Tháng 3")
    message = await hoa.says("Mai co luong", reply_to=card(hoa, number))
    await hoa.edits(message, "Mai có lương")
    world.turn(seconds=11)
    await world.settle()
    assert "Mai có lương" in lan.last.text


async def test_the_edit_of_an_officer_whose_unit_lost_the_case_changes_nothing(world: World) -> None:
    lan, hoa, number, _ = await added(world, "Tháng 3")
    officer(world, "Bình", "huyen-than-uyen")
    message = await hoa.says("Mai co luong", reply_to=card(hoa, number))
    world.turn(seconds=11)
    await world.settle()
    await lan.forges(f"follow:reopen:{number}:skip")
    lan.hears()
    await hoa.edits(message, "Không có lương")
    assert lan.hears() == []
    assert revisions(world) == []


async def test_the_edit_of_something_that_was_no_part_of_a_case_is_passed_over(world: World) -> None:
    lan, hoa, _, _ = await added(world, "Tháng 3")
    message = await lan.says("/theodoi")
    lan.hears()
    await lan.edits(message, "/theodoi nhé")
    assert lan.hears() == []
    assert hoa.hears() == []


async def test_whoever_blocks_us_is_gone_until_they_come_back_and_the_desk_hears_of_it(world: World) -> None:
    lan, hoa, number, _ = await added(world, "Tháng 3")
    await asks(world, hoa, number, "Tháng nào?")
    await lan.does(lan._incoming(None, kind="blocked"))
    assert world.do(is_gone, lan)
    lan.unreachable = True
    await answers(world, hoa, number, "Đã trả.")
    lan.unreachable = False
    hoa.hears()
    await lan.does(lan._incoming(None, kind="unblocked"))
    assert not world.do(is_gone, lan)
    assert hoa.hears() == [f"Nay liên lạc lại được với người gửi {kept(world, number).code}. Lời chưa tới thì gửi lại được."]


async def test_whoever_writes_can_be_reached(world: World) -> None:
    lan, _, _, _ = await added(world, "Tháng 3")
    await lan.does(lan._incoming(None, kind="blocked"))
    await lan.says("Tôi đây")
    assert not world.do(is_gone, lan)


def is_gone(session: Session, chat: Chat) -> bool:
    """Whether nothing is thought to reach a chat."""
    contact = contact_at(session, chat.address)
    return contact is not None and contact.gone
