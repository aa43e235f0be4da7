"""Files that are still on a platform: fetched once, tried again, given up, and the house is told."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import Session, select

from bot.channels.base import Channel, NotFetched, Parcel
from bot.fetcher import Fetcher
from storage.attachments import attach, take_wanted
from storage.database import Database
from storage.files import Files
from storage.models import Attachment, Inbound
from storage.types import FileRef, Incoming
from tests.fakes import HandSetClock

OWNER = "telegram:7"
MAX_BYTES = 10_000


class Shelf(Channel):
    """A platform that has files; what is an error there is raised."""

    name = "telegram"

    def __init__(self) -> None:
        self.files: dict[str, bytes | Exception] = {}
        self.asked: list[str] = []

    async def send(self, parcel: Parcel) -> str:
        raise AssertionError

    async def fetch(self, ref: str, max_bytes: int) -> bytes:
        self.asked.append(ref)
        found = self.files[ref]
        if isinstance(found, Exception):
            raise found
        return found


class Errand:
    """A fetcher, the shelf it goes to, and the archive it brings things into."""

    def __init__(self, db: Database, folder: Path) -> None:
        self.db = db
        self.clock = HandSetClock()
        self.shelf = Shelf()
        self.files = Files(folder if db.is_sqlite else None)
        self.fetcher = Fetcher(db, self.files, {"telegram": self.shelf}, MAX_BYTES, self.clock)

    def wants(self, ref: str, content: bytes | Exception, kind: str = "file", **values: object) -> int:
        self.shelf.files[ref] = content
        return self.db.write_now(self._attach, FileRef(kind, ref, **values))  # type: ignore[arg-type]

    def _attach(self, session: Session, file: FileRef) -> int:
        row = attach(session, file, owner=OWNER, petition_id=1, case_message_id=1, now=self.clock())
        session.flush()
        return row.id

    async def run(self) -> float | None:
        """Until nothing is due. Returns when the fetcher wants to be called again."""
        while (wait := await self.fetcher.step()) == 0:
            pass
        return wait

    def row(self, row_id: int) -> Attachment:
        return self.db.write_now(lambda session: session.get_one(Attachment, row_id))

    def content(self, row_id: int) -> bytes | None:
        digest = self.row(row_id).digest
        return self.db.write_now(self.files.read, digest) if digest else None

    def told(self) -> list[Incoming]:
        rows = self.db.write_now(lambda s: s.exec(select(Inbound).order_by(Inbound.id)).all())  # type: ignore[arg-type]
        return [Incoming.of(row) for row in rows]


@pytest.fixture
def errand(db: Database, tmp_path: Path) -> Errand:
    return Errand(db, tmp_path / "files")


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "JPEG", comment=b"SecretPlace")
    return out.getvalue()


async def test_a_file_comes_in_and_its_desk_is_told_once(errand: Errand) -> None:
    row = errand.wants("f1", b"%PDF-1.7", mime="application/pdf", name="luong.pdf")
    assert await errand.run() is None
    assert await errand.run() is None
    assert (errand.row(row).state, errand.content(row), errand.shelf.asked) == ("here", b"%PDF-1.7", ["f1"])
    (told,) = errand.told()
    assert (told.channel, told.bot, told.kind, told.extra) == ("house", "", "file_here", {"attachment": row})
    assert told.address == told.sender == OWNER


async def test_photos_come_in_without_what_the_camera_wrote_also_when_sent_as_a_file(errand: Errand) -> None:
    """P4: "send as file" keeps everything on Telegram."""
    rows = [errand.wants("f1", photo(), "photo"), errand.wants("f2", photo(), "file", mime="image/jpeg")]
    await errand.run()
    for row in rows:
        content = errand.content(row)
        assert content is not None
        assert b"SecretPlace" not in content
        assert content.startswith(b"\xff\xd8")
        assert (errand.row(row).kind, errand.row(row).mime, errand.row(row).size) == ("photo", "image/jpeg", len(content))


@pytest.mark.parametrize(("kind", "mime"), [("voice", "audio/ogg"), ("video", "video/mp4"), ("file", "text/html")])
async def test_everything_else_stays_byte_for_byte_what_it_was(errand: Errand, kind: str, mime: str) -> None:
    """T7"""
    row = errand.wants("f1", b"OggS or anything", kind, mime=mime)
    await errand.run()
    assert errand.content(row) == b"OggS or anything"
    assert (errand.row(row).kind, errand.row(row).mime) == (kind, mime)


async def test_a_picture_nobody_can_draw_anew_is_not_passed_on_as_a_photo(errand: Errand) -> None:
    """P4; as a document it may stay: whoever sent it was asked."""
    heic = b"\x00\x00\x00\x18ftypheic" + bytes(50)
    as_photo, as_file = errand.wants("f1", heic, "photo"), errand.wants("f2", heic, "file", mime="image/heic")
    await errand.run()
    assert (errand.row(as_photo).state, errand.row(as_photo).digest) == ("failed", None)
    assert (errand.row(as_file).state, errand.row(as_file).kind, errand.content(as_file)) == ("here", "file", heic)


@pytest.mark.parametrize(
    ("content", "size", "state"),
    [
        (NotFetched("refused", final=True), None, "failed"),
        (NotFetched("too big", final=True), None, "too_big"),
        (bytes(MAX_BYTES + 1), None, "too_big"),
        (b"never asked for", MAX_BYTES + 1, "too_big"),
    ],
)
async def test_what_will_never_come_is_given_up_at_once_and_the_desk_is_told(
    errand: Errand, content: bytes | Exception, size: int | None, state: str
) -> None:
    """T8: a file beyond the platform's limit must not come up again for ever."""
    row = errand.wants("f1", content, size=size)
    assert await errand.run() is None
    assert errand.row(row).state == state
    assert [(told.kind, told.extra) for told in errand.told()] == [("file_failed", {"attachment": row})]
    assert errand.shelf.asked == ([] if size else ["f1"])


