"""People and their addresses: who someone is, what they agreed to, which roles they have."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from storage.models import Consent, Contact, Officer, Person
from storage.types import channel_of

_AT = select(Contact).where(col(Contact.address).in_(bindparam("addresses", expanding=True)))


def contacts_at(session: Session, addresses: Iterable[str]) -> dict[str, Contact]:
    """The contacts known at these addresses."""
    rows = session.scalars(_AT, {"addresses": list(set(addresses))})
    return {row.address: row for row in rows}


def contact_at(session: Session, address: str) -> Contact | None:
    """The contact at one address, if it is known."""
    return session.get(Contact, address)


def new_contact(session: Session, address: str, *, name: str | None, language: str, group: bool = False) -> Contact:
    """A first meeting: a person, and the address they were met at."""
    person = Person()
    session.add(person)
    session.flush()
    assert person.id is not None
    contact = Contact(
        address=address, channel=channel_of(address), person_id=person.id, name=name, language=language, group=group
    )
    session.add(contact)
    return contact


def agreed(session: Session, person_id: int, purpose: str) -> bool:
    """Whether the person has agreed to this purpose and not taken it back."""
    found = session.exec(
        select(Consent.id).where(Consent.person_id == person_id, Consent.purpose == purpose, col(Consent.withdrawn).is_(None))
    ).first()
    return found is not None


def roles_of(session: Session, person_id: int) -> list[Officer]:
    """The roles the person has now; one that ended gives no right from that moment on."""
    return list(
        session.exec(
            select(Officer).where(Officer.person_id == person_id, col(Officer.ended).is_(None)).order_by(col(Officer.id))
        )
    )


def bar_guessing(contact: Contact, now: datetime, until: datetime, allowed: int) -> None:
    """Count a wrong code or secret; after `allowed` of them the conversation may not guess until `until`."""
    contact.wrong_guesses += 1
    if contact.wrong_guesses >= allowed:
        contact.guessing_barred_until, contact.wrong_guesses = until, 0
