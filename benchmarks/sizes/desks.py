"""One message in a house that has seen much: from `accept` to its committed answer, with no wire."""

import gc
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter

from sqlmodel import Session, col, select

from benchmarks.sizes.archive import EACH, fill, officer, unit_of, wide_tree, worker
from benchmarks.sizes.servers import settle
from bot.app import build_house
from bot.config import load
from handlers.dispatcher import Dispatcher
from storage.codes import case_code
from storage.database import Database
from storage.fold import fold
from storage.models import Outbound
from storage.tree import ROOT
from storage.types import Incoming, utcnow
from storage.unit_file import read_units

ROOT_FOLDER = Path(__file__).parents[2]
SHORT = {"cong ty": "cty", "co phan": "cp", "doanh nghiep tu nhan": "dntn", "hop tac xa": "htx", "mot thanh vien": "mtv"}

Question = tuple[str, str, str]
"""Who asks, what, and what must stand in the answer."""


class Desks:
    """The desks of a house whose archive is full."""

    def __init__(self, db: Database, cases: int, units: int, times: int) -> None:
        config = load(ROOT_FOLDER / "config.yaml")
        self.db, self.cases, self.times = db, cases, times
        self.nodes = wide_tree(read_units(config.units.file.read_text("utf-8")), units)
        self.dispatcher = Dispatcher(db, build_house(config), utcnow)
        self.numbers = count(1)
        self.asked = fill(db, self.nodes, cases, times + 1)
        settle(db)
        gc.collect()
        gc.freeze()  # as the program does at its start

    async def measure(self) -> dict[str, list[float]]:
        """Milliseconds of each question."""
        found = {}
        for title, unit in (("province", ROOT), ("union", unit_of(1))):
            held = [case for case in range(1, self.cases + 1) if unit_of(case) == unit]
            of_whom, who = f"officer of the {title}, {len(held):,} cases", officer(unit)
            codes = [case_code(case) for case in Random(2).choices(held, k=self.times + 1)]
            found[f"/hopthu: {of_whom}"] = await self._ask((who, "/hopthu", "Đang chờ") for _ in codes)
            found[f"/tim may: {of_whom}"] = await self._ask((who, "/tim may", "may") for _ in codes)
            found[f"/tim <code>: {of_whom}"] = await self._ask((who, f"/tim {code}", code) for code in codes)
        authors = Random(3).choices(range(1, self.cases // EACH), k=self.times + 1)
        newest = ((worker(author), "/theodoi", case_code(author * EACH)) for author in authors)
        found[f"/theodoi: worker with {EACH} cases"] = await self._ask(newest)
        found[f"workplace typed: one of {len(self.nodes):,} units"] = await self._ask(self._typed())
        return found

    async def _ask(self, questions: Iterable[Question]) -> list[float]:
        """The first one warms up what is kept in memory and does not count."""
        return [await self._timed(question) for question in questions][1:]

    async def _timed(self, question: Question) -> float:
        who, text, expected = question
        number = str(next(self.numbers))
        message = Incoming(
            channel="telegram", bot="bot", external_id=number, address=who, sender=who, text=text, message_id=number,
            language="vi",
        )  # fmt: skip
        begin = perf_counter()
        await self.dispatcher.accept([message])
        took = (perf_counter() - begin) * 1000
        answer = await self.db.read(_last_words, who)
        if expected not in answer:
            raise RuntimeError(f"{text!r} was answered with {answer!r}, without {expected!r}")
        return took

    def _typed(self) -> Iterator[Question]:
        chance, unions = Random(4), [node for node in self.nodes if node.code.startswith("cs-")]
        for number in self.asked:
            union = chance.choice(unions)
            yield worker(number), _as_typed(union.name, chance), "1. Công đoàn cơ sở"


def _as_typed(name: str, chance: Random) -> str:
    words = fold(name.removeprefix("Công đoàn cơ sở "))
    for whole, short in SHORT.items():
        words = words.replace(whole, short)
    at = chance.choice([at for at in range(len(words) // 2, len(words) - 1) if words[at : at + 2].isalpha()])
    return words[:at] + words[at + 1] + words[at] + words[at + 2 :]


def _last_words(session: Session, address: str) -> str:
    query = select(Outbound).where(Outbound.address == address, Outbound.state == "pending")
    row = session.exec(query.order_by(col(Outbound.id).desc())).first()
    return str(row.payload["text"]) if row else ""
