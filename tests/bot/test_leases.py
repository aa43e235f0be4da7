"""One process at a time, and the next one at once when it dies."""

from bot.leases import LOOK_SECONDS, Leases
from storage.database import Database


async def test_the_second_process_gets_the_lease_when_the_first_one_is_gone(pg_url: str) -> None:
    db = Database(pg_url)
    now = [0.0]
    first, second = Leases(db, lambda: now[0]), Leases(db, lambda: now[0])
    assert await first.hold("send")
    assert not await second.hold("send")
    assert await second.hold("poll")
    await first.close()
    # the server notices in a moment
    for _ in range(1000):
        now[0] += LOOK_SECONDS
        if taken := await second.hold("send"):
            break
    assert taken
    await second.close()
    db.close()


async def test_a_lease_is_lost_with_its_connection(pg_url: str) -> None:
    db = Database(pg_url)
    now = [0.0]
    leases = Leases(db, lambda: now[0])
    assert await leases.hold("send")
    connection = leases._connection
    assert connection is not None
    pid = connection.info.backend_pid
    db.write_now(lambda session: session.connection().exec_driver_sql(f"SELECT pg_terminate_backend({pid})").scalar())
    now[0] += LOOK_SECONDS
    assert not await leases.hold("send")
    now[0] += LOOK_SECONDS
    assert await leases.hold("send")
    await leases.close()
    db.close()


async def test_sqlite_has_one_process_anyway(sqlite_url: str) -> None:
    db = Database(sqlite_url)
    assert await Leases(db).hold("send")
    db.close()
