"""What the three bare bots share: their settings, the table, and the words of the two messages."""

import argparse
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.petitions.variant import PATH, SECRET, officer_of
from benchmarks.petitions.words import WORDS

__all__ = ["PATH", "SECRET", "Settings", "card", "card_buttons", "connect", "insert", "now", "officer_of", "receipt"]


@dataclass(frozen=True)
class Settings:
    """What the harness tells a bot: where Telegram, its port and its database are, and whether presses are answered."""

    api: str
    token: str
    port: int
    database: Path
    synchronous: str
    answers: bool

    @property
    def webhook_url(self) -> str:
        """The address for setWebhook."""
        return f"http://127.0.0.1:{self.port}{PATH}"


def settings() -> Settings:
    """The settings from the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--api", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--database", type=Path, required=True)
    parser.add_argument("--synchronous", required=True)
    parser.add_argument("--answers", type=int, required=True)
    given = parser.parse_args()
    return Settings(given.api, given.token, given.port, given.database, given.synchronous, bool(given.answers))


def connect(database: Path, synchronous: str) -> sqlite3.Connection:
    """The database in WAL with its one table; each statement commits by itself."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA synchronous={synchronous}")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS petition (id INTEGER PRIMARY KEY, worker INTEGER NOT NULL,"
        " data TEXT NOT NULL, text TEXT NOT NULL, created TEXT NOT NULL)"
    )
    return connection


def insert(connection: sqlite3.Connection, worker: int, data: str, text: str) -> int:
    """Keep one petition, committed; its number comes back."""
    row = connection.execute(
        "INSERT INTO petition (worker, data, text, created) VALUES (?, ?, ?, ?)",
        (worker, data, text, now().isoformat()),
    )
    assert row.lastrowid is not None
    return row.lastrowid


def now() -> datetime:
    """The time of a row."""
    return datetime.now(UTC)


def receipt(number: int) -> str:
    """The worker's message."""
    return WORDS.receipt.format(code=f"BM{number:06d}")


def card(number: int, text: str) -> str:
    """The officer's message."""
    return WORDS.card.format(code=f"BM{number:06d}", text=text)


def card_buttons(number: int) -> list[list[dict[str, str]]]:
    """The seven buttons of the card, two in a row."""
    buttons = [{"text": text, "callback_data": f"{data}:{number}"} for data, text in WORDS.card_buttons.items()]
    return [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
