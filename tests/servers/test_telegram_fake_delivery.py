"""The fake Telegram's roads to the bot: polling, webhook, repeats, what dies on the way."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import Conflict

from tests.servers.conftest import HandClock
from tests.servers.telegram import FakeTelegram

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


async def test_nothing_reaches_the_webhook_while_telegram_is_down(fake: FakeTelegram, bot: Bot, hook: Hook) -> None:
    await bot.set_webhook(f"{hook.url}/telegram")
    await fake.down()
    await fake.person().says("a")
    with pytest.raises(TimeoutError, match="the journal ends with"):
        await fake.wait(lambda: hook.came, timeout=0.05)
    await fake.up()
    await fake.wait(lambda: fake.confirmed)
    assert len(hook.came) == 1


async def test_a_method_in_the_webhooks_answer_is_done(fake: FakeTelegram, bot: Bot, hook: Hook) -> None:
    lan = fake.person()
    await bot.set_webhook(f"{hook.url}/telegram")
    hook.body = {"method": "sendMessage", "chat_id": lan.id, "text": "chào"}
    await lan.says("a")
    assert (await lan.awaits("chào")).method == "sendMessage"
