"""Searching all that was said, for readers of few cases and of many."""

from sqlmodel import Session

from storage.case_lists import AT_ONCE, SMALL, messages_saying
from storage.database import Database, lay
from storage.models import CaseMessage, Contact, Holding, Person, Petition


def _archive(session: Session, cases: int) -> None:
    """So many cases of the unit `many`, the first one also of `few`; only the first says "hiem", last of all ids too."""
    session.add(Person(id=1))
    session.flush()
    session.add(Contact(address="web:1", channel="web", person_id=1))
    for case in range(1, cases + 1):
        excluded = "shut" if case == 2 else None
        lay(session, Petition, person_id=1, address="web:1", unit_code="many", state="new", excluded_unit=excluded)
        lay(session, Holding, petition_id=case, unit_code="many")
    lay(session, Holding, petition_id=1, unit_code="few")
    for number, case, text in ((1, 1, "chuyen hiem"), (2, 2, "chuyen kin"), (AT_ONCE + 10, 3, "chuyen moi")):
        session.add(CaseMessage(id=number, petition_id=case, author="worker", text=text, folded=text))


def _found(
    session: Session, words: list[str], desk: str, seats: set[str], before: int | None = None, limit: int = 40
) -> tuple[list[int], int | None]:
    hits, older = messages_saying(session, words, {desk}, seats, before, limit)
    return [case for _, case in hits], older


def test_who_reads_few_cases_finds_only_them_at_once(db: Database) -> None:
    db.write_now(_archive, SMALL + 1)
    assert db.write_now(_found, ["chuyen"], "few", {"few"}) == ([1], None)


def test_who_reads_many_cases_finds_newer_ones_first_and_older_ones_with_a_second_look(db: Database) -> None:
    db.write_now(_archive, SMALL + 1)
    newer, older = db.write_now(_found, ["chuyen"], "many", {"many"})
    assert newer == [3]
    assert older is not None
    assert db.write_now(_found, ["chuyen"], "many", {"many"}, older) == ([2, 1], None)
    assert db.write_now(_found, ["hiem", "chuyen"], "many", {"many"}, older) == ([1], None)


def test_a_case_that_excludes_a_seat_of_the_reader_is_no_hit_among_many(db: Database) -> None:
    db.write_now(_archive, SMALL + 1)
    assert db.write_now(_found, ["chuyen"], "many", {"many", "shut"}, AT_ONCE) == ([1], None)


def test_a_full_page_tells_where_the_next_one_begins(db: Database) -> None:
    db.write_now(_archive, SMALL + 1)
    page, older = db.write_now(_found, ["chuyen"], "many", {"many"}, AT_ONCE, 1)
    assert (page, older) == ([2], 2)
