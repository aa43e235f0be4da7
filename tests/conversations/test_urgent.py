"""Danger: whom to call at once, and an alarm that needs no words."""

import pytest
from sqlmodel import select

from storage.models import CaseMessage, Petition
from tests.factories import officer, worker
from tests.fakes import World


def petitions(world: World) -> list[Petition]:
    return world.do(lambda session: list(session.exec(select(Petition).order_by(Petition.id))))


@pytest.mark.parametrize("how", ["/khancap", "khẩn cấp", "cuu voi", "SOS", "/urgent"])
async def test_the_numbers_are_shown_at_once_to_whoever_it_is(world: World, how: str) -> None:
    lan = world.person("Lan")
    await lan.says(how)
    told, offer = lan.hears()
    assert "không cần viết" in offer
    for number in world.config.emergency.numbers.values():
        assert f"\n{number} – " in told
    assert world.config.contact.hotline in told
    assert lan.labels() == ["Gửi kiến nghị khẩn"]


async def test_the_numbers_have_names_in_the_readers_language(world: World) -> None:
    ann = world.person("Ann", language="en")
    await ann.says("/urgent")
    assert "115 – Ambulance" in ann.hears()[0]


async def test_in_a_group_the_numbers_are_shown_and_nothing_is_offered(world: World) -> None:
    lan, group = world.person("Lan"), world.group("Tổ 3")
    await lan.says("/khancap", at=group)
    (told,) = group.hears()
    assert "115" in told
    assert "riêng" in told
    assert group.labels() == []


async def test_an_urgent_petition_waits_for_consent_and_goes_on_by_itself(world: World) -> None:
    lan = world.person("Lan")
    await lan.says("/khancap")
    await lan.presses("Gửi kiến nghị khẩn")
    assert petitions(world) == []
    await lan.presses("Đồng ý cho xử lý")
    (draft,) = petitions(world)
    assert draft.urgent
    assert "KHẨN" in lan.hears()[-1]


async def test_the_numbers_stay_where_they_are_when_the_petition_begins(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says("/khancap")
    await lan.presses("Gửi kiến nghị khẩn")
    assert "115" in lan.log[0].text
    assert "KHẨN" in lan.log[-1].text


async def test_an_urgent_petition_can_be_sent_without_a_word(world: World) -> None:
    """facts §9.3: a big red button that needs no text"""
    nam = officer(world, "Nam", "tinh")
    lan = worker(world, "Lan")
    await lan.says("/khancap")
    await lan.presses("Gửi kiến nghị khẩn")
    for _ in range(4):
        if "Gửi" in lan.labels():
            break
        await lan.presses("Bỏ qua")
    await lan.presses("petition:send:1")
    (petition,) = petitions(world)
    assert (petition.state, petition.urgent) == ("new", True)
    assert "KHẨN CẤP" in nam.hears()[-1]


async def test_what_is_written_after_the_button_becomes_the_urgent_petition(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says("/khancap")
    await lan.presses("Gửi kiến nghị khẩn")
    await lan.says("may dap vao tay anh Tu, o xuong 2")
    (petition,) = petitions(world)
    assert petition.urgent
    said = world.do(lambda session: [row.text for row in session.exec(select(CaseMessage))])
    assert said == ["may dap vao tay anh Tu, o xuong 2"]


async def test_a_draft_that_was_begun_becomes_the_urgent_one(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says("may hong phanh")
    await lan.says("/khancap")
    await lan.presses("Gửi kiến nghị khẩn")
    (petition,) = petitions(world)
    assert petition.urgent


async def test_pressing_twice_makes_one_urgent_petition(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says("/khancap")
    await lan.forges("urgent:petition", settle=False)
    await lan.forges("urgent:petition")
    assert len(petitions(world)) == 1
