"""What the commands of `python -m bot` do, besides `run` and `demo`."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlmodel import Session

from bot.app import build_house
from bot.channels.telegram import introduce_yourself
from bot.config import Config
from handlers.routing import RoutingConfig
from scheduler.registry import JOBS
from storage.database import Database
from storage.invitations import new_invitation
from storage.migrate import migrate, version
from storage.models import Setting
from storage.tree import Tree
from storage.types import utcnow
from storage.unit_file import UnitFileError, read_units
from storage.units import VERSION, read_tree, store_units


class Failed(Exception):
    """The command could not be done; the message says why, to the one who typed it."""


@contextmanager
def database(config: Config) -> Iterator[Database]:
    """The database of a configuration, with the tables of this version. Raises Failed when they are not."""
    db = Database(config.database.url)
    try:
        current, needed = version(db)
        if current is None:
            migrate(db)
        elif current != needed:
            raise Failed(f"The database has tables of version {current}, this program needs {needed}: python -m bot migrate")
        yield db
    finally:
        db.close()


def prepare(config: Config) -> None:
    """An empty database gets its tables and the tree of the configuration."""
    with database(config) as db:
        prepare_tree(db, config)


def migrate_database(config: Config) -> None:
    """Bring the tables up to date."""
    db = Database(config.database.url)
    try:
        migrate(db)
    finally:
        db.close()


def load_units(config: Config, file: Path) -> None:
    """Make the tree equal to a file; a broken file changes nothing. Raises Failed with every line, column and reason."""
    with database(config) as db:
        changes = _load(db, file)
    print(", ".join(f"{name}: {len(codes)}" for name, codes in changes.items()))  # noqa: T201 - a command prints


def _load(db: Database, file: Path) -> dict[str, list[str]]:
    try:
        nodes = read_units(file.read_bytes())
    except OSError as error:
        raise Failed(f"{file}: {error.strerror}") from None
    except UnitFileError as error:
        raise Failed("\n".join(f"{file.name}: {problem}" for problem in error.problems)) from None
    return db.write_now(store_units, nodes, utcnow())


def invite(config: Config, unit: str, role: str) -> str:
    """A one-time code for a role at a unit. Raises Failed for a unit that the tree does not know."""
    with database(config) as db:
        prepare_tree(db, config)

        def make(session: Session) -> str:
            if unit not in read_tree(session):
                raise Failed(f"--unit {unit}: the tree has no such unit")
            return new_invitation(session, unit, role, None, utcnow(), config.desk.invitation_days)

        return db.write_now(make)


def prepare_tree(db: Database, config: Config) -> None:
    """Load the tree of the configuration if there is none yet."""
    if db.write_now(lambda session: session.get(Setting, VERSION)) is None:
        _load(db, config.units.file)


def check(config: Config, *, live: bool) -> int:
    """Look at everything that can be looked at without starting; prints what is wrong. Returns the exit code."""
    problems: list[str] = []
    with database(config) as db:
        prepare_tree(db, config)
        tree = db.write_now(read_tree)
    problems += _routing_problems(config.routing, tree)
    unknown = [name for name in config.schedule.jobs if name not in JOBS]
    problems += [f"schedule.jobs.{name}: no such job; allowed: {', '.join(sorted(JOBS))}" for name in unknown]
    house = build_house(config)
    problems += [f"topics: no text topic-{topic}" for topic in config.topics if not house.texts.has(f"topic-{topic}")]
    if live:
        problems += asyncio.run(_talk(config))
    for problem in problems:
        print(problem)  # noqa: T201 - a command prints
    if not problems:
        print("ok")  # noqa: T201 - a command prints
    return 1 if problems else 0


def _routing_problems(routing: RoutingConfig, tree: Tree) -> list[str]:
    kinds = {unit.kind for unit in tree}
    problems = [
        f"routing.ranks: the tree has units of kind {kind}, no rank names it" for kind in sorted(routing.unranked(tree))
    ]
    problems += [f"routing.rules: no unit of kind {rule.to}" for rule in routing.rules if rule.to not in kinds]
    return problems


async def _talk(config: Config) -> list[str]:
    if not config.channels.telegram.enabled:
        return []
    return await introduce_yourself(config.channels.telegram)