async def test_a_platform_that_is_away_is_asked_again_ever_more_rarely_and_after_a_day_no_more(errand: Errand) -> None:
    row = errand.wants("f1", NotFetched("TimeoutError", final=False))
    waits = []
    while (wait := await errand.run()) is not None:
        waits.append(round(wait))
        errand.clock.turn(seconds=wait)
    assert waits[:6] == [15, 45, 120, 420, 600, 600]
    assert errand.clock() - errand.row(row).created >= timedelta(days=1)
    assert errand.row(row).state == "failed"
    assert [told.kind for told in errand.told()] == ["file_failed"]


async def test_a_file_that_comes_at_the_third_try_comes(errand: Errand) -> None:
    row = errand.wants("f1", NotFetched("TimeoutError", final=False))
    for _ in range(2):
        wait = await errand.run()
        assert wait is not None
        errand.clock.turn(seconds=wait)
    errand.shelf.files["f1"] = b"here"
    assert await errand.run() is None
    assert errand.content(row) == b"here"


async def test_one_bad_file_holds_up_no_other(errand: Errand) -> None:
    """T8"""
    bad = [errand.wants(f"bad{n}", NotFetched("TimeoutError", final=False)) for n in range(9)]
    good = errand.wants("good", b"here")
    await errand.run()
    assert errand.row(good).state == "here"
    assert {errand.row(row).state for row in bad} == {"wanted"}


async def test_a_file_that_somebody_died_over_is_fetched_by_another_after_five_minutes(errand: Errand) -> None:
    row = errand.wants("f1", b"here")
    assert len(errand.db.write_now(take_wanted, ["telegram"], errand.clock(), 4)) == 1
    wait = await errand.run()
    assert (wait, errand.shelf.asked) == (300, [])
    errand.clock.turn(seconds=300)
    await errand.run()
    assert errand.row(row).state == "here"


async def test_a_channel_that_breaks_over_a_file_is_asked_again_and_given_up_like_any_other(errand: Errand) -> None:
    """T8"""
    row = errand.wants("f1", RuntimeError("a mistake of ours"))
    assert await errand.run() == 15
    errand.clock.turn(days=2)
    assert await errand.run() is None
    assert errand.row(row).state == "failed"


async def test_files_of_a_channel_that_is_not_open_wait(errand: Errand) -> None:
    errand.db.write_now(_from_zalo)
    assert await errand.run() is None
    assert errand.shelf.asked == []


def _from_zalo(session: Session) -> None:
    session.add(Attachment(owner="zalo_bot:1", channel="zalo_bot", kind="photo", ref="z"))


async def test_a_file_that_is_already_here_is_not_fetched(errand: Errand) -> None:
    def uploaded(session: Session) -> Attachment:
        file = FileRef("photo", digest="ab" * 32, mime="image/jpeg", size=3)
        return attach(session, file, owner="web:1", petition_id=1, case_message_id=1, now=errand.clock())

    assert errand.db.write_now(uploaded).state == "here"
    assert await errand.run() is None
    assert errand.told() == []
