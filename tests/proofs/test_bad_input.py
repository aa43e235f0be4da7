"""What no one should send: strange updates, texts of every length, files that are too large. Nothing lost, nothing blocked."""

import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, CookieJar, FormData

from tests.conversations.petitions import CHE, said, to_preview
from tests.factories import officer, worker
from tests.fakes import World
from tests.processes.house import House, running, until, write_config
from tests.processes.stories import SENT, rows
from tests.proofs.known import lay_people
from tests.proofs.strange import ANSWERED, SILENT
from tests.servers.telegram import FakeTelegram

FIRST = 5_000_001
PENDING = "SELECT id FROM inbound WHERE state = 'pending'"
NOT_DONE = """
    SELECT kind, state, attempts, error FROM inbound
    WHERE kind <> 'unreadable' AND (state = 'failed' OR attempts > 0 OR error <> 'consent')
"""
UNREAD = "SELECT state, raw FROM inbound WHERE kind = 'unreadable'"
NOT_SENT = "SELECT address, kind, error FROM outbound WHERE state <> 'done' AND address LIKE 'telegram:50%'"
LONG = {
    "one": "x",
    "4,096": "Lương " * 682 + "chậm",
    "4,097": "Lương " * 682 + "chậm!",
    "20,000 of one word": "ạ" * 20_000,
    "20,000 with emoji": "Nợ lương " + "😡👷🏽" * 6_664,
    "20,000 taken apart": unicodedata.normalize("NFD", "Nợ lương ba tháng rồi. ") * 1_000,
    "4,096 taken apart": unicodedata.normalize("NFD", "ệ" * 2_000)[:4_096],
}
MEGABYTE = 1024 * 1024


@asynccontextmanager
async def house_on_telegram(tmp_path: Path, url: str, **changes: Any) -> AsyncIterator[tuple[FakeTelegram, House]]:
    async with FakeTelegram() as fake:
        config = write_config(
            tmp_path, url, channels__telegram__enabled=True, channels__telegram__token=fake.token,
            channels__telegram__api_url=fake.url, channels__telegram__per_second=1000, desk__undo_seconds=0, **changes,
        )  # fmt: skip
        async with running(config) as house:
            yield fake, house


async def test_strange_updates_hold_up_nobody(tmp_path: Path, database_url: str) -> None:
    strange = list(enumerate(ANSWERED.items(), FIRST))
    lay_people(database_url, [number for number, _ in strange])
    async with house_on_telegram(tmp_path, database_url) as (fake, house):
        people = {name: fake.person(number, started=True) for number, (name, _) in strange}
        updates = [make(number) for number, (_, make) in strange]
        updates += [make(0) for make in SILENT.values()]
        assert len(updates) > 80
        others = []
        numbers = []
        for number, update in enumerate(updates):
            numbers.append(fake.updates.inject(update))
            if number % 5 == 0:
                others.append(fake.person(first_name=f"O{number}"))
                await others[-1].says("/lienhe")
        last = fake.person(first_name="Last")
        await last.says("/lienhe")
        for person in (*others, last):
            await person.awaits("0213", timeout=30)
        await fake.wait(lambda: set(numbers) <= set(fake.confirmed), 30, lambda: str(set(numbers) - set(fake.confirmed)))
        await fake.wait(
            lambda: all(person.sent for person in people.values()),
            20,
            lambda: str([name for name, person in people.items() if not person.sent]),
        )
        await until(lambda: not rows(database_url, PENDING))
        assert rows(database_url, NOT_DONE) == []
        unread = rows(database_url, UNREAD)
        assert unread
        assert all(state == "failed" and raw for state, raw in unread)
        assert all(len(person.sent) == 1 for person in others)
        assert not [line for line in house.log if line["level"] == "error"]
        await until(lambda: not rows(database_url, NOT_SENT))


async def test_who_sends_what_nobody_can_parse_hears_what_can_be_read(tmp_path: Path, sqlite_url: str) -> None:
    async with house_on_telegram(tmp_path, sqlite_url) as (fake, _):
        lan = fake.person(FIRST, started=True)
        fake.updates.inject(ANSWERED["an unparsable sticker"](FIRST))
        await lan.awaits("chưa đọc được", timeout=20)


