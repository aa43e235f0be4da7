"""People who have been here before, laid into a database before the program starts: agreed, writing, at a desk."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, insert

from storage.database import Database
from storage.models import CaseMessage, Consent, Contact, Desk, Officer, Person, Petition
from storage.tree import UnitNode
from storage.types import utcnow
from storage.units import store_units

UNIT = "cs-1"
OFFICER = 4_000_001


def lay_people(url: str, workers: Iterable[int], *, group: int | None = None, drafts: bool = False) -> None:
    """A small tree; workers (Telegram ids) who agreed, each with a draft ready to be sent or none; a desk of their unit.

    group: the Telegram id of the group that is the desk. The draft of the n-th worker (from 1) has the id n.
    """
    db = Database(url)
    try:
        db.write_now(_lay, list(workers), group, drafts)
    finally:
        db.close()


def _lay(session: Session, workers: list[int], group: int | None, drafts: bool) -> None:
    store_units(session, [
        UnitNode("tinh", "tinh", "Liên đoàn Lao động tỉnh", None), UnitNode(UNIT, "co_so", "Công đoàn Công ty Chè", "tinh"),
    ])  # fmt: skip
    now = utcnow()
    head = len(workers) + 1

    def put(model: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            session.connection().execute(insert(model), rows)

    def contact(chat: int, person: int, *, is_group: bool = False) -> dict[str, Any]:
        return {
            "address": f"telegram:{chat}", "channel": "telegram", "person_id": person, "is_group": is_group, "name": None,
            "language": "vi", "language_chosen": False, "data": {}, "choices": [], "place": 0, "gone": False,
            "wrong_guesses": 0, "created": now,
        }  # fmt: skip

    # far from the numbers that the database gives by itself
    numbered = [(10_000 + n, chat) for n, chat in enumerate(workers, 1)]
    put(Person, [{"id": person, "created": now} for person, _ in numbered] + [{"id": 10_000 + head, "created": now}])
    put(Contact, [contact(chat, person) for person, chat in numbered])
    put(Consent, [
        {"person_id": person, "purpose": "petitions", "version": "1", "address": f"telegram:{chat}", "given": now}
        for person, chat in numbered
    ])  # fmt: skip
    if group is not None:
        put(Contact, [contact(group, 10_000 + head, is_group=True), contact(OFFICER, 10_000 + head)])
        put(Desk, [
            {"unit_code": UNIT, "address": f"telegram:{group}", "is_group": True, "topics": False, "paused": False,
             "closed": False, "card_due": now},
        ])  # fmt: skip
        put(Officer, [
            {"person_id": 10_000 + head, "unit_code": UNIT, "role": "officer", "name": "Mai", "address": f"telegram:{OFFICER}",
             "since": now},
        ])  # fmt: skip
    if not drafts:
        return
    put(Petition, [
        {"id": n, "person_id": person, "address": f"telegram:{chat}", "kind": "kien_nghi", "state": "draft",
         "topic": "wages", "urgent": False, "anonymous": False, "masked": False, "workplace_said": "unit",
         "workplace_unit": UNIT, "reason": {}, "created": now, "touched": now, "reopened": 0}
        for n, (person, chat) in enumerate(numbered, 1)
    ])  # fmt: skip
    put(CaseMessage, [
        {"petition_id": n, "author": "worker", "text": f"Chuyện số {n}: nợ lương hai tháng", "folded": "",
         "address": f"telegram:{chat}", "message_id": str(n), "created": now}
        for n, (_, chat) in enumerate(numbered, 1)
    ])  # fmt: skip
