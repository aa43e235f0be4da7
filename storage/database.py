"""One database by its URL, SQLite or PostgreSQL; every change is one transaction in a thread of its own.

Steps are plain functions of a session. They run in a thread, so that a slow disk never stops the event loop, and cannot be
cancelled half way (docs/decisions/0002).
"""

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

import orjson
from pydantic import BaseModel, ConfigDict, field_validator
from sqlalchemy import Connection, CursorResult, Engine, Executable, create_engine, event, insert, make_url, text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.pool import QueuePool
from sqlmodel import Session, SQLModel

Result = TypeVar("Result")

WRITERS_ON_POSTGRESQL = 6
READERS = 3


class DatabaseConfig(BaseModel):
    """Where everything is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str = "sqlite:///data/caunoi.db"

    @field_validator("url")
    @classmethod
    def known_kind(cls, url: str) -> str:
        if not url.startswith(("sqlite:///", "postgresql://")):
            raise ValueError("allowed: sqlite:///path/to/file.db or postgresql://user:password@host/name")
        return url


class DatabaseDown(Exception):
    """The database does not answer; wait and try again. Nothing was changed."""


class Bells:
    """Who wants to know when a slot was filled. A bell is an asyncio.Event of the one loop."""

    def __init__(self) -> None:
        self._bells: dict[str, set[asyncio.Event]] = defaultdict(set)

    @contextmanager
    def listening(self, *names: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever one of the names rings."""
        bell = asyncio.Event()
        for name in names:
            self._bells[name].add(bell)
        try:
            yield bell
        finally:
            for name in names:
                self._bells[name].discard(bell)
                if not self._bells[name]:
                    del self._bells[name]

    def ring(self, names: set[str]) -> None:
        for name in names:
            for bell in self._bells.get(name, ()):
                bell.set()


def ring(session: Session, name: str) -> None:
    """Ring a bell after this transaction has been committed, in every process."""
    session.info.setdefault("bells", set()).add(name)


def unring(session: Session, name: str) -> None:
    """Do not ring after all: what the bell was for is dealt with."""
    session.info.get("bells", set()).discard(name)


def rings(session: Session, name: str) -> bool:
    """Whether this transaction rings the bell when it has been committed."""
    return name in session.info.get("bells", ())


def afterwards(session: Session, name: str, act: Callable[[], None]) -> None:
    """Do something outside of the database once this transaction is committed; on SQLite before the next one is written.

    Whoever dies in between leaves it undone. The same name again takes the place of what was to be done.
    """
    session.info.setdefault("afterwards", {})[name] = act


def not_afterwards(session: Session, name: str) -> None:
    """Do not do it after all."""
    session.info.get("afterwards", {}).pop(name, None)


def lay(session: Session, model: type[SQLModel], **values: Any) -> None:
    """Add a row that nobody reads again in this transaction: written with its like in one statement at the end.

    Several times cheaper than an object of the session; columns not given get the model's defaults.
    """
    columns = _defaults(model)
    row = {name: values.pop(name) if name in values else default() for name, default in columns}
    if values:
        raise TypeError(f"{model.__name__} has no {', '.join(values)}")
    session.info.setdefault("laid", {}).setdefault(model, []).append(row)


def write_laid(session: Session) -> None:
    """Write what was laid so far."""
    laid = session.info.get("laid")
    if laid:
        session.flush()
        for model, rows in laid.items():
            session.connection().execute(insert(model), rows)
        laid.clear()


def drop_laid(session: Session) -> None:
    """Forget what was laid and not yet written: what it was about is being rolled back."""
    session.info.pop("laid", None)
    session.info.pop("bells", None)


@event.listens_for(Session, "do_orm_execute")
def _see_laid_rows(state: ORMExecuteState) -> None:
    """A question about a table sees what was laid for it before, as it would see objects of the session."""
    laid = state.session.info.get("laid")
    if laid and state.is_select and any(mapper.class_ in laid for mapper in state.all_mappers):
        write_laid(state.session)  # type: ignore[arg-type]


def ask(session: Session, query: Executable, values: dict[str, Any], *models: type[SQLModel]) -> CursorResult[Any]:
    """Rows instead of objects, at a third of the price; `models` are those it reads. Sees what this transaction changed."""
    laid = session.info.get("laid")
    if laid and any(model in laid for model in models):
        write_laid(session)
    elif session.autoflush and (session.new or session.dirty or session.deleted):
        session.flush()
    return session.connection().execute(query, values)


