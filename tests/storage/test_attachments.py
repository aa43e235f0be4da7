"""Files in the archive: the same bytes once, erased only when nobody points to them."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting
from pathlib import Path

import pytest
from sqlmodel import Session

from storage.attachments import forget_contents, neutral_name
from storage.database import Database
from storage.files import Files
from storage.models import Attachment


@pytest.fixture
def files(db: Database, tmp_path: Path) -> Files:
    return Files(tmp_path / "files" if db.is_sqlite else None)


@pytest.fixture
def pg(pg_url: str) -> Iterator[Database]:
    database = Database(pg_url)
    yield database
    database.close()


def test_bytes_come_back_as_they_were_and_the_same_twice_are_one(db: Database, files: Files) -> None:
    first, second = (db.write_now(files.keep, b"\x00\xff text") for _ in range(2))
    assert first == second
    assert db.write_now(files.read, first) == b"\x00\xff text"
    assert db.write_now(files.read, "0" * 64) is None


async def test_the_same_bytes_kept_by_many_at_once_are_kept(db: Database, files: Files) -> None:
    digests = set(await asyncio.gather(*(db.write(files.keep, b"seen by all") for _ in range(40))))
    assert [db.write_now(files.read, digest) for digest in digests] == [b"seen by all"]


def test_bytes_that_are_sent_anew_while_they_are_being_erased_stay(pg: Database) -> None:
    """Else the new file would point to nothing. On SQLite one writes after the other."""
    db, files = pg, Files(None)
    digest = db.write_now(files.keep, b"once more")

    with ThreadPoolExecutor(1) as cleaner:

        def sent_anew(session: Session) -> None:
            files.keep(session, b"once more")
            erasing = cleaner.submit(db.write_now, forget_contents, files, [digest])
            with pytest.raises(StillWaiting):
                erasing.result(timeout=0.2)
            session.add(Attachment(owner="web:1", channel="web", kind="file", state="here", digest=digest))

        db.write_now(sent_anew)
    assert db.write_now(files.read, digest) == b"once more"


def test_bytes_are_erased_when_the_last_who_points_to_them_is_gone(db: Database, files: Files) -> None:
    digest = db.write_now(files.keep, b"twice used")
    rows = [Attachment(owner="web:1", channel="web", kind="file", state="here", digest=digest) for _ in range(2)]
    db.write_now(Session.add_all, rows)
    for row, left in ((rows[0], b"twice used"), (rows[1], None)):
        db.write_now(_erase, files, row.id)
        assert db.write_now(files.read, digest) == left


def _erase(session: Session, files: Files, row_id: int) -> None:
    row = session.get_one(Attachment, row_id)
    session.delete(row)
    session.flush()
    forget_contents(session, files, [row.digest or ""])


def test_a_neutral_name_ends_as_what_it_is() -> None:
    assert neutral_name("K7M2-1", "image/jpeg") == "K7M2-1.jpg"
    assert neutral_name("K7M2-1", "application/x-unknown") == neutral_name("K7M2-1", None) == "K7M2-1"
