"""The three bare bots as variants, from the usual stack to the fastest plain one."""

from pathlib import Path

from benchmarks.petitions.bots.common import connect
from benchmarks.petitions.fake_telegram import TOKEN
from benchmarks.petitions.variant import Variant, python_module


class Bare(Variant):
    """A bot of the `bots` folder: it needs no drafts, only its table."""

    module: str

    def prepare(self, folder: Path, workers: int, api_url: str, port: int, synchronous: str) -> None:
        super().prepare(folder, workers, api_url, port, synchronous)
        connect(folder / "bare.db", synchronous).close()

    def command(self) -> list[str]:
        return python_module(
            f"benchmarks.petitions.bots.{self.module}",
            *("--api", self.api_url, "--token", TOKEN, "--port", str(self.port)),
            *("--database", str(self.folder / "bare.db"), "--synchronous", self.synchronous),
            *("--answers", str(int(self.answers))),
        )


class PtbStock(Bare):
    """python-telegram-bot 22 with SQLModel."""

    name = "ptb+sqlmodel"
    module = "ptb_stock"


class Aiogram(Bare):
    """aiogram 3 with sqlite3."""

    name = "aiogram"
    module = "aiogram_stock"


class Raw(Bare):
    """aiohttp, sqlite3, orjson and uvloop."""

    name = "raw"
    module = "raw"
