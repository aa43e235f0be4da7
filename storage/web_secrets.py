"""Secrets of cases that stand in a conversation on the page: which of them are to be covered now."""

from datetime import datetime

from sqlmodel import Session, col, select

from storage.models import Outbound, WebMessage
from storage.webchat import SECRET_SHOWN


def cover_later(session: Session, address: str, place: str | None, now: datetime) -> None:
    """What somebody wrote at this place of a conversation holds a secret; on another channel there is no such place."""
    if place is None or not place.isdecimal():
        return
    here = (WebMessage.address == address, WebMessage.place == int(place), col(WebMessage.mine).is_(True))
    for row in session.exec(select(WebMessage).where(*here)):
        row.cover_at = now + SECRET_SHOWN


def to_cover(session: Session, now: datetime, limit: int) -> list[WebMessage]:
    """Up to `limit` messages whose time has come, locked for this transaction; one that nobody has seen waits on."""
    due = select(WebMessage).where(col(WebMessage.cover_at) <= now).order_by(col(WebMessage.cover_at), col(WebMessage.id))
    rows = session.exec(due.limit(limit).with_for_update(skip_locked=True)).all()
    sent = [row.outbound_id for row in rows if row.outbound_id is not None]
    unseen = set(session.exec(select(Outbound.id).where(col(Outbound.id).in_(sent), col(Outbound.seen_at).is_(None))))
    for row in rows:
        row.cover_at = now + SECRET_SHOWN if row.outbound_id in unseen else None
    return [row for row in rows if row.cover_at is None]
