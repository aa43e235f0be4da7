"""The rows of a petition that is being written: what was said, the files, and how it is erased."""

from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from storage.attachments import erase_files
from storage.files import Files
from storage.models import Attachment, CaseMessage, Petition
from storage.petitions import DRAFT

RISKY = ("voice", "video", "file")
"""Kinds of files that cannot be made neutral: a voice, a face, a document's properties tell who sent them (P5)."""

_ANY_PART = select(CaseMessage.id).where(CaseMessage.petition_id == bindparam("petition_id")).limit(1)


def parts(session: Session, petition_id: int) -> list[CaseMessage]:
    """What was written, in its order."""
    query = select(CaseMessage).where(CaseMessage.petition_id == petition_id, CaseMessage.author == "worker")
    return list(session.exec(query.order_by(col(CaseMessage.id))))


def has_parts(session: Session, petition_id: int) -> bool:
    """Whether anything was said or sent."""
    return session.exec(_ANY_PART, params={"petition_id": petition_id}).first() is not None


def files(session: Session, petition_id: int) -> list[Attachment]:
    """The files that were sent with it, in their order."""
    return list(session.exec(select(Attachment).where(Attachment.petition_id == petition_id).order_by(col(Attachment.id))))


def held_back(session: Session, petition_id: int) -> list[Attachment]:
    """Its files that may reveal who sent them and that the worker has not agreed to send."""
    query = select(Attachment).where(Attachment.petition_id == petition_id, col(Attachment.allowed).is_(False))
    return list(session.exec(query.order_by(col(Attachment.id))))


def drop_parts(session: Session, store: Files, petition_id: int, before: int | None = None) -> None:
    """Erase what was said, with its files; `before`: only what was said before this message."""
    gone = {part.id: part for part in parts(session, petition_id) if before is None or part.id < before}
    erase_files(session, store, [file for file in files(session, petition_id) if file.case_message_id in gone])
    for part in gone.values():
        session.delete(part)


def drop_held_back(session: Session, store: Files, petition_id: int) -> bool:
    """Erase the files that are held back, and messages that brought nothing else; nothing (False) if no more would be left."""
    said, sent = parts(session, petition_id), files(session, petition_id)
    stays = {file.case_message_id for file in sent if file.allowed} | {part.id for part in said if part.text}
    if not stays:
        return False
    erase_files(session, store, [file for file in sent if not file.allowed])
    for part in said:
        if part.id not in stays:
            session.delete(part)
    return True


def erase(session: Session, store: Files, draft: Petition) -> None:
    """Erase a draft and all that belongs to it; the address is free for the next one."""
    drop_parts(session, store, draft.id)
    session.delete(draft)
    # at once: rows are otherwise added before others are deleted, and an address has one draft
    session.flush()


def split_off(session: Session, sent: Petition, topic: str, now: datetime) -> Petition:
    """A draft with all that was said in a petition that has just been sent, about its other topic."""
    twin = Petition(
        **sent.model_dump(include=_OF_A_DRAFT), topic=topic, created=sent.created, touched=now
    )  # fmt: skip
    session.add(twin)
    session.flush()
    for part in parts(session, sent.id):
        copy = CaseMessage(**part.model_dump(exclude={"id", "petition_id"}), petition_id=twin.id)
        session.add(copy)
        session.flush()
        for file in files(session, sent.id):
            if file.case_message_id == part.id:
                values = file.model_dump(exclude={"id", "petition_id", "case_message_id", "upload_id"})
                session.add(Attachment(**values, petition_id=twin.id, case_message_id=copy.id))
    session.flush()
    return twin


_OF_A_DRAFT = {
    "person_id", "address", "kind", "urgent", "anonymous", "masked", "workplace_said", "workplace_unit", "workplace_commune",
    "excluded_unit",
}  # fmt: skip


def untouched_since(session: Session, moment: datetime, limit: int) -> list[Petition]:
    """Up to `limit` drafts that nobody has touched since then, locked for this transaction."""
    query = select(Petition).where(DRAFT, Petition.touched < moment).order_by(col(Petition.id))
    return list(session.exec(query.limit(limit).with_for_update(skip_locked=True)))
