"""Everybody who may stand to a case in some way, and cases for them to lay hands on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from sqlmodel import Session, SQLModel, select

from handlers.answering import answer
from handlers.casework import hand_over
from handlers.roles import end_role
from handlers.routing import Reason, Route
from storage.contacts import new_contact
from storage.fold import fold
from storage.invitations import new_invitation
from storage.models import (
    Attachment,
    CannedAnswer,
    CaseMessage,
    Contact,
    Desk,
    Holding,
    Invitation,
    Officer,
    Petition,
    PetitionAddress,
    PetitionEvent,
    Revision,
    Setting,
    Unit,
)  # fmt: skip
from tests.factories import admin, agree, case, officer, with_role, worker
from tests.fakes import Chat, World

EXCLUDED, FORMER, HOLDS, ELSEWHERE = "cs-che-tam-duong", "huyen-tam-duong", "cs-may-tam-duong", "cs-mam-non-sin-ho"
KEPT: tuple[type[SQLModel], ...] = (
    Petition, CaseMessage, PetitionEvent, Holding, Officer, Invitation, Attachment, Revision, PetitionAddress, CannedAnswer,
    Desk, Setting, Unit,
)  # fmt: skip
"""What a refused press leaves as it is."""
TOLD, LATER, ANSWERED, UNSENT = "xưởng nhuộm", "đồ ôi thiu", "đối chiếu bảng công", "chưa gửi đi"
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Case:
    """A case (or a draft), with all that a button may name. `words`: what nobody may hear who does not read it."""

    id: int
    words: tuple[str, ...]
    later: str
    names: dict[str, Any]


class People:
    """`who[relation]` is a chat; `case()` and `draft()` make something new to forge presses on."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.numbers = count(100)
        seats = {
            "holder": HOLDS,
            "former": FORMER,
            "above": "tinh",
            "unrelated": ELSEWHERE,
            "excluded": EXCLUDED,
            "both": HOLDS,
        }
        admins = {"admin": "huyen-tam-duong", "other admin": "huyen-sin-ho", "root admin": "tinh"}
        self.who: dict[str, Chat] = {name: worker(world, name) for name in ("author", "other worker")}
        self.who["linked"] = worker(world, "linked", "web")
        self.who |= {name: officer(world, name, unit) for name, unit in seats.items()}
        with_role(world, self.who["both"], EXCLUDED, "officer")
        self.who["ended"] = officer(world, "ended", HOLDS)
        self.who |= {name: admin(world, name, unit) for name, unit in admins.items()}
        for name in (*seats, "ended", *admins):
            agree(world, self.who[name])
        self.who["stranger"] = world.person("stranger")
        self.spare = worker(world, "spare")
        self.group = world.group("Nhóm")
        self.desk: int = world.do(self._furnish)

    def _furnish(self, session: Session) -> int:
        end_role(self.world.voice(session), session.exec(select(Officer).where(Officer.name == "ended")).one())
        new_contact(session, self.who["stranger"].address, name="stranger", language="vi")
        session.add(CannedAnswer(unit_code=HOLDS, title="Lời cũ", text="Lời cũ"))
        desk = Desk(unit_code=HOLDS, address="telegram:-1", group=True)
        session.add(desk)
        session.flush()
        return desk.id

    def case(self) -> Case:
        """A case that was held by one unit, is held by another, was answered there, and got a word more."""
        self.world.do(self._no_draft)
        number = next(self.numbers)
        told, later = f"{TOLD} {number}", f"{LATER} {number}"
        made = case(
            self.world, self.who["author"], told, unit=EXCLUDED, excluded_unit=EXCLUDED, anonymous=True, masked=True,
        )  # fmt: skip
        found: Case = self.world.do(self._go_on, made, told, later)
        return found

    def _go_on(self, session: Session, number: int, told: str, later: str) -> Case:
        voice, petition = self.world.voice(session), session.get_one(Petition, number)
        assert petition.unit_code == FORMER
        holder = session.exec(select(Officer).where(Officer.address == self.who["holder"].address)).one()
        self.world.turn(seconds=1)
        voice.now = self.world.clock()
        hand_over(voice, petition, Route(HOLDS, Reason("desk-transferred", {"unit": HOLDS})), "transferred", None, "")
        self.world.turn(seconds=1)
        voice.now = self.world.clock()
        said = answer(voice, petition, holder, ANSWERED)
        petition.officer_id = holder.id
        unsent = self._says(session, number, "unsent_answer", UNSENT, officer_id=holder.id, unit_code=HOLDS)
        added = self._says(session, number, "worker", later, masked_text="***", address=self.who["author"].address)
        session.add(
            Attachment(
                petition_id=number, case_message_id=added.id, owner=self.who["author"].address, channel="telegram", kind="file",
                allowed=False, due=voice.now + timedelta(days=1),
            )
        )  # fmt: skip
        session.add(PetitionAddress(petition_id=number, address=self.who["linked"].address))
        new_invitation(session, HOLDS, "officer", holder.id, voice.now, 7)
        seat = session.get_one(Contact, self.spare.address)
        spare = Officer(person_id=seat.person_id, unit_code=HOLDS, role="admin", name="spare", address=seat.address)
        session.add(spare)
        if (canned := session.exec(select(CannedAnswer)).first()) is None:
            canned = CannedAnswer(unit_code=HOLDS, title="Lời cũ", text="Lời cũ")
            session.add(canned)
        session.flush()
        invitation = max(session.exec(select(Invitation.id)))
        names = {
            "case": number, "searched": petition.code, "unit": HOLDS, "seat": spare.id, "invitation": invitation,
            "unsent": unsent.id, "answer": said.id, "said": added.id, "canned": canned.id, "desk": self.desk,
            "after": number + 1, "before": number - 1, "before_said": added.id + 1, "folded": fold(told).replace(" ", "+"),
            "now": self.world.clock().isoformat(),
        }  # fmt: skip
        return Case(number, (petition.code or "", told, later, ANSWERED, UNSENT), later, names)

    def _says(self, session: Session, case: int, author: str, text: str, **values: Any) -> CaseMessage:
        said = CaseMessage(petition_id=case, author=author, text=text, folded=fold(text), created=self.world.clock(), **values)
        session.add(said)
        session.flush()
        return said

    def draft(self) -> Case:
        """What the author is writing."""
        found: Case = self.world.do(self._draft, f"{TOLD} {next(self.numbers)}")
        return found

    def _no_draft(self, session: Session) -> None:
        author = self.who["author"].address
        for old in session.exec(select(Petition).where(Petition.state == "draft", Petition.address == author)):
            session.delete(old)
        session.flush()

    def _draft(self, session: Session, told: str) -> Case:
        self._no_draft(session)
        author = self.who["author"].address
        contact = session.get_one(Contact, author)
        petition = Petition(person_id=contact.person_id, address=author, topic="wages", created=self.world.clock())
        session.add(petition)
        session.flush()
        self._says(session, petition.id, "worker", told, address=author)
        return Case(petition.id, (told,), told, {"case": petition.id, "unit": HOLDS, "searched": ""})

    def stands(self, who: str, state: str, data: dict[str, Any], menu: Sequence[list[str]] = ()) -> None:
        """Put somebody where they were asked for words, or below a menu."""

        def put(session: Session) -> None:
            contact = session.get_one(Contact, self.who[who].address)
            contact.state, contact.data, contact.choices = state or None, data, list(menu)

        self.world.do(put)

    def rows(self, case: int | None = None) -> Rows:
        """All that is kept now, or only of one case."""
        found: Rows = self.world.do(self._rows, case)
        return found

    def _rows(self, session: Session, case: int | None) -> Rows:
        kept: Rows = {}
        whole = "*" if self.world.db.is_sqlite else "{table}::text"
        for model in KEPT:
            table = model.__table__  # type: ignore[attr-defined]
            column = table.c.id if model is Petition else table.c.get("petition_id")
            if case is None or column is not None:
                only = "" if case is None else f" WHERE {column.name} = {case}"
                # to the letter: as the driver gives it, quicker than rows with types
                read = session.connection().exec_driver_sql(
                    f"SELECT {whole.format(table=table)} FROM {table.name}{only} ORDER BY 1"
                )
                kept[table.name] = [tuple(row) for row in read.all()]
        return kept
