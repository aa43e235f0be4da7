"""Telegram through the library, against a server that behaves like Telegram's: nothing lost coming in, errors understood."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, web

from bot.channels import base
from bot.channels.base import FileParcel, Parcel
from bot.channels.telegram import Telegram
from bot.config import TelegramConfig
from bot.web import serving
from storage.database import DatabaseDown
from storage.types import Incoming
from tests.servers.telegram import FakeTelegram


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as telegram:
        yield telegram


JPEG = b"\xff\xd8\xff\xe0" + b"0" * 64


class Room:
    """The bot's side: keeps what the door hands in, or has no database for a while."""

    def __init__(self, fake: FakeTelegram, **settings: Any) -> None:
        config = TelegramConfig(enabled=True, token=fake.token, api_url=fake.url, **settings)
        self.channel = Telegram(config, lambda language: [("kiennghi", "Write")], ["vi", "en"], self._may_poll)
        self.kept: list[Incoming] = []
        self.refusing = 0
        self.stop = asyncio.Event()
        self.news = asyncio.Condition()

    async def _may_poll(self) -> bool:
        return True

    async def accept(self, batch: Any) -> None:
        if self.refusing:
            self.refusing -= 1
            raise DatabaseDown("away")
        known = {message.external_id for message in self.kept}
        self.kept += [message for message in batch if message.external_id not in known]
        async with self.news:
            self.news.notify_all()

    async def has(self, count: int) -> list[Incoming]:
        async with asyncio.timeout(10), self.news:
            await self.news.wait_for(lambda: len(self.kept) >= count)
        return self.kept


@asynccontextmanager
async def listening(room: Room) -> AsyncIterator[Room]:
    async def listen() -> None:
        while not room.stop.is_set():
            try:
                await room.channel.listen(room.accept, room.stop)
            except DatabaseDown:
                continue

    async with room.channel.opened():
        task = asyncio.ensure_future(listen())
        try:
            yield room
        finally:
            room.stop.set()
            await task


@asynccontextmanager
async def webhook(fake: FakeTelegram, secret: str = "s3cret") -> AsyncIterator[tuple[Room, str]]:
    room = Room(fake, receive="webhook", webhook_url="https://bot.example/telegram", webhook_secret=secret)
    application = web.Application()
    application.add_routes(room.channel.routes())
    async with serving(application, "127.0.0.1", 0) as port:
        fake.webhook.reach = f"http://127.0.0.1:{port}"
        async with listening(room):
            yield room, f"http://127.0.0.1:{port}/telegram"


async def test_a_message_is_confirmed_only_after_it_was_kept(fake: FakeTelegram) -> None:
    """T16: the database is away twice, nothing is confirmed and nothing lost."""
    room = Room(fake)
    room.refusing = 2
    lan = fake.person(first_name="Lan")
    await lan.says("Chậm lương hai tháng")
    async with listening(room):
        kept = await room.has(1)
    assert (kept[0].text, kept[0].kind, kept[0].name) == ("Chậm lương hai tháng", "message", "Lan")
    assert kept[0].raw is not None
    assert "Chậm" in kept[0].raw or "\\u" in kept[0].raw


async def test_an_update_that_the_library_cannot_read_does_not_hide_the_others(fake: FakeTelegram) -> None:
    """T8, T9: the bad one is kept as it came, in the lane of its sender."""
    room = Room(fake)
    lan = fake.person(first_name="Lan")
    await lan.says("before")
    bad = {"message": {"message_id": 5, "chat": {"id": lan.id, "type": "private"}, "from": {"id": lan.id}, "text": "x"}}
    await fake.inject(bad)
    await lan.says("after")
    async with listening(room):
        kept = await room.has(3)
    assert [message.kind for message in kept] == ["message", "unreadable", "message"]
    assert kept[1].sender == f"telegram:{lan.id}"
    assert kept[1].raw is not None


async def test_the_webhook_says_received_only_after_it_was_kept(fake: FakeTelegram) -> None:
    lan = fake.person(first_name="Lan")
    async with webhook(fake) as (room, _):
        room.refusing = 0
        await lan.says("Xin chào")
        await room.has(1)
        await fake.wait(lambda: len(fake.confirmed) == 1)


