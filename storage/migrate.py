"""Bringing a database to the tables of this version (Alembic)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.database import Database

FOLDER = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


def migrate(db: Database) -> None:
    """Bring the tables up to date; nothing changes if they are."""
    with db.writer.connect() as connection:
        command.upgrade(_config(connection), "head")
        connection.commit()


def version(db: Database) -> tuple[str | None, str | None]:
    """The version of the tables in the database (None: empty) and the one that this program needs."""
    with db.writer.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current, ScriptDirectory.from_config(_config()).get_current_head()
