"""Files of the archive: uploads that wait for their message, files that are still on a platform, what may be erased."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, literal_column
from sqlmodel import Session, col, func, select

from storage.database import ring
from storage.delivery import later_by, tell_house
from storage.files import Files
from storage.models import Attachment, Setting
from storage.types import FileRef, channel_of

FETCH_BELL = "fetch"
FETCH_LEASE = timedelta(minutes=5)
TRY_FOR = timedelta(days=1)
UPLOAD_WAITS = timedelta(days=1)
SWEPT = "files swept"
PARTS = 256
ENDINGS = {
    "image/jpeg": ".jpg", "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/ogg": ".ogg", "audio/webm": ".webm",
    "audio/wav": ".wav", "audio/amr": ".amr", "audio/aac": ".aac", "video/mp4": ".mp4", "video/webm": ".webm",
    "video/quicktime": ".mov", "video/3gpp": ".3gp", "application/pdf": ".pdf", "text/plain": ".txt", "text/csv": ".csv",
    "application/msword": ".doc", "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}  # fmt: skip
# a literal, not a parameter: the index is partial
_WANTED: ColumnElement[bool] = col(Attachment.state) == literal_column("'wanted'")


def attach(
    session: Session,
    file: FileRef,
    *,
    owner: str,
    petition_id: int | None,
    case_message_id: int | None,
    now: datetime,
    allowed: bool = True,
) -> Attachment:
    """Put a file to something said in a case; one that is still on its platform is fetched as soon as this is committed.

    owner: the private address that sent it. allowed: see Attachment. Without a case the house hears `loose_file_here`.
    """
    row = Attachment(
        petition_id=petition_id, case_message_id=case_message_id, owner=owner, channel=channel_of(owner), kind=file.kind,
        ref=file.ref, state="here" if file.digest else "wanted", digest=file.digest, mime=file.mime, size=file.size,
        name=file.name, allowed=allowed, due=now, created=now,
    )  # fmt: skip
    session.add(row)
    if row.state == "wanted":
        ring(session, FETCH_BELL)
    return row


def neutral_name(stem: str, mime: str | None) -> str:
    """A file name that says nothing of its sender, with the ending of what it is; "K7M2-1" and "image/jpeg": "K7M2-1.jpg"."""
    return stem + ENDINGS.get(mime or "", "")


def keep_upload(session: Session, files: Files, row: Attachment, content: bytes) -> str:
    """Keep an upload until the message that names it; the same upload id of the same owner again is the same upload.

    Returns the upload id.
    """
    assert row.upload_id is not None
    if not uploads_of(session, row.owner, [row.upload_id]):
        row.digest, row.size, row.state = files.keep(session, content), len(content), "here"
        session.add(row)
    return row.upload_id


def uploads_of(session: Session, owner: str, upload_ids: Collection[str]) -> dict[str, Attachment]:
    """Uploads of one address that no message has named yet, by their upload ids."""
    query = select(Attachment).where(Attachment.owner == owner, col(Attachment.upload_id).in_(upload_ids))
    return {row.upload_id: row for row in session.exec(query) if row.upload_id is not None}


def forget_unused_uploads(session: Session, files: Files, now: datetime) -> int:
    """Erase up to a hundred uploads that no message named for a day. Returns how many there were."""
    old = col(Attachment.upload_id).is_not(None) & (col(Attachment.created) < now - UPLOAD_WAITS)
    rows = session.exec(select(Attachment).where(old).order_by(col(Attachment.id)).limit(100)).all()
    erase_files(session, files, rows)
    return len(rows)


def erase_files(session: Session, files: Files, rows: Collection[Attachment]) -> None:
    """Erase these rows, and their contents where no other row points to the same."""
    for row in rows:
        session.delete(row)
    if digests := {row.digest for row in rows if row.digest}:
        session.flush()
        forget_contents(session, files, digests)


def forget_contents(session: Session, files: Files, digests: Collection[str]) -> None:
    """Erase those contents that no attachment points to any more."""
    if free := _pointed_to_by_none(session, digests):
        files.hold(session, free)
        # asked again: only from now on nobody keeps them anew
        for digest in _pointed_to_by_none(session, free):
            files.forget(session, digest)


def _pointed_to_by_none(session: Session, digests: Collection[str]) -> set[str]:
    return set(digests) - set(session.exec(select(Attachment.digest).where(col(Attachment.digest).in_(digests))))


def forget_orphans(session: Session, files: Files) -> None:
    """Erase contents that nobody points to: whoever died between the database and the disk left them.

    Looks through one of 256 parts each time, the next one the next time, round and round.
    """
    turn = session.get(Setting, SWEPT, with_for_update=True) or Setting(name=SWEPT, value={"parts": 0})
    forget_contents(session, files, files.kept(session, f"{turn.value['parts']:02x}"))
    turn.value = {"parts": (turn.value["parts"] + 1) % PARTS}
    session.add(turn)


def take_wanted(session: Session, channels: Collection[str], now: datetime, limit: int) -> list[Attachment]:
    """Files to be fetched now from these channels. If nothing is heard of one, it is due again in five minutes."""
    query = (
        select(Attachment)
        .where(_WANTED, Attachment.due <= now, col(Attachment.channel).in_(channels))
        .order_by(col(Attachment.due), col(Attachment.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = list(session.exec(query))
    for row in rows:
        row.attempts, row.due = row.attempts + 1, now + FETCH_LEASE
    return rows


def next_wanted(session: Session, channels: Sequence[str]) -> datetime | None:
    """When the next file is due to be fetched from these channels, if there is any."""
    query = select(func.min(Attachment.due)).where(_WANTED, col(Attachment.channel).in_(channels))
    return session.exec(query).one()


def file_here(session: Session, row_id: int, files: Files, content: bytes, kind: str, mime: str | None, now: datetime) -> None:
    """A file has come in: keep it and tell the house."""
    row = _still_wanted(session, row_id)
    if row is not None:
        row.state, row.digest, row.size = "here", files.keep(session, content), len(content)
        row.kind, row.mime = kind, mime
        tell_house(session, _event("file_here", row), row.owner, f"{row.id}", {"attachment": row.id}, now)


def file_failed(session: Session, row_id: int, state: str, now: datetime) -> None:
    """A file will never come in (state: failed | too_big): tell the house."""
    row = _still_wanted(session, row_id)
    if row is not None:
        row.state = state
        tell_house(session, _event("file_failed", row), row.owner, f"{row.id}", {"attachment": row.id}, now)


def file_later(session: Session, row_id: int, now: datetime) -> None:
    """A file could not be fetched this time; after a day of trying it counts as failed."""
    row = _still_wanted(session, row_id)
    if row is not None and now - row.created >= TRY_FOR:
        file_failed(session, row_id, "failed", now)
    elif row is not None:
        row.due = now + later_by(row.attempts)


def _event(kind: str, row: Attachment) -> str:
    return kind if row.petition_id is not None else f"loose_{kind}"


def _still_wanted(session: Session, row_id: int) -> Attachment | None:
    row = session.get(Attachment, row_id, with_for_update=True)
    return row if row is not None and row.state == "wanted" else None
