"""Agreements, purpose by purpose, and what becomes of words that nobody agreed to keep (Luật 91/2025 Đ9)."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from storage.contacts import agreed
from storage.models import Attachment, Consent, Contact, Inbound, WebMessage


def give_consent(session: Session, contact: Contact, purpose: str, version: str, now: datetime) -> bool:
    """Keep that the person agreed to a purpose, on which text and where; False when they had agreed before."""
    if agreed(session, contact.person_id, purpose):
        return False
    session.add(Consent(person_id=contact.person_id, purpose=purpose, version=version, address=contact.address, given=now))
    session.flush()
    return True


def empty(row: Inbound) -> None:
    """Be done with a message without dealing with it. The row stays, so that a repetition is known as one (T1)."""
    row.state, row.payload, row.raw, row.error = "done", {}, None, None


def forget_held(session: Session, rows: Sequence[Inbound]) -> None:
    """Erase messages that waited for consent, to the letter, here and on the page where they were written."""
    for row in rows:
        _forget_on_page(session, row.address, str(row.payload.get("message_id", "")))
        empty(row)
    session.flush()


def _forget_on_page(session: Session, address: str, place: str) -> None:
    if not place.isdecimal():
        return
    here = (WebMessage.address == address, WebMessage.place == int(place), col(WebMessage.mine).is_(True))
    for shown in session.exec(select(WebMessage).where(*here)):
        uploads = {file["attachment"] for file in shown.payload.get("files", ())}
        for upload in session.exec(select(Attachment).where(col(Attachment.id).in_(uploads))):
            # an upload again that no message names: its bytes go with the next cleaning
            upload.name, upload.upload_id = None, f"forgotten/{upload.id}"
        shown.payload = {"text": ""}
