"""PostgreSQL goes away while people write, and comes back: nothing was confirmed that is not kept, everything is done once."""

import asyncio
import socket
import struct
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSCloseCode
from sqlalchemy import make_url

from tests.processes.house import House, running, until, write_config
from tests.processes.stories import rows
from tests.servers.telegram import FakeTelegram

CONTACT = "0213"
KEPT = "SELECT external_id FROM inbound WHERE channel = 'telegram'"
SAID = "SELECT payload ->> 'text' FROM webmessage WHERE client_id IN ('first', 'second') ORDER BY place"


class Line:
    """The wire to a database. `cut`: what runs over it breaks off and nobody can connect; `mend`: it is whole again."""

    def __init__(self, url: str) -> None:
        self.whole = make_url(url)
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """The database at this end of the line."""
        return self.whole.set(port=self.port).render_as_string(hide_password=False)

    async def mend(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in list(self._writers):
            # with a reset, as when the machine behind it loses its power
            wire = writer.get_extra_info("socket")
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(self.whole.host, self.whole.port)
        self._writers |= {writer, far_writer}
        try:
            await asyncio.gather(_pass_on(reader, far_writer), _pass_on(far_reader, writer))
        finally:
            self._writers -= {writer, far_writer}
            far_writer.close()
            writer.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


@asynccontextmanager
async def line_to(url: str) -> AsyncIterator[Line]:
    line = Line(url)
    await line.mend()
    try:
        yield line
    finally:
        await line.cut()


@pytest.mark.parametrize("seconds", [5, pytest.param(60, marks=pytest.mark.prove)])
async def test_a_database_that_is_away_costs_no_message(tmp_path: Path, pg_url: str, seconds: float) -> None:
    async with FakeTelegram() as fake, line_to(pg_url) as line:
        config = write_config(
            tmp_path, line.url, channels__telegram__enabled=True, channels__telegram__token=fake.token,
            channels__telegram__api_url=fake.url, channels__telegram__per_second=1000,
        )  # fmt: skip
        async with running(config) as house:
            await _is_ready(house)
            writing = asyncio.ensure_future(_write(fake, int(seconds) * 4 + 16))
            async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
                async with browser.get(f"http://127.0.0.1:{house.port}/") as page:
                    assert page.status == 200
                assert await _says(browser, house, "first", "Xin chào") is True
                async with _socket(browser, house) as socket:
                    await line.cut()
                    begin = time.monotonic()
                    assert await _is_kept(socket, "second", "/lienhe") is False
                assert (await house.asks("/healthz"))[0] == 200
                assert (await house.asks("/readyz"))[0] == 503
                assert await _says(browser, house, "second", "/lienhe") is False
                await asyncio.sleep(seconds - (time.monotonic() - begin))
                confirmed = set(fake.confirmed)
                await line.mend()
                await _is_ready(house)
                # the page says again what was not kept, by the same name; and once more, as after a lost answer
                assert await _says(browser, house, "second", "/lienhe") is True
                assert await _says(browser, house, "second", "/lienhe") is True
            people = await writing
            for person in people:
                await person.awaits(CONTACT, timeout=60)
            assert len(confirmed) < len(people)
            assert {str(number) for number in fake.confirmed} <= {row[0] for row in rows(pg_url, KEPT)}
            await until(lambda: not rows(pg_url, "SELECT id FROM outbound WHERE state = 'pending'"))
            assert rows(pg_url, "SELECT error FROM inbound WHERE state <> 'done'") == []
            # what was under way when the line broke may come twice, as promised; each is handled once
            handled = rows(pg_url, "SELECT address, count(*) FROM outbound WHERE channel = 'telegram' GROUP BY address")
            assert sorted(handled) == sorted((f"telegram:{person.id}", 1) for person in people)
            assert rows(pg_url, SAID) == [("Xin chào",), ("/lienhe",)]
            assert (await house.asks("/readyz"))[1] == '{"ready": true, "degraded": []}'
            assert await house.end() == 0
            assert not [line for line in house.log if line["level"] == "error"]


async def _is_ready(house: House) -> None:
    async with asyncio.timeout(40):
        while (await house.asks("/readyz"))[0] != 200:  # noqa: ASYNC110
            await asyncio.sleep(0.2)


@asynccontextmanager
async def _socket(browser: ClientSession, house: House) -> AsyncIterator[ClientWebSocketResponse]:
    url = f"http://127.0.0.1:{house.port}"
    async with browser.ws_connect(f"{url}/ws", origin=url) as socket:
        await socket.send_json({"type": "hello", "after": 0, "unit": None})
        yield socket


async def _is_kept(socket: ClientWebSocketResponse, name: str, text: str) -> bool:
    """Say something by this name; False when the socket is closed before it is said to be kept."""
    await socket.send_json({"type": "say", "text": text, "files": [], "reply_to": None, "id": name})
    async with asyncio.timeout(20):
        async for frame in socket:
            if frame.json().get("type") == "kept":
                return True
    assert socket.close_code == WSCloseCode.TRY_AGAIN_LATER
    return False


async def _says(browser: ClientSession, house: House, name: str, text: str) -> bool:
    async with _socket(browser, house) as socket:
        return await _is_kept(socket, name, text)


async def _write(fake: FakeTelegram, count: int) -> list[object]:
    """So many people, four a second, who each ask one thing."""
    people = []
    for number in range(count):
        person = fake.person(first_name=f"P{number}")
        people.append(person)
        await person.says("/lienhe")
        await asyncio.sleep(0.25)
    return people
