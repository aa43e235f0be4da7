"""The fake Telegram's roads and troubles: polling, webhook, repeats, faults, flood rules, the journal, the own process."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from telegram import Bot
from telegram.error import Conflict, NetworkError, RetryAfter, TimedOut

from tests.servers.conftest import HandClock
from tests.servers.telegram import FakeTelegram, read_journal
from tests.servers.telegram.remote import RemoteTelegram

SECRET = "X-Telegram-Bot-Api-Secret-Token"
Answer = Callable[[dict[str, Any]], Awaitable[web.Response]]


class Hook:
    """A webhook that answers as the test says and remembers what came."""

    def __init__(self) -> None:
        self.came: list[dict[str, Any]] = []
        self.secrets: set[str | None] = set()
        self.statuses: list[int] = []
        self.body: dict[str, Any] | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.both = asyncio.Event()
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.came.append(await request.json())
        self.secrets.add(request.headers.get(SECRET))
        if len(self.came) == 2:
            self.both.set()
        await self.gate.wait()
        status = self.statuses.pop(0) if self.statuses else 200
        return web.json_response(self.body, status=status) if self.body else web.Response(status=status)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    taker = Hook()
    app = web.Application()
    app.router.add_post("/telegram", taker.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    taker.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield taker
    await runner.cleanup()


async def test_a_poll_waits_for_the_next_update(fake: FakeTelegram, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    await fake.wait(lambda: fake.calls["getUpdates"])
    await fake.person().says("a")
    assert len(await poll) == 1


async def test_a_second_poll_ends_the_first_and_a_webhook_ends_polling(fake: FakeTelegram, bot: Bot, hook: Hook) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=10))
    await fake.wait(lambda: fake.calls["getUpdates"] == 1)
    async with Bot(fake.token, base_url=f"{fake.url}/bot") as second_machine:
        await second_machine.get_updates(timeout=0)
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    await bot.set_webhook(f"{hook.url}/telegram")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()


async def test_updates_come_twice_or_backwards_when_told(fake: FakeTelegram, bot: Bot) -> None:
    """T1, T17."""
    lan = fake.person()
    fake.updates.twice = True
    await lan.says("a")
    one, same = await bot.get_updates()
    assert one.update_id == same.update_id
    fake.updates.twice = False
    fake.updates.hold()
    await lan.says("b")
    await lan.says("c")
    assert await bot.get_updates(offset=one.update_id + 1) == ()
    fake.updates.release(backwards=True)
    assert [u.message.text for u in await bot.get_updates() if u.message] == ["c", "b"]


async def test_a_press_dies_after_150_seconds_and_reactions_must_be_asked_for(
    fake: FakeTelegram, bot: Bot, hand_clock: HandClock
) -> None:
    lan = fake.person()
    said = await lan.says("a")
    await lan.reacts(said, "\N{THUMBS UP SIGN}")
    await lan.presses_data("old", said)
    assert [bool(u.callback_query) for u in await bot.get_updates()] == [False, True]
    hand_clock.pass_by(151)
    assert [bool(u.callback_query) for u in await bot.get_updates()] == [False]


async def test_a_raw_update_makes_its_chat_known(fake: FakeTelegram, bot: Bot) -> None:
    who = {"id": 77, "is_bot": False, "first_name": "Mai"}
    message = {"message_id": 5, "date": 1, "chat": {"id": 77, "type": "private", "first_name": "Mai"}, "from": who}
    assert await fake.inject({"update_id": 42, "message": message | {"text": "a"}}) == 42
    await bot.send_message(77, "b")
    assert fake.chats[77].hears() == ["b"]


async def test_the_webhook_gets_the_secret_and_repeats_until_it_answers_well(fake: FakeTelegram, bot: Bot, hook: Hook) -> None:
    lan, mai = fake.person(), fake.person()
    await bot.set_webhook("https://caunoi.example/telegram", secret_token="mat-khau")
    fake.webhook.reach = hook.url
    fake.webhook.first_wait = 0.01
    fake.webhook.lose = 1
    hook.statuses = [500, 503]
    await lan.says("1")
    await lan.says("2")
    await mai.says("3")
    await fake.wait(lambda: len(fake.confirmed) == 3)
    of_lan = [u["message"]["text"] for u in hook.came if u["message"]["from"]["id"] == lan.id]
    assert of_lan == sorted(of_lan)  # in order, with repeats
    assert len(hook.came) == fake.webhook.attempts == 6
    assert hook.secrets == {"mat-khau"}
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 0
    assert info.last_error_message


async def test_webhook_queues_run_side_by_side_but_not_within_a_chat(fake: FakeTelegram, bot: Bot, hook: Hook) -> None:
    lan, mai = fake.person(), fake.person()
    await bot.set_webhook(f"{hook.url}/telegram", max_connections=2)
    hook.gate.clear()
    for word in ("1", "2"):
        await lan.says(word)
        said = await mai.says(word)
    await mai.presses_data("x", said)
    await hook.both.wait()
    hook.gate.set()
    await fake.wait(lambda: len(fake.confirmed) == 5)
    assert fake.webhook.most_at_once == 2


async def test_a_method_in_the_webhooks_answer_is_done(fake: FakeTelegram, bot: Bot, hook: Hook) -> None:
    lan = fake.person()
    await bot.set_webhook(f"{hook.url}/telegram")
    hook.body = {"method": "sendMessage", "chat_id": lan.id, "text": "chào"}
    await lan.says("a")
    assert (await lan.awaits("chào")).method == "sendMessage"


async def test_faults_strike_where_they_are_told_to(fake: FakeTelegram, bot: Bot) -> None:
    lan, mai = fake.person(started=True), fake.person(started=True)
    fault = fake.fail("sendMessage", lan, kind="flood", seconds=7)
    with pytest.raises(RetryAfter, match="0:00:07"):
        await bot.send_message(lan.id, "a")
    await bot.send_message(mai.id, "a")
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
