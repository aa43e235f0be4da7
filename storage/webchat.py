"""Web conversations: every message has its place, and the page asks for what comes after the last one it has.

Place 0 is no message: it remembers on which unit the page was opened last.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from storage.attachments import neutral_name, uploads_of
from storage.contacts import new_contact
from storage.database import lay, ring
from storage.models import Attachment, Contact, Outbound, Setting, WebMessage
from storage.types import FileRef, Incoming, NotKept

SECRET_SHOWN = timedelta(days=7)
"""So long the secret of a case stands in a conversation: it is kept only as a hash elsewhere."""


class UploadGone(NotKept):
    """The message names an upload that is not, or no longer, there: it must be uploaded again."""


@dataclass(frozen=True)
class Greeting:
    """What the page is told first. `since`: when the conversation began; another one at the same address is another time."""

    language: str
    since: datetime


def conversation_bell(address: str) -> str:
    """The name of the bell that rings when a web conversation has something new."""
    return f"web:{address}"


def cookie_key(session: Session) -> bytes:
    """The key that signs the cookies of all machines; made at the first start."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    made = insert(Setting).values(name="cookie_key", value={"key": secrets.token_hex(32)}).on_conflict_do_nothing()
    session.connection().execute(made)
    return bytes.fromhex(session.exec(select(Setting).where(Setting.name == "cookie_key")).one().value["key"])


def greeting(session: Session, address: str, unit: str | None) -> Greeting | None:
    """How a known conversation is greeted; None: `greet` must begin it, or open it on another unit."""
    contact, door = session.get(Contact, address), _door(session, address)
    if contact is None or door is None or unit not in (None, door.payload["unit"]):
        return None
    return Greeting(contact.language, contact.created)


def greet(session: Session, address: str, language: str, unit: str | None, now: datetime) -> list[Incoming]:
    """Begin a conversation or open it on another unit; returns the /start that its person has said by that.

    With the same unit again they have said nothing.
    """
    contact, door = _locked(session, address, language), _door(session, address)
    known = door.payload["unit"] if door else None
    said = []
    if (unit and unit != known) or (door is None and contact.place == 0):
        start = Incoming(
            channel="web", bot="web", external_id=f"{address}/start/{secrets.token_hex(8)}", address=address, sender=address,
            text=f"/start u_{unit}" if unit else "/start", language=language,
        )  # fmt: skip
        said = [start]
    if door is None:
        session.add(WebMessage(address=address, place=0, mine=True, payload={"unit": unit}, created=now))
    elif unit:
        door.payload = {"unit": unit}
    return said


def keep_said(
    session: Session, message: Incoming, client_id: str, uploads: Sequence[str], payload: dict[str, Any], now: datetime
) -> list[Incoming]:
    """Give what the page said its place in the conversation; returns it for the inbox, where it belongs as well.

    The same `client_id` again changes nothing (T3). uploads: the upload ids of its files. Raises UploadGone.
    """
    _locked(session, message.address, message.language or "")
    if said_before(session, message.address, client_id):
        return []
    known = uploads_of(session, message.address, uploads)
    if len(known) < len(set(uploads)):
        raise UploadGone
    place = _next_place(session, message.address)
    rows = [known[upload] for upload in dict.fromkeys(uploads)]
    for row in rows:
        row.upload_id = None  # it has its message: no longer one that is erased after a day
    shown = [{"attachment": r.id, "kind": r.kind, "name": r.name or "", "size": r.size} for r in rows]
    if message.kind == "message":
        files = tuple(FileRef(r.kind, name=r.name, mime=r.mime, size=r.size, digest=r.digest) for r in rows)
        message = replace(message, message_id=str(place), files=files)
    _add(session, message.address, place, now, mine=True, client_id=client_id, payload={**payload, "files": shown})
    return [message]


def said_before(session: Session, address: str, client_id: str) -> bool:
    """Whether the page has said this before."""
    query = select(WebMessage.id).where(WebMessage.address == address, WebMessage.client_id == client_id)
    return session.exec(query).first() is not None


def place_sent(session: Session, row: Outbound, now: datetime) -> None:
    """Give what is sent to a web conversation its place there, which is its `sent_id`."""
    _locked(session, row.address, "")
    place = _next_place(session, row.address)
    row.sent_id = str(place)
    kept = {name: row.payload[name] for name in ("text", "buttons", "quote") if row.payload.get(name)}
    places = {name: int(row.payload[name]) for name in ("reply_to", "replaces") if row.payload.get(name)}
    file = session.get(Attachment, row.payload["file"]) if row.payload.get("file") else None
    if file is not None:
        name = neutral_name(row.payload.get("name") or f"{file.kind}-{place}", file.mime)
        kept["files"] = [{"attachment": file.id, "kind": file.kind, "name": name, "size": file.size}]
    cover_at = now + SECRET_SHOWN if row.kind == "receipt" else None
    _add(session, row.address, place, now, mine=False, outbound_id=row.id, payload={**kept, **places}, cover_at=cover_at)


def messages_after(session: Session, address: str, place: int, limit: int) -> list[WebMessage]:
    """What a conversation has after a place, in order; a reply's `quote` is left to the page, which has what it quotes."""
    query = select(WebMessage).where(WebMessage.address == address, WebMessage.place > max(place, 0))
    return list(session.exec(query.order_by(col(WebMessage.place)).limit(limit)))


def file_at(session: Session, address: str, place: int, number: int) -> tuple[Attachment, str] | None:
    """The file that a message of this conversation shows, and the name it has there; None: there is no such file here."""
    query = select(WebMessage).where(WebMessage.address == address, WebMessage.place == place)
    message = session.exec(query).first()
    files = message.payload.get("files", []) if message else []
    if number >= len(files) or (file := session.get(Attachment, files[number]["attachment"])) is None:
        return None
    return file, files[number]["name"]


def mark_seen(session: Session, seen: dict[str, int], now: datetime) -> None:
    """Up to these places of these conversations the person has had everything in view."""
    for address, place in sorted(seen.items()):
        shown = select(WebMessage.outbound_id).where(
            WebMessage.address == address, WebMessage.place <= place, col(WebMessage.outbound_id).is_not(None)
        )
        new = update(Outbound).where(col(Outbound.id).in_(shown), col(Outbound.seen_at).is_(None))
        session.connection().execute(new.values(seen_at=now))


def choose_language(session: Session, address: str, language: str) -> None:
    """The person chose a language on the page."""
    contact = _locked(session, address, language)
    contact.language, contact.language_chosen = language, True


def _locked(session: Session, address: str, language: str) -> Contact:
    """The contact of a conversation, made if it is new: what its person does is kept one after another."""
    contact = session.get(Contact, address, with_for_update=True)
    if contact is not None:
        return contact
    try:
        with session.begin_nested():
            return new_contact(session, address, name=None, language=language or "vi")
    except IntegrityError:  # another tab of the same person was quicker, on another machine or connection
        return session.get_one(Contact, address, with_for_update=True)


def _door(session: Session, address: str) -> WebMessage | None:
    return session.exec(select(WebMessage).where(WebMessage.address == address, WebMessage.place == 0)).first()


def _next_place(session: Session, address: str) -> int:
    counted = update(Contact).where(col(Contact.address) == address).values(place=Contact.place + 1)
    place: int = session.connection().execute(counted.returning(col(Contact.place))).scalar_one()
    return place


def _add(session: Session, address: str, place: int, now: datetime, **values: Any) -> None:
    lay(session, WebMessage, address=address, place=place, created=now, **values)
    ring(session, conversation_bell(address))
