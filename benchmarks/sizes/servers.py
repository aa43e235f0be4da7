"""The two databases, and what a database does by itself after much was written."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

from storage.database import Database
from storage.migrate import migrate
from tests.databases import postgres

KINDS = ("sqlite", "postgresql")


@contextmanager
def database(kind: str) -> Iterator[Database]:
    """A database with all tables and no rows; nothing of it is left afterwards."""
    if kind == "postgresql":
        with postgres(durable=True) as url:
            yield from _opened(url)
    else:
        with tempfile.TemporaryDirectory(prefix="sizes-") as folder:
            yield from _opened(f"sqlite:///{Path(folder) / 'caunoi.db'}")


def _opened(url: str) -> Iterator[Database]:
    db = Database(url)
    try:
        migrate(db)
        yield db
    finally:
        db.close()


def settle(db: Database) -> None:
    """SQLite brings its log into its file, PostgreSQL counts and cleans (autovacuum, within a minute of the last row)."""
    if db.is_sqlite:
        with closing(sqlite3.connect(db.url.removeprefix("sqlite:///"))) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        with psycopg.connect(db.url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
