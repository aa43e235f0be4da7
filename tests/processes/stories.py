"""Many petitions at once through the real program, judged from outside: what Telegram saw, and what the database holds."""

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import create_engine, make_url, text

from tests.servers.telegram import FakeTelegram

CODE = re.compile(r"\b(?=[A-Z0-9]*[A-Z])[2-9A-HJ-NP-Z]{4,7}\b")
UNITS = (
    "cs-may-tam-duong", "cs-che-tam-duong", "cs-benh-vien-tinh", "cs-thpt-tan-uyen", "cs-mam-non-sin-ho", "cs-bao-tang-tinh",
    "cs-moi-truong-do-thi", "cs-sieu-thi-lai-chau", "cs-thuy-dien-nam-ban-2", "cs-xay-dung-muong-te",
)  # fmt: skip


SENT = """
    SELECT text FROM casemessage m JOIN petition p ON p.id = m.petition_id WHERE p.state <> 'draft' AND m.author = 'worker'
"""


def rows(url: str, query: str) -> list[Any]:
    """The answer of the database, asked beside the program."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg" if url.startswith("postgresql") else "sqlite"))
    try:
        with engine.connect() as connection:
            return list(connection.execute(text(query)))
    finally:
        engine.dispose()


@dataclass
class Stories:
    """`tell(n)`: n workers each write a petition and get an answer. `faults()`: what went wrong, and how often it repeated."""

    fake: FakeTelegram
    url: str
    seconds: float = 30
    officers: dict[str, Any] = field(default_factory=dict)
    workers: dict[str, Any] = field(default_factory=dict)
    ended: int = 0
    units: tuple[str, ...] = UNITS

    async def seat(self, invite: Callable[[str], str]) -> None:
        """An officer at each unit, by invitation."""
        for unit in UNITS:
            officer = self.officers[unit] = self.fake.person(first_name=f"Cán bộ {unit}")
            await officer.says(f"/start {invite(unit)}")
            await self._press(officer, "invitation:")

    async def tell(self, count: int, *, at_once: int = 20) -> None:
        """So many whole stories, some side by side. One that does not end in time raises TimeoutError."""
        gate = asyncio.Semaphore(at_once)

        async def one(number: int) -> None:
            async with gate:
                await self._story(number)
                self.ended += 1

        first = len(self.workers)
        await asyncio.gather(*(one(first + number) for number in range(count)))

    async def _story(self, number: int) -> None:
        words, unit = f"Chuyện số {number} của tôi ở đây", UNITS[number % len(UNITS)]
        worker = self.workers[words] = self.fake.person(first_name=f"W{number}")
        officer = self.officers[unit]
        await worker.says(f"/start u_{unit}")
        await worker.says(words)
        await self._press(worker, "consent:petitions")
        await self._press(worker, "draft:skip:")
        await self._press(worker, "petition:send:")
        receipt = await self._sees(
            worker, lambda entry: bool(CODE.search(entry.text)) and "petition:send" not in str(entry.data)
        )
        found = CODE.search(receipt.text)
        assert found is not None
        await officer.replies(await self._card(officer, words, found.group()), f"Trả lời {words}")
        await self._sees(worker, lambda entry: f"Trả lời {words}" in entry.text)

    async def _card(self, officer: Any, words: str, code: str) -> Any:
        """The card of a case; when it came in a digest, opened from there."""
        first = await self._sees(officer, lambda e: words in e.text or code in e.labels)
        if words not in first.text:
            await officer.presses(code)
        return await self._sees(officer, lambda entry: words in entry.text and f"{code}" in entry.text)

    async def _press(self, who: Any, prefix: str) -> None:
        entry = await self._sees(who, lambda entry: any(data.startswith(prefix) for data in entry.data))
        await who.presses(next(data for data in entry.data if data.startswith(prefix)))

    async def _sees(self, who: Any, wanted: Callable[[Any], bool]) -> Any:
        found: list[Any] = []

        def look() -> bool:
            found[:] = [entry for entry in who.seen if entry.what in ("sent", "edited") and wanted(entry)][-1:]
            return bool(found)

        await self.fake.wait(
            look, self.seconds, lambda: f"{who.user['first_name']}: {[(e.what, e.text, e.data) for e in who.seen][-4:]}"
        )
        return found[0]

    def faults(self) -> list[str]:
        """What was lost, doubled or out of order; nothing, if all is well."""
        kept = Counter(row[0] for row in rows(self.url, SENT))
        faults = [f"{words}: {kept[words]} petitions" for words in self.workers if kept[words] != 1]
        known = {row[0] for row in rows(self.url, "SELECT external_id FROM inbound")}
        faults += [
            f"update {number} was confirmed and is not kept" for number in self.fake.confirmed if str(number) not in known
        ]
        for words, worker in self.workers.items():
            told = [entry.text for entry in worker.seen if entry.what == "sent"]
            order = [next((i for i, t in enumerate(told) if mark(t)), -1) for mark in (
                lambda t: bool(CODE.search(t)), lambda t, w=words: f"Trả lời {w}" in t)]  # fmt: skip
            if -1 in order or order != sorted(order):
                faults.append(f"{words}: receipt and answer came as {order}")
        stuck = rows(self.url, "SELECT count(*) FROM inbound WHERE state = 'failed'")[0][0]
        return faults + ([f"{stuck} messages could not be handled"] if stuck else [])

    def repeated(self) -> int:
        """How many messages reached somebody more than once."""
        seen = Counter(
            (chat.id, entry.text) for chat in (*self.workers.values(), *self.officers.values())
            for entry in chat.seen if entry.what == "sent" and (CODE.search(entry.text) or "Chuyện số" in entry.text)
        )  # fmt: skip
        return sum(count - 1 for count in seen.values() if count > 1)
