"""Saying something: words become rows of the outbox, in the transaction of what they are about. Nothing is sent here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers.house import House
from handlers.texts import Phrase, Words
from storage.contacts import contact_at
from storage.database import lay, ring
from storage.limits import Limits, split_text
from storage.models import Contact, Outbound
from storage.queue import outbox_bell
from storage.tree import Tree
from storage.types import PRIORITIES, channel_of


@dataclass(frozen=True)
class Button:
    """One choice under a message: its label, and the data that comes back when it is pressed (≤ 64 ASCII bytes)."""

    label: Words
    data: str


Rows = Sequence[Sequence[Button]]
REPLY, NOTICE, NEWS = PRIORITIES


def button(key: str, data: str, **args: Any) -> Button:
    """A button whose label is the phrase `key`."""
    return Button(Phrase(key, **args), data)


@dataclass
class Voice:
    """What casework needs, whoever asks for it: a desk or the clock."""

    session: Session
    house: House
    now: datetime

    @property
    def tree(self) -> Tree:
        """The union tree."""
        return self.house.units.tree(self.session)

    def send(
        self,
        to: str,
        words: Words,
        buttons: Rows = (),
        *,
        about: int | None = None,
        kind: str = "note",
        priority: int = NOTICE,
        reply_to: str | None = None,
        thread: str | None = None,
        replaces: str | None = None,
        topic: dict[str, Any] | None = None,
        said: int | None = None,
    ) -> None:
        """Lay a message for an address in the outbox, in the reader's language.

        about: the case it belongs to (a reply to it finds the case, for ever). kind: what it is for. reply_to, replaces:
        the platform's id of a message in that chat. thread: the forum topic; topic: {id, name} of the
        case whose forum topic it goes to (made by the postman where there is none). said: the CaseMessage that it carries,
        so that the officer sees whether it arrived. Too long a text becomes several messages.
        """
        whole = self.payload(to, words, buttons)
        self._number(to, whole["buttons"], replaces)
        parts = split_text(whole["text"], self.limits(to)) or [""]
        for number, part in enumerate(parts):
            first, last = number == 0, number == len(parts) - 1
            payload = {
                "text": part,
                "buttons": whole["buttons"] if last else [],
                "reply_to": reply_to if first else None,
                "replaces": replaces if first else None,
                "thread": thread,
                "topic": topic,
                "said": said,
            }
            self.lay(to, {name: value for name, value in payload.items() if value}, about, kind, priority)

    def payload(self, to: str, words: Words, buttons: Rows) -> dict[str, Any]:
        """Words and buttons in the reader's language. Where no buttons can be shown, they have numbers."""
        target = self.contact_of(to)
        language = target.language if target else self.house.texts.languages[0]
        say = self.house.texts.say
        rows = [[{"label": say(language, b.label), "data": b.data} for b in row] for row in buttons]
        if rows and target is not None and not target.group and not self.limits(to).buttons:
            shown = enumerate((b for row in rows for b in row), start=1)
            target.choices = [[b["label"], b["data"], str(number)] for number, b in shown]
        return {"text": say(language, words), "buttons": rows}

    def _number(self, to: str, rows: list[list[dict[str, str]]], replaces: str | None) -> None:
        """What a typed number means from now on to somebody who sees buttons: a line of this message, if it answers them.

        Whatever else comes below a menu leaves its numbers uncertain, and takes none itself: "1" would then take a case
        that came in while a list was being read.
        """
        target = self.contact_of(to)
        if target is None or target.group or not self.limits(to).buttons:
            return
        answers = self.answers(to, replaces)
        if answers and rows:
            shown = enumerate((b for row in rows for b in row), start=1)
            target.choices = [
                [b["label"], b["data"], str(number)] if self._by_number(b["data"]) else [b["label"], b["data"]]
                for number, b in shown
            ]
        elif (answers or replaces is None) and any(choice[2:] for choice in target.choices):
            target.choices = [[*choice[:2], *("" for _ in choice[2:])] for choice in target.choices]

    def _by_number(self, data: str) -> bool:
        found = self.house.router.button(data)
        return found is None or found[0].by_number

    def answers(self, to: str, replaces: str | None) -> bool:
        """Whether what is said to this address answers what was just said or pressed there."""
        return False

    def lay(self, to: str, payload: dict[str, Any], about: int | None, kind: str, priority: int) -> None:
        """Lay one finished message in the outbox."""
        channel = channel_of(to)
        lay(
            self.session, Outbound, channel=channel, lane=to, address=to, kind=kind, payload=payload,
            petition_id=about, priority=priority, due=self.now, created=self.now,
        )  # fmt: skip
        ring(self.session, outbox_bell(channel))

    def contact_of(self, address: str) -> Contact | None:
        """The contact at an address."""
        return contact_at(self.session, address)

    def limits(self, address: str) -> Limits:
        """What the channel of an address can take."""
        return self.house.limits.get(channel_of(address), Limits())
