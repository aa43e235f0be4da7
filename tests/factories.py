"""People who have been here before: workers who agreed, officers at their desks, admins."""

from typing import Any

from sqlmodel import Session

from handlers.casework import open_case
from handlers.desk import private_desk
from handlers.finding import PETITIONS
from storage.contacts import contact_at, new_contact
from storage.fold import fold
from storage.models import CaseMessage, Consent, Contact, Officer, Petition
from tests.fakes import Chat, World

CONSENT_VERSION = "test"


def worker(world: World, name: str, channel: str = "telegram") -> Chat:
    """Somebody who has agreed that petitions are handled; nothing was said yet."""
    chat = world.person(name, channel)
    world.do(_agree, chat)
    return chat


def officer(world: World, name: str, unit: str, channel: str = "telegram") -> Chat:
    """An officer of a unit, whose private chat is a desk of it."""
    return with_role(world, world.person(name, channel), unit, "officer")


def admin(world: World, name: str, unit: str = "tinh", channel: str = "telegram") -> Chat:
    """An admin of a unit and all below it."""
    return with_role(world, world.person(name, channel), unit, "admin")


def with_role(world: World, chat: Chat, unit: str, role: str) -> Chat:
    """Give somebody a role more; an officer gets a private desk with it."""
    world.do(_seat, world, chat, unit, role)
    return chat


def agree(world: World, chat: Chat) -> None:
    """Let somebody agree that petitions are handled."""
    world.do(_agree, chat)


def _agree(session: Session, chat: Chat) -> None:
    contact = _contact(session, chat)
    session.add(Consent(person_id=contact.person_id, purpose=PETITIONS, version=CONSENT_VERSION, address=chat.address))


def _seat(session: Session, world: World, chat: Chat, unit: str, role: str) -> None:
    contact = _contact(session, chat)
    seat = Officer(
        person_id=contact.person_id, unit_code=unit, role=role, name=chat.name, address=chat.address, since=world.clock()
    )
    session.add(seat)
    session.flush()
    if role == "officer":
        private_desk(session, seat)


def _contact(session: Session, chat: Chat) -> Contact:
    known = contact_at(session, chat.address)
    return known or new_contact(session, chat.address, name=chat.name, language=chat.language or "vi")


def case(world: World, author: Chat, text: str = "Chậm lương hai tháng", unit: str = "tinh", **values: Any) -> int:
    """A case that a worker has sent; its card lies before the desks of the unit. Returns its id."""
    return int(world.do(_open, world, author, text, unit, values))


def _open(session: Session, world: World, author: Chat, text: str, unit: str, values: dict[str, Any]) -> int:
    contact = _contact(session, author)
    values = {"workplace_said": "unit", "workplace_unit": unit, "topic": "wages", **values}
    petition = Petition(person_id=contact.person_id, address=author.address, created=world.clock(), **values)
    session.add(petition)
    session.flush()
    session.add(
        CaseMessage(
            petition_id=petition.id,
            author="worker",
            text=text,
            folded=fold(text),
            address=author.address,
            created=world.clock(),
        )
    )
    open_case(world.voice(session), petition)
    return petition.id