async def test_an_empty_text_is_asked_for_words_and_keeps_nothing(world: World) -> None:
    lan = worker(world, "Lan")
    for text in ("", " ", "\u200b"):
        await lan.says(text)
        assert "Anh/chị cứ kể" in lan.hears()[-1]
    assert said(world) == []


@pytest.mark.parametrize("name", LONG)
async def test_a_text_of_any_length_becomes_a_petition_to_the_letter(world: World, name: str) -> None:
    lan, mai = worker(world, "Lan"), officer(world, "Mai", CHE)
    text = LONG[name]
    await to_preview(lan, text)
    await lan.presses("Gửi")
    whole = unicodedata.normalize("NFC", text).strip()
    assert said(world) == [whole]
    card = mai.last
    assert card.kind == "card"
    await mai.presses("Xem đầy đủ")
    read = "".join(heard.text for heard in mai.log[mai.log.index(card) + 1 :])
    assert "".join(whole.split()) in "".join(read.split())
    assert max(len(heard.text.encode("utf-16-le")) // 2 for heard in (*lan.log, *mai.log)) <= 4096


async def test_an_answer_of_any_length_arrives_whole(world: World) -> None:
    """Fluent refuses values above 2,500 letters: they go around it."""
    lan, mai = worker(world, "Lan"), officer(world, "Mai", CHE)
    await to_preview(lan)
    await lan.presses("Gửi")
    answer = " ".join(f"Điều {number}: công ty trả đủ." for number in range(700))
    await mai.says(answer, reply_to=mai.last)
    lan.hears()
    world.turn(seconds=11)
    await world.settle()
    assert answer in " ".join(lan.hears())


async def test_a_file_too_large_for_telegram_is_told_and_the_petition_goes_on(tmp_path: Path, database_url: str) -> None:
    lay_people(database_url, [FIRST])
    async with house_on_telegram(tmp_path, database_url) as (fake, _):
        lan = fake.person(FIRST, started=True)
        await lan.sends_document(b"%PDF-1.7", size=25 * MEGABYTE, caption="Bảng lương của cả tổ")
        await lan.awaits("lớn quá", timeout=20)
        for prefix in ("draft:unsaid:", "petition:send:"):
            await fake.wait(lambda p=prefix: any(d.startswith(p) for d in _buttons(lan)), 20)  # type: ignore[misc]
            await lan.presses(next(d for d in _buttons(lan) if d.startswith(prefix)))
        await lan.awaits("Mã bí mật", timeout=20)
        assert [row[0] for row in rows(database_url, SENT)] == ["Bảng lương của cả tổ"]
        assert fake.calls["download"] == 0


async def test_the_page_takes_25_megabytes_and_says_no_to_more(tmp_path: Path, database_url: str) -> None:
    config = write_config(tmp_path, database_url)
    async with running(config) as house, ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        url = f"http://127.0.0.1:{house.port}/"
        async with session.get(url) as page:
            assert page.status == 200

        async def uploads(size: int) -> tuple[int, dict[str, str]]:
            form = FormData()
            form.add_field("file", BytesIO(b"%PDF-1.7" + bytes(size - 8)), filename="luong.pdf", content_type="application/pdf")
            async with session.post(f"{url}files", data=form, headers={"Origin": url.rstrip("/")}) as answer:
                return answer.status, await answer.json()

        for size in (25 * MEGABYTE + 1, 40 * MEGABYTE):
            status, body = await uploads(size)
            assert status == 413
            assert "lớn quá" in body["text"]
        status, body = await uploads(25 * MEGABYTE)
        assert status == 200
        assert rows(database_url, "SELECT size, state FROM attachment") == [(25 * MEGABYTE, "here")]


def _buttons(person: Any) -> list[str]:
    """The buttons of the newest message that has any, as it stands now."""
    shown = [entry for entry in person.seen if entry.what in {"sent", "edited"} and entry.data]
    return shown[-1].data if shown else []
