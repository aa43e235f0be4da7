"""Files on the web page: taken in once, freed of what a camera wrote, shown to their own conversation alone."""

import io
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import Session, select

from storage.attachments import forget_unused_uploads
from storage.database import Database
from storage.models import Attachment, FileContent
from tests.bot.webchat_site import MAX_BYTES, Site, Tab, Visitor, open_site

EXIF_GPS = 0x8825


@pytest.fixture
async def site(db: Database, tmp_path: Path) -> AsyncIterator[Site]:
    async with open_site(db, tmp_path / "files") as opened:
        yield opened


@pytest.fixture
async def lan(site: Site) -> Visitor:
    visitor = await site.visitor()
    await visitor.opens()
    return visitor


@pytest.fixture
async def tab(lan: Visitor) -> Tab:
    return await lan.connects()


def photo() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(EXIF_GPS)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG", exif=exif, comment=b"SecretComment")
    return out.getvalue()


async def test_a_file_goes_with_its_message_and_can_be_seen_again(site: Site, lan: Visitor, tab: Tab) -> None:
    assert await lan.uploads(b"%PDF-1.7 payslip", "luong.pdf", client_id="u1") == (200, {"id": "u1"})
    await tab.says("Bảng lương", files=["u1"])
    shown = (await tab.hears_message())["files"]
    (file,) = site.inbox()[-1].files
    assert (file.kind, file.name, file.mime, file.size, file.ref) == ("file", "luong.pdf", "application/pdf", 16, None)
    assert site.do(site.files.read, file.digest) == b"%PDF-1.7 payslip"
    answer = await lan.get(f"/{shown[0]['url']}")
    assert await answer.read() == b"%PDF-1.7 payslip"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"].startswith("private")
    assert answer.headers["Content-Type"] == "application/octet-stream"


async def test_a_photo_is_kept_without_what_the_camera_wrote(site: Site, lan: Visitor, tab: Tab) -> None:
    """P4, P5"""
    await lan.uploads(photo(), "IMG_2024.jpg", client_id="u1")
    await tab.says("", files=["u1"])
    shown = (await tab.hears_message())["files"][0]
    (file,) = site.inbox()[-1].files
    kept = site.do(site.files.read, file.digest)
    assert (file.kind, file.mime, shown["kind"]) == ("photo", "image/jpeg", "photo")
    assert b"Secret" not in kept
    answer = await lan.get(f"/{shown['url']}")
    assert (answer.headers["Content-Type"], await answer.read()) == ("image/jpeg", kept)
    assert answer.headers["Content-Disposition"].startswith("inline")


async def test_the_same_upload_sent_twice_is_one_file(site: Site, lan: Visitor) -> None:
    """T3: the answer was lost on the way, so the page sends it again."""
    for _ in range(2):
        assert await lan.uploads(b"text", client_id="u1") == (200, {"id": "u1"})
    assert len(site.do(lambda s: s.exec(select(Attachment)).all())) == 1


async def test_nobody_else_can_use_or_read_a_file(site: Site, lan: Visitor, tab: Tab) -> None:
    await lan.uploads(b"mine alone", client_id="u1")
    hoa = await site.visitor()
    await hoa.opens()
    of_hoa = await hoa.connects()
    await of_hoa.says("", "x", files=["u1"])
    assert (await of_hoa.hears())["reason"] == "file_gone"
    await tab.says("", files=["u1"])
    url = (await tab.hears_message())["files"][0]["url"]
    assert (await lan.get(f"/{url}")).status == 200
    assert (await hoa.get(f"/{url}")).status == 404
    nobody = await site.visitor()
    assert (await nobody.get(f"/{url}")).status == 404
    assert (await lan.get("/files/1-1")).status == 404
    assert (await lan.get("/files/999999999-0")).status == 404


async def test_a_file_from_the_bot_comes_under_the_name_it_was_given(site: Site, lan: Visitor, tab: Tab) -> None:
    """P5: the sender's own file name tells who it was."""
    row = site.do(_file_of_somebody_else, site)
    await site.tell(lan.address, file=row, name="K7M2-1")
    shown = (await tab.hears_message())["files"]
    assert shown == [{"url": "files/1-0", "kind": "file", "name": "K7M2-1.pdf", "size": 4}]
    answer = await lan.get("/files/1-0")
    assert await answer.read() == b"text"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''K7M2-1.pdf"


