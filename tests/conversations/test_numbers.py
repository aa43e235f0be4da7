"""A typed number means a line of the menu that stands last in the chat, or it is asked what is meant."""

import pytest
from sqlmodel import Session, select

from storage.limits import Limits
from storage.models import CaseMessage, Consent, Petition
from tests.conversations.following import UNIT, answers, asks, kept, open_one, said
from tests.factories import case, officer, worker
from tests.fakes import World

STORY = "Chuyện ở tổ em, nhờ anh chị xem giúp"


def agreements(session: Session) -> list[str]:
    return [consent.purpose for consent in session.exec(select(Consent))]


@pytest.fixture
def only_numbers(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The channel shows no buttons: it prints a list with numbers."""
    monkeypatch.setitem(world.house.limits, "telegram", Limits(buttons=False))


@pytest.mark.parametrize("number", ["1", "2", "3", "1."])
async def test_a_number_is_no_consent_where_no_numbers_were_shown(world: World, number: str) -> None:
    """Luật 91/2025 Đ9: it must be clear what somebody agrees to."""
    lan = world.person("Lan")
    await lan.says(STORY)
    offered = lan.labels()
    for _ in range(2):
        lan.hears()
        await lan.says(number)
        assert world.do(agreements) == []
        assert "chưa rõ" in lan.hears()[-1]
        assert lan.labels() == offered
    await lan.says("đồng ý")
    assert world.do(agreements) == ["petitions"]
    assert [part.text for part in world.do(lambda session: session.exec(select(CaseMessage)).all())] == [STORY]


async def test_a_number_does_not_order_news_either(world: World) -> None:
    lan = world.person("Lan")
    await lan.forges("consent:petitions")
    assert "Đồng ý nhận tin công đoàn" in lan.labels()
    for number in range(1, 7):
        await lan.says(str(number))
    assert world.do(agreements) == ["petitions"]


@pytest.mark.usefixtures("only_numbers")
async def test_a_number_is_consent_where_the_list_has_numbers(world: World) -> None:
    lan = world.person("Lan")
    await lan.says(STORY)
    await lan.says("1")
    assert world.do(agreements) == ["petitions"]


async def test_after_a_message_from_outside_the_question_is_asked_again_at_the_end_of_the_chat(world: World) -> None:
    hoa, lan = officer(world, "Hoa", UNIT), worker(world, "Lan")
    number = case(world, lan, unit=UNIT)
    await world.settle()
    await lan.says("/kiennghi " + STORY)
    await lan.presses("Không muốn nói")
    assert "việc gì" in lan.last.text
    await hoa.forges(f"case:take:{number}")
    assert "tiếp nhận" in lan.last.text
    await lan.says("2")
    assert "chưa rõ" in lan.last.text
    assert "việc gì" in lan.last.text
    await lan.says("2")
    assert "Về: Giờ làm, tăng ca" in lan.last.text


async def test_a_number_never_replaces_the_story(world: World) -> None:
    hoa, lan = officer(world, "Hoa", UNIT), worker(world, "Lan")
    number = case(world, lan, unit=UNIT)
    await world.settle()
    await lan.says("/kiennghi " + STORY)
    for label in ("Không muốn nói", "Bỏ qua", "Sửa", "Viết lại"):
        await lan.presses(label)
    await hoa.forges(f"case:take:{number}")
    await lan.says("1")
    assert "viết lại từ đầu" in lan.last.text
    (draft,) = world.do(lambda session: session.exec(select(Petition).where(Petition.state == "draft")).all())
    assert [part.text for part in said(world, draft.id)] == [STORY]


async def test_a_card_that_comes_in_makes_the_numbers_of_a_list_uncertain_and_never_means_itself(world: World) -> None:
    hoa, lan = officer(world, "Hoa", UNIT), worker(world, "Lan")
    first = case(world, lan, unit=UNIT)
    await world.settle()
    await hoa.says("/hopthu")
    offered = hoa.labels()
    second = case(world, lan, "Việc khác", unit=UNIT)
    await world.settle()
    await hoa.says("1")
    assert "chưa rõ" in hoa.last.text
    assert hoa.labels() == offered
    assert {kept(world, one).state for one in (first, second)} == {"new"}
    await hoa.says("1")
    assert hoa.last.petition_id == first
    assert hoa.last.kind == "card"


async def test_a_typed_label_still_works_after_a_message_from_outside(world: World) -> None:
    hoa, lan = officer(world, "Hoa", UNIT), worker(world, "Lan")
    number = case(world, lan, unit=UNIT)
    await world.settle()
    await lan.says("/kiennghi " + STORY)
    await lan.presses("Không muốn nói")
    await lan.presses("Bỏ qua")
    await hoa.forges(f"case:take:{number}")
    await lan.says("gửi")
    assert lan.last.kind == "receipt"


async def test_a_question_that_was_put_away_is_not_answered_by_a_number(world: World) -> None:
    _lan, hoa, number = await open_one(world)
    await answers(world, hoa, number, "Đã trả.")
    await hoa.forges(f"case:close:{number}")
    await hoa.presses("Thôi")
    await hoa.says("1")
    assert kept(world, number).state == "answered"


async def test_what_changes_further_up_takes_no_numbers(world: World) -> None:
    """The countdown of an answer ends above a list that was asked for meanwhile."""
    _lan, hoa, number = await open_one(world)
    await hoa.says("Đã trả.", reply_to=hoa.last)
    await hoa.says("/hopthu")
    code = kept(world, number).code
    world.turn(seconds=11)
    await world.settle()
    assert any("Đã gửi cho người lao động" in heard.text for heard in hoa.log)
    await hoa.says("1")
    assert "Lưu làm mẫu" not in hoa.last.text
    assert hoa.last.kind == "card"
    assert code in hoa.last.text


async def test_points_are_asked_for_again_by_the_code_of_their_case(world: World) -> None:
    lan, hoa, number = await open_one(world)
    await answers(world, hoa, number, "Đã trả.")
    other = case(world, lan, unit=UNIT)
    await world.settle()
    await hoa.forges(f"case:take:{other}")
    await lan.says("4")
    code = kept(world, number).code
    assert kept(world, number).rating is None
    assert f"{code}: 4" in lan.labels()
    await lan.presses(f"{code}: 4")
    assert kept(world, number).rating == 4


async def test_typed_points_count_also_when_the_case_is_closed(world: World) -> None:
    lan, hoa, number = await open_one(world)
    await answers(world, hoa, number, "Đã trả.")
    await hoa.forges(f"case:end:{number}")
    assert "đã kết thúc" in lan.last.text
    await lan.says("5")
    assert kept(world, number).rating == 5


async def test_a_number_that_answers_an_officer_is_not_taken_for_an_old_menu(world: World) -> None:
    lan, hoa, number = await open_one(world)
    await lan.says("/theodoi")
    await asks(world, hoa, number, "Nợ mấy tháng?")
    await lan.says("1")
    assert "Bổ sung vào" in lan.labels()[0]
    await lan.presses("Bổ sung vào")
    assert [part.text for part in said(world, number)][-1] == "1"
