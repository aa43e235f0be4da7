"""The bell: each job once on any number of machines, at its time in Lai Châu, again if it failed."""

import asyncio
import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError
from sqlmodel import Session, col, select

from handlers.voice import Voice
from scheduler.clock import Clock, Job, ScheduleConfig
from storage.database import Database
from storage.models import Schedule, Setting
from tests.fakes import HandSetClock, World

EVERY_DAY_AT_SEVEN = "0 7 * * *"


@pytest.fixture
def second(db: Database) -> Iterator[Database]:
    """The same database, opened by another machine."""
    another = Database(db.url)
    yield another
    another.close()


def clock(world: World, job: Job, cron: str = EVERY_DAY_AT_SEVEN, db: Database | None = None) -> Clock:
    """A machine's clock with one job."""
    config = ScheduleConfig(jobs={"job": cron})
    return Clock(db or world.db, config, {"job": job}, world.voice, world.config.timezone)


def count(voice: Voice) -> None:
    """A job that leaves a trace each time it is done."""
    voice.session.add(Setting(name=f"done/{len(_done(voice.session))}", value={}))


def _done(session: Session) -> list[str]:
    return list(session.exec(select(Setting.name).where(col(Setting.name).like("done/%"))))


def times(world: World) -> int:
    return len(world.do(_done))


def due(world: World) -> datetime:
    moment: datetime = world.do(lambda session: session.get_one(Schedule, "job").due)
    return moment


async def test_a_job_is_done_at_its_time_in_lai_chau_and_not_before(world: World) -> None:
    bell = clock(world, count)
    await bell.ring()
    assert due(world) == datetime(2026, 5, 5, 0, 0, tzinfo=UTC), "07:00 of the next day in Lai Châu"
    world.clock.now = datetime(2026, 5, 4, 23, 59, 59, tzinfo=UTC)
    await bell.ring()
    assert times(world) == 0
    world.turn(seconds=1)
    await bell.ring()
    assert times(world) == 1


async def test_a_job_is_done_once_however_often_the_bell_rings(world: World) -> None:
    bell = clock(world, count)
    await bell.ring()
    world.turn(days=1)
    for _ in range(5):
        await bell.ring()
    assert times(world) == 1
    assert due(world) > world.clock()


async def test_two_machines_do_a_job_once(world: World, second: Database) -> None:
    one, other = clock(world, count), clock(world, count, db=second)
    await one.ring()
    await other.ring()
    for day in range(1, 4):
        world.turn(days=1)
        await asyncio.gather(one.ring(), other.ring(), one.ring(), other.ring())
        assert times(world) == day


async def test_machines_that_start_together_agree_on_one_schedule(
    world: World, second: Database, caplog: pytest.LogCaptureFixture
) -> None:
    bells = [clock(world, count), clock(world, count, db=second)]
    for _ in range(2):  # one of them may have lost the race for the first row, and says so
        await asyncio.gather(*(bell.ring() for bell in bells))
    assert due(world) == datetime(2026, 5, 5, 0, 0, tzinfo=UTC)
    assert times(world) == 0


async def test_a_job_that_fails_stays_due_and_leaves_nothing_behind(world: World, caplog: pytest.LogCaptureFixture) -> None:
    broken = True

    def fail(voice: Voice) -> None:
        count(voice)
        voice.session.flush()
        if broken:
            raise RuntimeError("not today")

    bell = clock(world, fail)
    await bell.ring()
    world.turn(days=1)
    with caplog.at_level(logging.ERROR):
        await bell.ring()
    assert "A job failed and stays due" in caplog.text
    assert times(world) == 0
    assert due(world) <= world.clock()
    broken = False
    await bell.ring()
    assert times(world) == 1


async def test_a_job_that_fails_does_not_keep_the_others_from_being_done(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(voice: Voice) -> None:
        raise RuntimeError("not today")

    config = ScheduleConfig(jobs={"first": EVERY_DAY_AT_SEVEN, "job": EVERY_DAY_AT_SEVEN})
    bell = Clock(world.db, config, {"first": fail, "job": count}, world.voice, world.config.timezone)
    await bell.ring()
    world.turn(days=1)
    await bell.ring()
    assert times(world) == 1


async def test_after_a_week_of_darkness_a_job_is_done_once(world: World) -> None:
    bell = clock(world, count)
    await bell.ring()
    world.turn(days=7, hours=3)
    for _ in range(3):
        await bell.ring()
    assert times(world) == 1
    assert due(world) == datetime(2026, 5, 12, 0, 0, tzinfo=UTC)


async def test_a_new_program_keeps_the_schedule_of_the_old_one(world: World) -> None:
    await clock(world, count).ring()
    world.turn(days=1)
    await clock(world, count).ring()
    assert times(world) == 1


async def test_while_the_database_is_away_the_bell_waits(world: World, caplog: pytest.LogCaptureFixture) -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/nothing")
    await clock(world, count, db=away).ring()
    away.close()
    assert "the database does not answer" in caplog.text


def test_the_next_time_follows_the_cron_in_the_houses_time_zone(world: World) -> None:
    weekly = clock(world, count, "30 6 * * mon")
    assert weekly.next_time("job", HandSetClock()()) == datetime(2026, 5, 10, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize("cron", ["", "7", "61 7 * * *", "every day", "0 7 * *"])
def test_a_time_that_cannot_be_read_stops_the_start(cron: str) -> None:
    with pytest.raises(ValidationError, match="five cron fields"):
        ScheduleConfig(jobs={"job": cron})