def _file_of_somebody_else(session: Session, site: Site) -> int:
    digest = site.files.keep(session, b"text")
    row = Attachment(
        owner="telegram:1", channel="telegram", kind="file", state="here", digest=digest, size=4, mime="application/pdf",
        name="Hoa-luong.pdf",
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


async def test_a_file_that_is_too_large_is_refused_with_words_and_not_kept(site: Site, lan: Visitor) -> None:
    assert (await lan.uploads(b"a" * MAX_BYTES, client_id="fits"))[0] == 200
    assert await lan.uploads(b"a" * (MAX_BYTES + 1), client_id="big") == (413, {"text": "big [vi]"})
    assert await lan.uploads(b"a" * (MAX_BYTES + 1_000_000)) == (413, {"text": "big [vi]"})
    assert len(site.do(lambda s: s.exec(select(Attachment)).all())) == 1


async def test_a_picture_that_cannot_be_freed_of_its_metadata_is_refused_with_words(site: Site, lan: Visitor) -> None:
    """P4: kept as it is, it would tell where it was taken."""
    heic = b"\x00\x00\x00\x18ftypheic" + b"Secret" * 10
    assert await lan.uploads(heic, "a.heic", client_id="h") == (415, {"text": "picture [vi]"})
    assert await lan.uploads(photo()[:200], "a.jpg", client_id="b") == (415, {"text": "picture [vi]"})
    assert site.do(lambda s: s.exec(select(Attachment)).all()) == []


@pytest.mark.parametrize(
    ("content", "name", "said", "kind", "mime"),
    [
        (b"\x1aE\xdf\xa3webm", "a.webm", "audio/webm;codecs=opus", "voice", "audio/webm"),
        (b"\x1aE\xdf\xa3webm", "a.webm", "video/webm", "video", "video/webm"),
        (b"\x00\x00\x00\x20ftypisom", "a.mp4", "audio/mp4", "voice", "audio/mp4"),
        (b"\x00\x00\x00\x20ftypM4A ", "a.m4a", "", "voice", "audio/mp4"),
        (b"\x00\x00\x00\x20ftypqt  ", "a.mov", "video/quicktime", "video", "video/quicktime"),
        (b"\x00\x00\x00\x20ftypmp42", "a.mp4", "video/mp4", "video", "video/mp4"),
        (b"OggS\x00", "a.ogg", "audio/ogg", "voice", "audio/ogg"),
        (b"ID3\x03", "a.mp3", "", "voice", "audio/mpeg"),
        (b"#!AMR\n", "a.amr", "", "voice", "audio/amr"),
        (b"PK\x03\x04", "a.docx", "", "file", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"<script>alert(1)</script>", "a.html", "text/html", "file", "application/octet-stream"),
        (b"<svg onload='alert(1)'/>", "a.svg", "image/svg+xml", "file", "application/octet-stream"),
        (b"not a picture", "a.jpg", "image/jpeg", "file", "application/octet-stream"),
        (b"BM are my initials", "bm.txt", "text/plain", "file", "text/plain"),
    ],
)
async def test_every_kind_of_file_is_taken_for_what_its_bytes_say(
    site: Site, lan: Visitor, tab: Tab, content: bytes, name: str, said: str, kind: str, mime: str
) -> None:
    """T7"""
    assert (await lan.uploads(content, name, mime=said, client_id="u"))[0] == 200
    await tab.says("", files=["u"])
    url = (await tab.hears_message())["files"][0]["url"]
    (file,) = site.inbox()[-1].files
    assert (file.kind, file.mime) == (kind, mime)
    answer = await lan.get(f"/{url}")
    assert await answer.read() == content
    saved = kind == "file"
    assert answer.headers["Content-Disposition"].startswith("attachment" if saved else "inline")
    assert answer.headers["Content-Type"] == ("application/octet-stream" if saved else mime)
    assert "sandbox" in answer.headers["Content-Security-Policy"]


async def test_parts_of_a_recording_can_be_had(lan: Visitor, tab: Tab) -> None:
    """Safari asks for the first two bytes and plays nothing without them."""
    await lan.uploads(b"OggS0123456789", mime="audio/ogg", client_id="u")
    await tab.says("", files=["u"])
    url = (await tab.hears_message())["files"][0]["url"]
    for asked, status, body, span in [
        ("bytes=0-1", 206, b"Og", "bytes 0-1/14"),
        ("bytes=10-", 206, b"6789", "bytes 10-13/14"),
        ("bytes=-4", 206, b"6789", "bytes 10-13/14"),
        ("bytes=14-", 416, b"", "bytes */14"),
        ("bytes=5-2", 416, b"", "bytes */14"),
    ]:
        answer = await lan.get(f"/{url}", headers={"Range": asked})
        assert (answer.status, await answer.read(), answer.headers["Content-Range"]) == (status, body, span)


async def test_what_is_no_upload_is_refused(site: Site, lan: Visitor) -> None:
    url = site.url("/files")
    assert (await lan.session.post(url, data=b"raw")).status == 400
    assert (await lan.session.post(url, data=b"x", headers={"Content-Type": "multipart/form-data"})).status == 400
    assert (await lan.session.post(url, data={"other": "field"})).status == 400
    assert (await lan.uploads(b"x", client_id="../../etc"))[0] == 400
    assert await lan.uploads(b"") == (400, {"text": "empty-file [vi]"})


async def test_too_many_uploads_in_a_minute_wait(site: Site, lan: Visitor) -> None:
    statuses = [(await lan.uploads(b"x", client_id=f"u{n}"))[0] for n in range(61)]
    assert statuses == [200] * 60 + [429]
    site.clock.turn(seconds=1)
    assert (await lan.uploads(b"x", client_id="u60"))[0] == 200


async def test_an_upload_without_its_message_is_erased_after_a_day_and_a_used_one_stays(
    site: Site, lan: Visitor, tab: Tab
) -> None:
    await lan.uploads(b"used", client_id="used")
    await lan.uploads(b"same bytes", client_id="twin")
    await lan.uploads(b"unused", client_id="unused")
    await lan.uploads(b"same bytes", client_id="unused-twin")
    await tab.says("", files=["used", "twin"])
    urls = [file["url"] for file in (await tab.hears_message())["files"]]
    unused = site.do(_digest, "unused")
    assert site.do(forget_unused_uploads, site.files, site.clock()) == 0
    assert site.do(forget_unused_uploads, site.files, site.clock() + timedelta(hours=25)) == 2
    assert [await (await lan.get(f"/{url}")).read() for url in urls] == [b"used", b"same bytes"]
    assert site.do(site.files.read, unused) is None
    if not site.db.is_sqlite:
        assert len(site.do(lambda s: s.exec(select(FileContent)).all())) == 2
    await tab.says("", "late", files=["unused"])
    assert (await tab.hears())["reason"] == "file_gone"


def _digest(session: Session, upload_id: str) -> str | None:
    return session.exec(select(Attachment.digest).where(Attachment.upload_id == upload_id)).one()
