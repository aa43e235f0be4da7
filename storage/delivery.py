"""What the postman reads and writes: rows to send, what became of them, where a group moved to."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Update, bindparam, case, literal, update
from sqlmodel import Session, SQLModel, col, select

from storage.models import Attachment, Contact, Desk, DeskMember, Inbound, Outbound, Topic
from storage.queue import Letter, keep
from storage.types import Incoming

# attempt: seconds until the next one; then every ten minutes
BACKOFF = (15, 45, 120, 420)


def later_by(attempts: int) -> timedelta:
    """How long to wait after so many attempts."""
    return timedelta(seconds=BACKOFF[attempts - 1] if attempts <= len(BACKOFF) else 600)


def threads_for(session: Session, letters: list[Letter]) -> dict[tuple[str, int], str]:
    """The forum topics that are there already for what is going out: (address, case) → thread."""
    wanted = [letter for letter in letters if "topic" in letter.payload]
    if not wanted:
        return {}
    query = select(Topic).where(
        col(Topic.address).in_({letter.address for letter in wanted}),
        col(Topic.petition_id).in_({letter.payload["topic"]["id"] for letter in wanted}),
    )
    return {(topic.address, topic.petition_id): topic.thread for topic in session.exec(query)}


def attachment_of(session: Session, attachment_id: int) -> Attachment | None:
    """The file that a message carries."""
    return session.get(Attachment, attachment_id)


def mark_sent(session: Session, sent: list[tuple[int, str]], now: datetime) -> None:
    """These rows arrived, under these ids. Of a receipt the words are forgotten: they held a secret, kept only as a hash."""
    session.connection().execute(_sent(), [{"row": row, "sent": sent_id, "now": now} for row, sent_id in sent])


@cache
def _sent() -> Update:
    table = Outbound.__table__  # type: ignore[attr-defined]
    words = case((table.c.kind == "receipt", literal({}, table.c.payload.type)), else_=table.c.payload)
    values: dict[str, Any] = {
        "state": "done",
        "sent_id": bindparam("sent"),
        "sent_at": bindparam("now"),
        "error": None,
        "payload": words,
    }
    query: Update = update(table).where(table.c.id == bindparam("row"), table.c.state == "pending").values(values)
    return query


def keep_thread(session: Session, address: str, petition_id: int, thread: str) -> None:
    """Remember the forum topic of a case."""
    session.add(Topic(address=address, petition_id=petition_id, thread=thread))


def forget_thread(session: Session, row: Outbound, now: datetime) -> None:
    """Somebody deleted the topic of a case: forget it; the desk is told, to put the case into the new one."""
    petition_id = row.petition_id
    for topic in session.exec(select(Topic).where(Topic.address == row.address, Topic.petition_id == petition_id)):
        session.delete(topic)
    if row.kind != "card" and petition_id is not None:
        tell_house(session, "thread_gone", row.address, f"{row.id}", {"petition": petition_id}, now)


def mark_gone(session: Session, address: str) -> None:
    """Nothing reaches this address any more."""
    contact = session.get(Contact, address)
    if contact is not None:
        contact.gone = True


def tell_house(session: Session, kind: str, address: str, key: str, extra: dict[str, Any], now: datetime) -> None:
    """Lay something that happened to ourselves in the inbox, so that a desk words it. The same key twice counts once."""
    message = Incoming(
        channel="house", bot="", external_id=f"{kind}/{key}", address=address, sender=address, kind=kind, extra=extra
    )
    keep(session, [message], now)


def move_address(session: Session, old: str, new: str) -> None:
    """A group has a new id: everything that names the old one names the new one, in one transaction (T19).

    Ids of messages in the old group are void there; the map from replies to cases stays for what is sent from now on.
    """
    contact, known = session.get(Contact, old), session.get(Contact, new)
    if contact is not None and known is None:
        session.add(Contact(**{**contact.model_dump(), "address": new}))
        session.flush()
    for model in (Desk, DeskMember, Outbound, Inbound):
        _rename(session, model, "address", old, new)
    for model in (Outbound, Inbound):
        _rename(session, model, "lane", old, new, state="pending")
    # an upgraded group has no topics of the old one
    for topic in session.exec(select(Topic).where(Topic.address == old)):
        session.delete(topic)


def _rename(session: Session, model: type[SQLModel], name: str, old: str, new: str, **where: str) -> None:
    table = model.__table__  # type: ignore[attr-defined]
    query = update(table).where(table.c[name] == old)
    for column, value in where.items():
        query = query.where(table.c[column] == value)
    session.connection().execute(query.values({name: new}))
