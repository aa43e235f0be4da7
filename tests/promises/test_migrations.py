"""The migrations lead to exactly the tables that the code knows, on both databases."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlmodel import SQLModel

from storage.database import Database
from storage.migrate import FOLDER, _config, migrate, version
from tests.databases import Server


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    if request.param == "sqlite":
        db = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    else:
        server: Server = request.getfixturevalue("pg_server")
        server.drop("empty")
        db = Database(server.create("empty"))
    yield db
    db.close()


def test_an_empty_database_is_brought_to_the_tables_of_the_code(empty: Database) -> None:
    assert version(empty)[0] is None
    migrate(empty)
    with empty.writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    current, needed = version(empty)
    assert current == needed


def test_rows_of_the_first_tables_come_along(empty: Database) -> None:
    with empty.writer.connect() as connection:
        command.upgrade(_config(connection), "0001")
        connection.execute(
            text("""
            INSERT INTO outbound (channel, lane, state, priority, due, attempts, created, address, kind, payload)
            VALUES ('web', 'web:1', 'pending', 5, '2026-05-04 01:00:00', 0, '2026-05-04 01:00:00', 'web:1', 'note', '{}')
        """)
        )
        connection.commit()
    migrate(empty)
    with empty.writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []
        assert _indexes(connection) == _indexes_of_the_code()
        assert connection.execute(text("SELECT lane, priority FROM outbound")).all() == [("web:1", 5)]


def _indexes(connection: Connection) -> set[tuple[str, str]]:
    """Name and condition of every partial index that is there."""
    found = set()
    for table in SQLModel.metadata.tables:
        for index in inspect(connection).get_indexes(table):
            where = index.get("dialect_options", {}).get(f"{connection.dialect.name}_where")
            if where is not None:
                found.add((str(index["name"]), _bare(where)))
    return found


def _indexes_of_the_code() -> set[tuple[str, str]]:
    return {
        (str(index.name), _bare(where))
        for table in SQLModel.metadata.tables.values()
        for index in table.indexes
        if (where := index.dialect_options["sqlite"]["where"]) is not None
    }


def _bare(condition: object) -> str:
    """PostgreSQL writes a condition in its own way."""
    return re.sub(r"::[a-z ]+|[() ]", "", str(condition)).lower()


def test_a_second_migration_changes_nothing(db: Database) -> None:
    db.write_now(lambda session: session.connection().execute(text("INSERT INTO setting (name, value) VALUES ('a', '1')")))
    migrate(db)
    kept = db.write_now(lambda session: session.connection().execute(text("SELECT name FROM setting")).scalars().all())
    assert kept == ["a"]


def test_the_migrations_are_one_line_without_branches() -> None:
    script = ScriptDirectory(str(FOLDER))
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1
