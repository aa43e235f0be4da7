"""Files in the archive: the same bytes once, erased only when nobody points to them."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting
from pathlib import Path

import pytest
from sqlmodel import Session

from storage.attachments import PARTS, erase_files, forget_contents, forget_orphans, neutral_name
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
    erase_files(session, files, [session.get_one(Attachment, row_id)])


def _one(session: Session, files: Files, content: bytes) -> Attachment:
    row = Attachment(owner="web:1", channel="web", kind="file", state="here", digest=files.keep(session, content))
    session.add(row)
    session.flush()
    return row


def test_what_was_to_be_erased_stays_when_the_transaction_is_rolled_back(db: Database, files: Files) -> None:
    """The row that points to it stays too."""
    row = db.write_now(_one, files, b"still wanted")

    def fail(session: Session) -> None:
        _erase(session, files, row.id)
        raise LookupError("a mistake later in the same message")

    with pytest.raises(LookupError):
        db.write_now(fail)
    assert db.write_now(files.read, row.digest) == b"still wanted"


def test_what_is_erased_and_kept_anew_in_one_transaction_stays(db: Database, files: Files) -> None:
    row = db.write_now(_one, files, b"sent again")

    def replace(session: Session) -> None:
        _erase(session, files, row.id)
        _one(session, files, b"sent again")

    db.write_now(replace)
    assert db.write_now(files.read, row.digest) == b"sent again"


def test_what_a_death_left_behind_is_swept_up_within_a_round_and_nothing_else(db: Database, files: Files) -> None:
    """The process died between the commit and the disk, or while it wrote a file."""
    here = db.write_now(_one, files, b"in a case")
    orphans = [db.write_now(files.keep, f"left behind {number}".encode()) for number in range(5)]
    if files.folder is not None:
        (files.folder / "00").mkdir(exist_ok=True)
        (files.folder / "00" / f"{'0' * 64}.17.part").write_bytes(b"half a fi")
    for _ in range(PARTS):
        db.write_now(forget_orphans, files)
    assert [db.write_now(files.read, digest) for digest in orphans] == [None] * 5
    assert db.write_now(files.read, here.digest) == b"in a case"
    if files.folder is not None:
        assert [path.name for path in files.folder.rglob("*") if path.is_file()] == [here.digest]
    for _ in range(PARTS):
        db.write_now(forget_orphans, files)  # the next round begins anew
    orphan = db.write_now(files.keep, b"left behind 0")
    for _ in range(PARTS):
        db.write_now(forget_orphans, files)
    assert db.write_now(files.read, orphan) is None


def test_a_neutral_name_ends_as_what_it_is() -> None:
    assert neutral_name("K7M2-1", "image/jpeg") == "K7M2-1.jpg"
    assert neutral_name("K7M2-1", "application/x-unknown") == neutral_name("K7M2-1", None) == "K7M2-1"
