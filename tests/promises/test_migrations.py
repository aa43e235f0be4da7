"""The migrations lead to exactly the tables that the code knows, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlmodel import SQLModel

from storage.database import Database
from storage.migrate import FOLDER, migrate, version
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


def test_a_second_migration_changes_nothing(db: Database) -> None:
    db.write_now(lambda session: session.connection().execute(text("INSERT INTO setting (name, value) VALUES ('a', '1')")))
    migrate(db)
    kept = db.write_now(lambda session: session.connection().execute(text("SELECT name FROM setting")).scalars().all())
    assert kept == ["a"]


def test_the_migrations_are_one_line_without_branches() -> None:
    script = ScriptDirectory(str(FOLDER))
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1
