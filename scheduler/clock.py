"""The bell: APScheduler rings every few seconds on every machine; the schedule table says what is due."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from pydantic import BaseModel, ConfigDict, Field, field_validator
from sqlmodel import Session, col, select

from handlers.voice import Voice
from storage.database import Database, DatabaseDown
from storage.models import Schedule

log = logging.getLogger(__name__)

Job = Callable[[Voice], None]


class ScheduleConfig(BaseModel):
    """How often the bell rings, and when each job is due (cron, five fields, weekdays by name: mon … sun)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ring_seconds: float = Field(default=5, gt=0, le=60)
    jobs: dict[str, str] = {}

    @field_validator("jobs")
    @classmethod
    def can_be_read(cls, jobs: dict[str, str]) -> dict[str, str]:
        for name, cron in jobs.items():
            try:
                CronTrigger.from_crontab(cron)
            except ValueError as error:
                raise ValueError(f"{name}: {error}; allowed: five cron fields, for example 0 3 * * mon") from None
        return jobs


class Clock:
    """Rings; each ring does what is due, once on any number of machines. A job that fails stays due."""

    def __init__(
        self,
        db: Database,
        config: ScheduleConfig,
        jobs: Mapping[str, Job],
        voice: Callable[[Session], Voice],
        timezone: str,
    ) -> None:
        self.db = db
        self.config = config
        self.jobs = jobs
        self.voice = voice
        self.zone = ZoneInfo(timezone)
        self._scheduler = AsyncIOScheduler(timezone=self.zone)

    def start(self) -> None:
        """Begin to ring. The jobs are in the database; APScheduler only keeps the beat."""
        self._scheduler.add_job(
            self.ring, "interval", seconds=self.config.ring_seconds, max_instances=1, coalesce=True, misfire_grace_time=None
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Ring no more; a ring that is under way finishes in the database."""
        self._scheduler.shutdown(wait=False)

    async def ring(self) -> None:
        """Do every job that is due, each in a transaction of its own with its next time."""
        for name in self.config.jobs:
            try:
                await self.db.write(self._do, name)
            except DatabaseDown:
                log.warning("The clock rang, the database does not answer")
                return
            except Exception:
                log.exception("A job failed and stays due", extra={"job": name})

    def _do(self, session: Session, name: str) -> None:
        voice = self.voice(session)
        query = select(Schedule).where(Schedule.name == name).with_for_update(skip_locked=True)
        row = session.exec(query).first()
        if row is None:
            if session.exec(select(col(Schedule.name)).where(Schedule.name == name)).first() is None:
                session.add(Schedule(name=name, due=self.next_time(name, voice.now)))
            return
        if row.due > voice.now:
            return
        # late: once, not once for every time that was missed
        row.due = self.next_time(name, voice.now)
        self.jobs[name](voice)

    def next_time(self, name: str, after: datetime) -> datetime:
        """When a job is due next, by its cron, in the house's time zone."""
        trigger = CronTrigger.from_crontab(self.config.jobs[name], timezone=self.zone)
        upcoming: datetime | None = trigger.get_next_fire_time(None, after.astimezone(self.zone))
        return upcoming or after + timedelta(days=1)
