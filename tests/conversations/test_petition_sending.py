"""The press on "send": once, whatever happens, and with words that help."""

import re

import pytest

from handlers.casework import secret_hash
from handlers.texts import Phrase
from tests.conversations.petitions import CHE, STORY, at_preview, petitions, to_preview
from tests.factories import admin, officer, worker
from tests.fakes import World


async def test_the_receipt_tells_code_holder_and_secret(world: World) -> None:
    officer(world, "Hòa", CHE)
    lan = await at_preview(world)
    await lan.presses("Gửi")
    petition = petitions(world)[0]
    assert (petition.state, petition.unit_code, petition.submitted) == ("new", CHE, world.clock())
    receipt = lan.last
    assert (receipt.kind, receipt.petition_id) == ("receipt", petition.id)
    assert f"Mã của anh/chị: {petition.code}" in receipt.text
    assert "Nơi đang giữ: Công đoàn cơ sở Công ty cổ phần Chè Than Uyên" in receipt.text
    found = re.search(r": (\w{4}-\w{4}-\w{4})\n", receipt.text)
    assert found is not None
    assert secret_hash(petition.code or "", found[1]) == petition.secret_hash
    assert lan.labels() == ["Theo dõi", "Rút"]


async def test_the_officer_gets_one_card(world: World) -> None:
    hoa = officer(world, "Hòa", CHE)
    lan = await at_preview(world)
    await lan.presses("Gửi")
    assert [heard.kind for heard in hoa.log] == ["card"]
    assert STORY in hoa.last.text
    assert petitions(world)[0].code in hoa.last.text


@pytest.mark.parametrize("settle", [True, False])
async def test_pressing_twice_sends_once_and_says_the_code_again(world: World, settle: bool) -> None:
    hoa = officer(world, "Hòa", CHE)
    lan = await at_preview(world)
    await lan.presses("petition:send:1", settle=settle)
    await lan.presses("petition:send:1")
    assert [heard.kind for heard in lan.log].count("receipt") == 1
    assert lan.last.text.startswith("Thư này đã gửi rồi")
    assert petitions(world)[0].code in lan.last.text
    assert len(hoa.log) == 1


@pytest.mark.parametrize(
    "data",
    ["petition:anonymous:1:on", "petition:mask:1:on", "petition:own_unit:1:off", "petition:edit:1", "petition:drop:1",
     "petition:cancel:1", "petition:fresh:1:0:kien_nghi", "petition:kind:1:cau_hoi", "petition:files:1:no",
     "draft:unit:1:cs-may-tam-duong", "draft:topic:1:meals", "petition:urgent:1:on", "petition:resume:1",
     "draft:skip:1:topic", "draft:none:1", "petition:back:1:topic"],
)  # fmt: skip
async def test_what_was_sent_is_not_changed_by_an_older_button(world: World, data: str) -> None:
    hoa = officer(world, "Hòa", CHE)
    lan = await at_preview(world)
    await lan.presses("Gửi")
    before = petitions(world)
    await lan.forges(data)
    assert lan.last.text.startswith("Thư này đã gửi rồi")
    assert petitions(world) == before
    assert len(hoa.log) == 1


async def test_an_older_button_leads_to_what_can_be_done_now(world: World) -> None:
    officer(world, "Hòa", CHE)
    lan = await at_preview(world)
    await lan.presses("Gửi")
    await lan.forges("draft:topic:1:meals")
    assert lan.labels() == ["Theo dõi", "Bổ sung", "Kiến nghị mới"]
    assert "Đang chờ cán bộ tiếp nhận" in lan.last.text
    for label, then in (("Bổ sung", "Anh/chị viết thêm"), ("Kiến nghị mới", "Tôi nghe đây"), ("Theo dõi", "Đã qua các bước")):
        await lan.forges("draft:topic:1:meals")
        await lan.presses(label)
        assert then in lan.last.text
    await lan.forges("follow:withdraw:1:yes")
    await lan.forges("draft:topic:1:meals")
    assert "Anh/chị đã rút" in lan.last.text
    assert lan.labels() == ["Theo dõi", "Kiến nghị mới"]


async def test_a_button_of_a_letter_that_was_thrown_away_leads_to_the_menu(world: World) -> None:
    lan = await at_preview(world)
    await lan.forges("petition:drop:1")
    lan.log.clear()
    await lan.forges("draft:topic:1:meals")
    assert "Gửi kiến nghị" in lan.labels()


async def test_after_sending_the_next_words_are_not_added_by_themselves(world: World) -> None:
    officer(world, "Hòa", CHE)
    lan = await at_preview(world)
    await lan.presses("Gửi")
    await lan.says("Cảm ơn nhé")
    assert "Kiến nghị mới" in lan.labels()
    assert [petition.state for petition in petitions(world)] == ["new", "draft"]


async def test_an_urgent_receipt_says_not_to_wait(world: World) -> None:
    officer(world, "Hòa", CHE)
    lan = worker(world, "Lan")
    await lan.says("Có người bị điện giật")
    await lan.presses("Không muốn nói")
    await lan.presses("Gửi")
    assert "đừng chờ" in lan.last.text


async def test_an_alarm_without_words_cannot_become_an_empty_letter(world: World) -> None:
    officer(world, "Tỉnh", "tinh")
    lan = worker(world, "Lan")
    await lan.forges("urgent:petition")
    await lan.presses("Không muốn nói")
    await lan.presses("Khẩn: bật")
    assert "chưa có gì để gửi" in lan.last.text
    assert [draft.urgent for draft in petitions(world)] == [True]


async def test_when_nobody_can_be_reached_the_worker_is_told_and_admins_too(world: World) -> None:
    an = admin(world, "An")
    lan = await at_preview(world)
    assert "Chưa có cán bộ nào trực" in lan.last.text
    await lan.presses("Gửi")
    assert lan.last.kind == "receipt"
    assert len(an.log) == 1
    assert STORY not in an.last.text


async def test_another_persons_draft_cannot_be_sent_nor_read(world: World) -> None:
    lan, nam = worker(world, "Lan"), worker(world, "Nam")
    await to_preview(lan)
    for data in ("petition:send:1", "petition:edit:1", "petition:resume:1", "petition:drop:1", "draft:topic:1:meals",
                 "petition:send:999", "petition:send:", "petition:send:x", "petition:fresh:1", "draft:unit:1"):  # fmt: skip
        await nam.forges(data)
    assert set(nam.hears()) == {world.house.texts.say("vi", Phrase("case-not-yours"))}
    assert [draft.state for draft in petitions(world)] == ["draft"]


async def test_forged_arguments_are_harmless(world: World) -> None:
    lan = await at_preview(world)
    for data in ("petition:anonymous:1", "petition:kind:1:rubbish", "draft:topic:1:rubbish", "draft:skip:1",
                 "petition:back:1:x", "draft:unit:1", "draft:commune:1", "petition:own_unit:1:on:off"):  # fmt: skip
        await lan.forges(data)
    assert "Gửi tới" in lan.last.text
    await lan.forges("petition:fresh:1:99999:rubbish")
    assert petitions(world) == []


async def test_drafts_buttons_do_nothing_in_a_group(world: World) -> None:
    lan = worker(world, "Lan")
    group = world.group("Tổ may")
    await to_preview(lan)
    await lan.forges("petition:edit:1", at=group)
    assert STORY not in "".join(group.hears())
    assert [draft.state for draft in petitions(world)] == ["draft"]