async def test_the_webhook_turns_away_whoever_has_not_the_secret(fake: FakeTelegram) -> None:
    async with webhook(fake) as (room, url), ClientSession() as session:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "s3creT"}):
            async with session.post(url, json={"update_id": 1}, headers=headers) as response:
                assert response.status == 403
        async with session.post(url, data=b"no json", headers={"X-Telegram-Bot-Api-Secret-Token": "s3cret"}) as response:
            assert response.status == 200
        assert room.kept == []


async def test_a_press_is_acknowledged_in_the_webhooks_answer(fake: FakeTelegram) -> None:
    lan = fake.person(first_name="Lan", started=True)
    async with webhook(fake) as (room, _):
        await room.channel.send(Parcel(1, f"telegram:{lan.id}", "Gửi?", [[{"label": "Gửi", "data": "petition:send:7"}]]))
        await lan.presses("Gửi")
        kept = await room.has(1)
        await fake.wait(lambda: any(entry.what == "answered" for entry in fake.journal.entries))
    assert (kept[0].kind, kept[0].button) == ("press", "petition:send:7")
    assert fake.calls["answerCallbackQuery"] == 1


async def test_two_edits_in_one_second_are_two_messages(fake: FakeTelegram) -> None:
    """T1: the key of an edit holds its words too."""
    room = Room(fake)
    lan = fake.person(first_name="Lan")
    number = (await lan.says("one"))["message_id"]
    await lan.edits(number, "two")
    await lan.edits(number, "three")
    async with listening(room):
        kept = await room.has(3)
    assert [message.text for message in kept] == ["one", "two", "three"]
    assert len({message.message_key for message in kept}) == 3


ERRORS = [
    (400, "Bad Request: chat not found", base.Gone),
    (400, "Bad Request: message thread not found", base.ThreadGone),
    (400, "Bad Request: TOPIC_CLOSED", base.ThreadGone),
    (400, "Bad Request: message is too long", base.Refused),
    (400, "Bad Request: BUTTON_DATA_INVALID", base.Refused),
    (400, 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0', base.Refused),
    (401, "Unauthorized", base.Misconfigured),
    (403, "Forbidden: bot was blocked by the user", base.Gone),
    (403, "Forbidden: user is deactivated", base.Gone),
    (403, "Forbidden: bot was kicked from the supergroup chat", base.Gone),
    (403, "Forbidden: bot can't initiate conversation with a user", base.Gone),
    (404, "Not Found", base.Misconfigured),
    (409, "Conflict: terminated by other getUpdates request", base.TryLater),
    (413, "Request Entity Too Large", base.Refused),
    (500, "Internal Server Error: restart", base.ChannelDown),
    (502, "Bad Gateway", base.ChannelDown),
    (503, "Service Unavailable", base.ChannelDown),
    (504, "Gateway Timeout", base.ChannelDown),
]


@pytest.mark.parametrize(("code", "text", "kind"), ERRORS, ids=[f"{code} {text[:30]}" for code, text, _ in ERRORS])
async def test_every_error_says_what_is_to_be_done(fake: FakeTelegram, code: int, text: str, kind: type[Exception]) -> None:
    """T13."""
    lan = fake.person(started=True)
    room = Room(fake)
    fake.fail("sendMessage", code=code, description=text)
    async with room.channel.opened():
        with pytest.raises(base.SendError) as caught:
            await room.channel.send(Parcel(1, f"telegram:{lan.id}", "hello"))
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("fault", "kind"),
    [("html", base.ChannelDown), ("reset", base.TryLater), ("accept_then_reset", base.TryLater)],
)
async def test_a_broken_answer_means_try_again(fake: FakeTelegram, fault: str, kind: type[Exception]) -> None:
    lan = fake.person(started=True)
    room = Room(fake)
    fake.fail("sendMessage", kind=fault)
    async with room.channel.opened():
        with pytest.raises(base.SendError) as caught:
            await room.channel.send(Parcel(1, f"telegram:{lan.id}", "hello"))
    assert type(caught.value) is kind


