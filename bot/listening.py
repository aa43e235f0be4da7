"""PostgreSQL's notifications: what was committed in another process rings the bells in this one."""

import asyncio
import logging

import psycopg
from sqlalchemy import make_url

from bot.worker import unless, until
from storage.database import Database

log = logging.getLogger(__name__)


async def notified(db: Database, stop: asyncio.Event) -> None:
    """Keep one connection that listens, until `stop`. While it is away, the loops look by themselves every few seconds."""
    url = make_url(db.url).set(drivername="postgresql").render_as_string(hide_password=False)
    while not stop.is_set():
        try:
            async with await psycopg.AsyncConnection.connect(url, autocommit=True, connect_timeout=5) as connection:
                await connection.execute("LISTEN caunoi")
                notifications = connection.notifies()
                while (notice := await unless(stop, anext(notifications))) is not None:
                    db.bells.ring({notice.payload})
        except psycopg.Error as error:
            log.warning("Notifications are away", extra={"error": type(error).__name__})
            await until(stop, asyncio.Event(), 2.0)
