"""The fake Telegram's troubles: faults on demand, flood rules, the journal that outlives a kill, the process of its own."""

import asyncio
from pathlib import Path

import pytest
from aiohttp import ClientSession
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from tests.servers.conftest import HandClock
from tests.servers.telegram import FakeTelegram, read_journal
from tests.servers.telegram.remote import RemoteTelegram


async def test_faults_strike_where_they_are_told_to(fake: FakeTelegram, bot: Bot) -> None:
    lan, mai = fake.person(started=True), fake.person(started=True)
    fault = fake.fail("sendMessage", lan, kind="flood", seconds=7)
    await bot.send_message(mai.id, "a")
    with pytest.raises(RetryAfter, match="0:00:07"):
        await bot.send_message(lan.id, "a")
    await bot.send_message(lan.id, "b")
    assert fault.hits == 1
    fake.fail(code=500, description="Internal Server Error: restart")
    fake.fail(kind="html")
    fake.fail(kind="reset")
    for _ in range(3):
        with pytest.raises(NetworkError):
            await bot.send_message(lan.id, "c")
    assert lan.hears() == ["b"]
    fake.fail(kind="accept_then_reset")
    fake.fail(kind="accept_then_timeout")
    with pytest.raises(NetworkError):
        await bot.send_message(lan.id, "d")
    with pytest.raises(TimedOut):
        await bot.send_message(lan.id, "e", read_timeout=0.1)
    fake.fail(kind="slow", seconds=0.05)
    await bot.send_message(lan.id, "f")
    assert lan.hears() == ["d", "e", "f"]


async def test_telegram_goes_down_and_comes_back_on_the_same_port(fake: FakeTelegram, bot: Bot) -> None:
    lan = fake.person(started=True)
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    await fake.wait(lambda: fake.calls["getUpdates"])
    await fake.down()
    with pytest.raises(NetworkError):
        await poll
    with pytest.raises(NetworkError):
        await bot.send_message(lan.id, "a")
    await fake.up()
    await bot.send_message(lan.id, "b")
    assert lan.hears() == ["b"]


async def test_flood_rules_hold_for_a_chat_a_group_with_its_topics_and_over_all(
    fake: FakeTelegram, bot: Bot, hand_clock: HandClock
) -> None:
    """T15: twenty in any minute, over all topics of the group."""
    fake.flood.on = True
    lan = fake.person(started=True)
    for _ in range(5):
        await bot.send_message(lan.id, "a")
    with pytest.raises(RetryAfter, match="0:00:05"):
        await bot.send_message(lan.id, "a")
    desk = fake.group(forum=True, bot="administrator")
    topic = await bot.create_forum_topic(desk.id, "a")
    for number in range(19):
        hand_clock.pass_by(1)
        await bot.send_message(desk.id, "a", message_thread_id=topic.message_thread_id if number % 2 else None)
    with pytest.raises(RetryAfter, match="0:00:41"):
        await bot.send_message(desk.id, "a")
    hand_clock.pass_by(41)
    await bot.send_message(desk.id, "a")
    for _ in range(29):  # with the one to the group
        await bot.send_message(fake.person(started=True).id, "a")
    with pytest.raises(RetryAfter, match="0:00:01"):
        await bot.send_message(fake.person(started=True).id, "a")
    assert fake.flood.refused == {"chat": 1, "group": 1, "overall": 1}


async def test_the_journal_is_in_the_file_before_the_answer(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with FakeTelegram(journal=path) as fake, Bot(fake.token, base_url=f"{fake.url}/bot") as bot:
        lan = fake.person()
        await lan.says("a")
        await bot.get_updates(offset=(await bot.get_updates())[0].update_id + 1)
        await bot.send_message(lan.id, "b")
        assert [(e["what"], e["text"]) for e in read_journal(path)] == [("confirmed", ""), ("sent", "b")]


async def test_the_fake_runs_in_a_process_of_its_own_and_leaves_its_journal_when_killed(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    async with RemoteTelegram(journal=path) as fake, Bot(fake.token, base_url=f"{fake.url}/bot") as bot:
        lan = await fake.person(first_name="Lan")
        desk = await fake.group(title="Ban", members=(lan,))
        await lan.does("sends_photo", content=b"\xff\xd8\xff", caption="a")
        await lan.does("says", text="/x", chat=desk)
        assert [u.message.chat_id for u in await bot.get_updates() if u.message] == [lan.id, desk.id]
        await fake.set("flood", on=True, chat_burst=1)
        await bot.send_message(lan.id, "b")
        third = {"chat_id": lan.id, "text": "c"}
        async with ClientSession(fake.url) as session, session.post(f"/bot{fake.token}/sendMessage", json=third) as answer:
            assert (answer.status, answer.headers["Retry-After"]) == (429, "5")
        await fake.wait(lambda entries: any(e["text"] == "b" for e in entries))
        assert await lan.does("hears") == ["b"]
        assert (await fake.state())["too_many"] == {"chat": 1}
        with pytest.raises(AssertionError, match="no button"):
            await lan.does("presses", wanted="x")
        fake.kill()
    assert read_journal(path)[-1]["text"] == "b"
