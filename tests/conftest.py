"""What every test may ask for: a database of its own, and no network but this machine."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import Engine

from storage.database import Database
from storage.files import Files
from storage.migrate import migrate
from tests.databases import Server, postgres_server
from tests.fakes import World

AT_HOME = ("127.", "::1", "localhost")
NUMBERS = count(1)
MEMORY = Path("/dev/shm")
ROOMY = 2 << 30


def pytest_configure() -> None:
    """A busy machine may take its time over one example; files of tests lie in memory where there is enough of it."""
    settings.register_profile("house", settings(), deadline=None)
    settings.load_profile("house")
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOMY:
        tempfile.tempdir = str(MEMORY)


@pytest.fixture(scope="session", autouse=True)
def no_network_outside_this_machine() -> None:
    """A test that would talk to the world fails. Sees all that goes through Python's sockets, so not uvloop."""

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.getaddrinfo":
            host = arguments[0]
        elif event in {"socket.connect", "socket.sendto", "socket.sendmsg"} and isinstance(arguments[1], tuple):
            host = arguments[1][0]
        else:
            return
        if host is not None and not str(host).startswith(AT_HOME):
            raise RuntimeError(f"A test may not talk to {host}")

    sys.addaudithook(watch)


@pytest.fixture(scope="session")
def pg_server() -> Iterator[Server]:
    """One forgetful PostgreSQL for the whole run."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def pg_template(pg_server: Server) -> str:
    """A PostgreSQL database with all tables, to be copied: much faster than migrating for each test."""
    _migrated(pg_server.create("template_caunoi"))
    return "template_caunoi"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as an SQLite file."""
    path = tmp_path_factory.mktemp("template") / "caunoi.db"
    _migrated(f"sqlite:///{path}")
    return path


@pytest.fixture
def pg_url(pg_server: Server, pg_template: str) -> Iterator[str]:
    """A PostgreSQL database with all tables and no rows, for tests that need several processes or locks of rows."""
    name = f"test_{next(NUMBERS)}"
    yield pg_server.create(name, template=pg_template)
    pg_server.drop(name)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """An SQLite database with all tables and no rows."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'caunoi.db')}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database with all tables and no rows; every test that asks for it runs on both kinds."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "pg_url")
    return url


@pytest.fixture(scope="session")
def engines() -> dict[str, tuple[Engine, Engine]]:
    """Each compiles a statement once: one that served a test before is as quick as in a house that runs."""
    return {}


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, engines: dict[str, tuple[Engine, Engine]]) -> Iterator[Database]:
    """The same, opened in this process: always under the same name, every time another one."""
    url = request.getfixturevalue(f"{request.param}_again")
    database = Database(url)
    database.writer, database.reader = engines.setdefault(url, (database.writer, database.reader))
    yield database
    database.close()


@pytest.fixture
def postgresql_again(pg_server: Server, pg_template: str) -> Iterator[str]:
    """The database `again`, made anew."""
    yield pg_server.create("again", template=pg_template)
    pg_server.drop("again")


@pytest.fixture
def sqlite_again(sqlite_template: Path) -> Iterator[str]:
    """The file `again.db`, made anew."""
    yield f"sqlite:///{shutil.copy(sqlite_template, sqlite_template.parent / 'again.db')}"
    for file in sqlite_template.parent.glob("again.db*"):
        file.unlink()


@pytest.fixture
def world(db: Database, tmp_path: Path) -> World:
    """Everything but the network, on both databases: see tests/fakes.py."""
    return World(db, files=Files(tmp_path / "files" if db.is_sqlite else None))


def _migrated(url: str) -> None:
    database = Database(url)
    migrate(database)
    database.close()