@cache
def _defaults(model: type[SQLModel]) -> tuple[tuple[str, Callable[[], Any]], ...]:
    columns = []
    for name, field in model.model_fields.items():
        if name == "id":
            continue
        default = field.default_factory or partial(_same, None if field.is_required() else field.default)
        columns.append((name, default))
    return tuple(columns)  # type: ignore[arg-type]


def _same(value: Any) -> Any:
    return value


class Database:
    """`await db.write(step)` and `await db.read(step)`; `step` gets a session and is called once."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self.bells = Bells()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.writer = _engine(url, writing=True)
        self.reader = _engine(url, writing=False)
        self._writing = ThreadPoolExecutor(1 if self.is_sqlite else WRITERS_ON_POSTGRESQL, "write")
        self._reading = ThreadPoolExecutor(READERS, "read")

    async def write(self, step: Callable[..., Result], *args: Any) -> Result:
        """Run a step in one transaction; all of it is kept, or nothing. Raises DatabaseDown when nobody answers."""
        self._loop = loop = asyncio.get_running_loop()
        result, bells = await loop.run_in_executor(self._writing, self._write, step, args)
        if bells:
            self.bells.ring(bells)
        return result

    async def read(self, step: Callable[..., Result], *args: Any) -> Result:
        """Run a step that changes nothing, beside the writers. Raises DatabaseDown when nobody answers."""
        return await asyncio.get_running_loop().run_in_executor(self._reading, self._read, step, args)

    def close(self) -> None:
        """Wait for the running steps and let go of the connections."""
        self._writing.shutdown()
        self._reading.shutdown()
        self.writer.dispose()
        self.reader.dispose()

    def write_now(self, step: Callable[..., Result], *args: Any) -> Result:
        """The same as `write`, for commands and tests that have no event loop."""
        return self._write(step, args)[0]

    def _write(self, step: Callable[..., Result], args: tuple[Any, ...]) -> tuple[Result, set[str]]:
        with _answering(), Session(self.writer, expire_on_commit=False) as session, session.begin():
            result = step(session, *args)
            write_laid(session)
            bells: set[str] = session.info.get("bells", set())
            if bells and not self.is_sqlite:
                for name in bells:
                    session.connection().execute(_NOTIFY, {"name": name})
        for act in session.info.get("afterwards", {}).values():
            act()
        return result, bells

    def _read(self, step: Callable[..., Result], args: tuple[Any, ...]) -> Result:
        with _answering(), Session(self.reader, expire_on_commit=False, autoflush=False) as session:
            return step(session, *args)


_NOTIFY = text("SELECT pg_notify('caunoi', :name)")


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        # a deadlock or a lost serialisation is about this step, not about the database
        if getattr(error.orig, "sqlstate", None) in {"40P01", "40001", "55P03"}:
            raise
        if (
            isinstance(error.orig, sqlite3.OperationalError)
            and "locked" not in str(error.orig)
            and "unable" not in str(error.orig)
        ):
            raise
        raise DatabaseDown(type(error.orig).__name__) from None


def _engine(url: str, *, writing: bool) -> Engine:
    if url.startswith("sqlite"):
        return _sqlite(url, writing=writing)
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=WRITERS_ON_POSTGRESQL if writing else READERS,
        max_overflow=2,
        pool_pre_ping=False,
        json_serializer=_to_json,
        json_deserializer=orjson.loads,
        connect_args={"connect_timeout": 5},
        execution_options={} if writing else {"postgresql_readonly": True},
    )


def _sqlite(url: str, *, writing: bool) -> Engine:
    path = make_url(url).database
    if path and writing:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=1 if writing else READERS,
        json_serializer=_to_json,
        json_deserializer=orjson.loads,
        connect_args={"check_same_thread": False, "timeout": 15, "cached_statements": 512},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA foreign_keys=ON")
        # an answered message must survive a power cut; group commit pays for it
        connection.execute("PRAGMA synchronous=FULL")
        if not writing:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # IMMEDIATE: with a plain BEGIN 174 of 200 concurrent writers failed, whatever the timeout
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _to_json(value: Any) -> str:
    return orjson.dumps(value).decode()
