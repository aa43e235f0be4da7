"""The message in hand: who did what, and where the conversation stands."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from handlers.texts import Phrase, Words
from handlers.understanding.understood import Understood
from handlers.voice import REPLY, Rows, Voice
from storage.contacts import roles_of
from storage.models import Contact, Officer, Petition
from storage.petitions import Relation
from storage.types import Incoming


@dataclass
class Context(Voice):
    """What a handler gets. It changes rows of `session` and says things; it returns, sends and catches nothing."""

    message: Incoming
    contact: Contact
    """The private contact of the one who wrote or pressed."""
    place: Contact
    """The chat it happened in: the same contact, or a group."""
    args: list[str] = field(default_factory=list)
    """What the button's data said after the action's name; for a command, the words behind it."""
    case: Petition | None = None
    """The case that the action is about, once the right to it has been checked."""
    relation: Relation = Relation.NONE
    inbound_id: int | None = None

    @property
    def text(self) -> str:
        """What was written, "" for none."""
        return self.message.text or ""

    @cached_property
    def understood(self) -> Understood:
        """What was understood of the words."""
        return Understood.of(self.message.understood)

    @property
    def data(self) -> dict[str, Any]:
        """What the conversation remembers of where it stands."""
        return self.contact.data

    @property
    def petition(self) -> Petition:
        """The case of an action that has one: permitted routes with May.AUTHOR, READER or HOLDER."""
        if self.case is None:
            raise LookupError("This action is not about a case.")
        return self.case

    @cached_property
    def roles(self) -> list[Officer]:
        """The roles this person has at this moment."""
        return roles_of(self.session, self.contact.person_id)

    @property
    def officer(self) -> Officer:
        """The role in which this person acts on the case: the one at the unit that holds it, else the first one."""
        desks = [role for role in self.roles if role.role == "officer"] or self.roles
        holder = self.case.unit_code if self.case else None
        return next((role for role in desks if role.unit_code == holder), desks[0])

    def say(self, words: Words, buttons: Rows = (), **options: Any) -> None:
        """Answer where it was said, in its forum topic if there is one. Options as in `send`."""
        options.setdefault("thread", self.message.thread)
        options.setdefault("priority", REPLY)
        self.send(self.place.address, words, buttons, **options)

    def whisper(self, words: Words, buttons: Rows = (), **options: Any) -> None:
        """Say it to this person alone, even if it was said in a group."""
        options.setdefault("priority", REPLY)
        self.send(self.contact.address, words, buttons, **options)

    def replace(self, words: Words, buttons: Rows = (), **options: Any) -> None:
        """Put new words and buttons in place of the message whose button was pressed; without one, say it."""
        if self.message.kind == "press":
            options.setdefault("replaces", self.message.message_id)
            options.setdefault("kind", "edit")
        self.say(words, buttons, about=self.case.id if self.case else None, **options)

    def goto(self, state: str | None, **data: Any) -> None:
        """Where the conversation stands from now on; numbers typed no longer mean the last menu until a new one is shown."""
        self.contact.state, self.contact.data, self.contact.choices = state, data, []

    def answers(self, to: str, replaces: str | None) -> bool:
        """The one who wrote or pressed is being answered; what is only changed further up answers nobody."""
        return to == self.contact.address and (replaces is None or self.message.kind == "press")

    def contact_of(self, address: str) -> Contact | None:
        """The contact at an address."""
        if address == self.contact.address:
            return self.contact
        return self.place if address == self.place.address else super().contact_of(address)

    def words(self, key: str, **args: Any) -> str:
        """A phrase in the language of the one who wrote, for use inside a longer text."""
        return self.house.texts.say(self.contact.language, Phrase(key, **args))