async def test_429_says_how_long_and_a_moved_group_says_where(fake: FakeTelegram) -> None:
    lan = fake.person(started=True)
    group = fake.group(id=-4001, members=(lan,))
    room = Room(fake)
    fake.fail("sendMessage", kind="flood", seconds=7)
    async with room.channel.opened():
        with pytest.raises(base.TryLater) as late:
            await room.channel.send(Parcel(1, f"telegram:{lan.id}", "hello"))
        new = await group.upgrade(by=lan)
        with pytest.raises(base.Moved) as moved:
            await room.channel.send(Parcel(2, "telegram:-4001", "hello"))
    assert late.value.after == 7
    assert moved.value.address == f"telegram:{new}"


async def test_a_telegram_that_cannot_be_reached_is_down_and_the_token_is_nowhere_in_the_error(fake: FakeTelegram) -> None:
    room = Room(fake)
    await fake.down()
    async with room.channel.opened():
        with pytest.raises(base.ChannelDown) as caught:
            await room.channel.send(Parcel(1, "telegram:5", "hello"))
    assert str(caught.value) == "no connection"
    assert fake.token not in repr(caught.getrepr(style="long"))


async def test_an_edit_that_changes_nothing_is_no_failure(fake: FakeTelegram) -> None:
    lan = fake.person(started=True)
    room = Room(fake)
    async with room.channel.opened():
        number = await room.channel.send(Parcel(1, f"telegram:{lan.id}", "hello"))
        assert await room.channel.send(Parcel(2, f"telegram:{lan.id}", "hello", replaces=number)) == number
        assert await room.channel.send(Parcel(3, f"telegram:{lan.id}", "bye", replaces=number)) == number
    assert lan.screen == ["bye"] or "bye" in str(lan.screen)


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "file"])
async def test_files_go_out_as_bytes_and_come_in_by_fetching(fake: FakeTelegram, kind: str) -> None:
    """T7, P1: never by the id of a file that somebody sent us."""
    lan = fake.person(started=True)
    room = Room(fake)
    mime = {"photo": "image/jpeg", "voice": "audio/ogg", "video": "video/mp4", "file": "application/pdf"}[kind]
    async with listening(room):
        await room.channel.send(Parcel(1, f"telegram:{lan.id}", file=FileParcel(kind, JPEG, "K7M2-1", mime)))
        assert [file.content for file in lan.last.files] == [JPEG]
        sends = {"photo": lan.sends_photo, "voice": lan.sends_voice, "video": lan.sends_video, "file": lan.sends_document}
        await sends[kind](b"from lan")  # type: ignore[operator]
        kept = await room.has(1)
        reference = kept[0].files[0]
        assert reference.kind == kind
        assert await room.channel.fetch(reference.ref or "", 1000) == b"from lan"
    assert fake.calls["forwardMessage"] == 0


async def test_a_file_that_is_too_large_is_never_fetched(fake: FakeTelegram) -> None:
    """T8: Telegram hands out 20 MB at most."""
    room = Room(fake)
    lan = fake.person()
    await lan.sends_document(b"x", name="big.pdf", size=25 * 1024 * 1024)
    async with listening(room):
        kept = await room.has(1)
        with pytest.raises(base.NotFetched) as caught:
            await room.channel.fetch(kept[0].files[0].ref or "", 25 * 1024 * 1024)
    assert caught.value.final


async def test_the_command_menu_is_set_in_every_language(fake: FakeTelegram) -> None:
    room = Room(fake)
    async with listening(room):
        await fake.wait(lambda: fake.calls["setMyCommands"] >= 3)
    assert "kiennghi" in str(fake.commands)


async def test_the_own_card_brings_a_number_and_no_name(fake: FakeTelegram) -> None:
    """P2: what stands in a text, a desk reads, also of somebody who does not want to be known."""
    lan = fake.person(first_name="Lan")
    async with listening(Room(fake)) as room:
        await lan.sends_contact("+84976543218")
        await lan.sends_contact("+84911222333", user_id=0)
        own, other = await room.has(2)
        assert (own.text, other.text) == ("+84976543218", "Lan +84911222333")
