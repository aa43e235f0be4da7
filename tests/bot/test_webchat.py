"""Conversations on the web page, through a real server: nothing lost, nothing twice, in order (T3)."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import WSMsgType
from sqlmodel import select

from storage.database import Database
from storage.models import Contact, Outbound, WebMessage
from tests.bot.webchat_site import Site, open_site


@pytest.fixture
async def site(db: Database, tmp_path: Path) -> AsyncIterator[Site]:
    async with open_site(db, tmp_path / "files") as opened:
        yield opened


async def test_what_is_said_is_kept_before_the_page_hears_so(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()
    await tab.says("Chậm lương", "a")
    assert await tab.hears() == {"type": "kept", "id": "a"}
    start, said = site.inbox()
    assert start.text == "/start"
    assert (said.channel, said.bot, said.kind, said.text) == ("web", "web", "message", "Chậm lương")
    assert said.address == said.sender == lan.address
    assert said.message_id == "1"


async def test_all_that_a_page_says_goes_the_way_of_every_message(site: Site) -> None:
    """It is counted there, and shares a commit with what comes in beside it."""
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects(unit="cs-may")
    await tab.says("Chậm lương", "a")
    await tab.hears_message()
    await tab.says("Chậm lương", "a")
    await tab.sends(type="press", id="p", data="petition:send:1", label="Gửi", place=1)
    await tab.hears_message()
    assert [(m.kind, m.text or m.button) for m in site.accepted] == [
        ("message", "/start u_cs-may"),
        ("message", "Chậm lương"),
        ("press", "petition:send:1"),
    ]


async def test_before_anybody_listens_the_page_is_not_told_that_anything_was_kept(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()
    site.chat._accept = None
    await tab.says("Chậm lương", "a")
    closed = await tab.socket.receive(timeout=10)
    assert (closed.type, closed.data) == (WSMsgType.CLOSE, 1013)
    assert [m.text for m in site.inbox()] == ["/start"]


async def test_an_answer_comes_by_itself_and_in_its_place(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()
    await site.echo()
    await tab.says("Chậm lương")
    greeting, mine = await tab.hears_all(2)
    await site.echo()
    answer = await tab.hears_message()
    assert (greeting["place"], greeting["from"], greeting["text"]) == (1, "bot", "echo: /start")
    assert (mine["place"], mine["from"], mine["text"]) == (2, "me", "Chậm lương")
    assert (answer["place"], answer["from"], answer["text"], answer["reply_to"]) == (3, "bot", "echo: Chậm lương", 2)


async def test_the_place_is_the_id_by_which_a_reply_finds_its_case(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()
    row = await site.tell(lan.address, "K7M2?")
    question = await tab.hears_message()
    await tab.says("đây", reply_to=question["place"])
    await tab.hears_message()
    assert site.do(lambda s: s.get(Outbound, row)).sent_id == str(question["place"])
    assert site.inbox()[-1].reply_to == str(question["place"])


async def test_a_press_names_its_message_and_is_shown_as_own_words(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()
    await site.tell(lan.address, "Gửi?", buttons=[[{"label": "Gửi", "data": "petition:send:1"}]])
    asked = await tab.hears_message()
    await tab.sends(type="press", id="p", data="petition:send:1", label="Gửi", place=asked["place"])
    assert await tab.hears() == {"type": "kept", "id": "p"}
    shown = await tab.hears_message()
    pressed = site.inbox()[-1]
    assert (pressed.kind, pressed.button, pressed.message_id, pressed.text) == ("press", "petition:send:1", "1", None)
    assert (shown["from"], shown["text"], shown["id"], shown["pressed"]) == ("me", "Gửi", "p", 1)


async def test_a_message_said_twice_counts_once(site: Site) -> None:
    """T3: the line broke before "kept" was heard, so the page says it again."""
    lan = await site.visitor()
    await lan.opens()
    first = await lan.connects()
    await first.says("Chậm lương", "a")
    await first.hears_message()
    again = await lan.connects(after=1)
    await again.says("Chậm lương", "a")
    assert await again.hears() == {"type": "kept", "id": "a"}
    await again.hears_nothing_more()
    assert [m.text for m in site.inbox()] == ["/start", "Chậm lương"]


async def test_the_same_words_said_at_the_same_moment_in_two_tabs_count_once(site: Site) -> None:
    """T3: on PostgreSQL two transactions may meet."""
    lan = await site.visitor()
    await lan.opens()
    tabs = [await lan.connects() for _ in range(4)]
    await asyncio.gather(*(tab.says("Chậm lương", "a") for tab in tabs))
    for tab in tabs:
        assert (await tab.hears_message())["place"] == 1
    assert [m.text for m in site.inbox()] == ["/start", "Chậm lương"]


@pytest.mark.parametrize(("unit", "started"), [(None, "/start"), ("cs-may", "/start u_cs-may")])
async def test_two_tabs_that_open_a_conversation_at_once_begin_it_once(site: Site, unit: str | None, started: str) -> None:
    lan = await site.visitor()
    await lan.opens()
    tabs = [await lan.opens_socket() for _ in range(4)]
    hellos = await asyncio.gather(*(tab.says_hello(unit=unit) for tab in tabs))
    assert len({hello["person"] for hello in hellos}) == 1
    assert [m.text for m in site.inbox()] == [started]
    assert len(site.do(lambda s: s.exec(select(Contact)).all())) == 1


async def test_a_page_that_was_away_gets_all_it_missed_once_and_in_order(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()
    await site.tell(lan.address, "1")
    await tab.hears_message()
    await tab.socket.close()
    for number in range(2, 253):
        await site.tell(lan.address, str(number))
    back = await lan.connects(after=1)
    heard = await back.hears_all(252)
    assert [(m["place"], m["text"]) for m in heard] == [(n, str(n)) for n in range(2, 253)]
    await back.hears_nothing_more()


async def test_a_second_hello_on_the_same_socket_repeats_what_the_page_says_it_has_not(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()
    await site.tell(lan.address, "1")
    await tab.hears_message()
    await tab.says_hello(after=0)
    assert (await tab.hears_message())["text"] == "1"
    await tab.hears_nothing_more()


async def test_what_was_written_without_a_line_arrives_in_the_order_it_was_written(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()
    for number in range(30):
        await tab.says(str(number))
    heard = await tab.hears_all(30)
    assert [m["text"] for m in heard] == [str(n) for n in range(30)]
    assert [m.text for m in site.inbox()[1:]] == [str(n) for n in range(30)]


async def test_two_tabs_see_the_same_conversation(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    one, two = await lan.connects(), await lan.connects()
    await one.says("từ thẻ một")
    by_two = [await two.hears_message()]
    await two.says("từ thẻ hai")
    by_two.append(await two.hears_message())
    await site.tell(lan.address, "trả lời")
    by_two.append(await two.hears_message())
    expected = [(1, "me", "từ thẻ một"), (2, "me", "từ thẻ hai"), (3, "bot", "trả lời")]
    assert [(m["place"], m["from"], m["text"]) for m in by_two] == expected
    assert [(m["place"], m["from"], m["text"]) for m in await one.hears_all(3)] == expected


async def test_answers_and_words_that_meet_share_no_place(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()

    async def answers() -> None:
        for number in range(20):
            await site.tell(lan.address, f"b{number}")

    async def words() -> None:
        for number in range(20):
            await tab.says(f"m{number}")

    await asyncio.gather(answers(), words())
    heard = await tab.hears_all(40)
    assert [m["place"] for m in heard] == list(range(1, 41))
    assert [m["text"] for m in heard if m["from"] == "bot"] == [f"b{n}" for n in range(20)]
    assert [m["text"] for m in heard if m["from"] == "me"] == [f"m{n}" for n in range(20)]


async def test_nobody_hears_what_is_said_in_another_conversation(site: Site) -> None:
    lan, hoa = await site.visitor(), await site.visitor()
    await lan.opens()
    await hoa.opens()
    of_lan, of_hoa = await lan.connects(), await hoa.connects()
    await of_lan.says("bí mật", "a")
    await site.tell(lan.address, "cũng bí mật")
    await of_lan.hears_all(2)
    await of_hoa.hears_nothing_more()
    await of_hoa.says_hello(after=0)
    await of_hoa.hears_nothing_more()
    query = select(WebMessage).where(WebMessage.address == hoa.address, WebMessage.place > 0)
    assert site.do(lambda s: s.exec(query).first()) is None


async def test_the_same_client_id_in_another_conversation_is_another_message(site: Site) -> None:
    lan, hoa = await site.visitor(), await site.visitor()
    for somebody in (lan, hoa):
        await somebody.opens()
        tab = await somebody.connects()
        await tab.says("Chậm lương", "a")
        await tab.hears_message()
    assert [m.address for m in site.inbox() if m.text != "/start"] == [lan.address, hoa.address]


async def test_changed_words_come_as_a_message_that_names_the_one_it_replaces(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()
    await site.tell(lan.address, "Ẩn danh: tắt")
    await site.tell(lan.address, "Ẩn danh: bật", replaces="1")
    first, second = await tab.hears_all(2)
    assert first["replaces"] is None
    assert second["replaces"] == 1


async def test_the_page_of_a_unit_starts_there_and_only_a_new_unit_starts_again(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens("/u/cs-may")
    await lan.connects(unit="cs-may")
    await lan.connects(unit="cs-may")
    await lan.connects()
    await lan.connects(unit="cs-che")
    await lan.connects(unit="cs-may")
    assert [m.text for m in site.inbox()] == ["/start u_cs-may", "/start u_cs-che", "/start u_cs-may"]


async def test_a_conversation_that_was_begun_from_our_side_is_not_started_again(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    await site.tell(lan.address, "Chúng tôi gọi anh/chị")
    tab = await lan.connects()
    assert (await tab.hears_message())["text"] == "Chúng tôi gọi anh/chị"
    assert site.inbox() == []


async def test_what_was_seen_is_noted_with_its_time(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()
    rows = [await site.tell(lan.address, str(number)) for number in range(3)]
    await tab.hears_all(3)
    await tab.sends(type="seen", place=2)
    await tab.hears_nothing_more()
    await site.ends()
    seen = [site.do(lambda s, row=row: s.get(Outbound, row)).seen_at for row in rows]
    assert seen == [site.clock(), site.clock(), None]


async def test_at_the_end_open_pages_are_closed_and_no_new_one_is_taken(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()
    await site.ends()
    closed = await tab.socket.receive(timeout=10)
    assert (closed.type, closed.data) == (WSMsgType.CLOSE, 1001)
    assert (await lan.get("/ws", headers={"Upgrade": "websocket"})).status == 503
