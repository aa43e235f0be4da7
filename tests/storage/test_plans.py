"""What is asked all the time finds its rows in an index that holds them alone, however much lies around them."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from storage.attachments import forget_contents, next_wanted, take_wanted
from storage.case_lists import SMALL, messages_saying
from storage.database import Database, lay
from storage.files import Files
from storage.models import Contact, Holding, Outbound, Person, Petition
from storage.petitions import cases_of_author
from storage.queue import held_too_long, inbox_due, outbox_due, wake_held
from storage.types import utcnow
from storage.web_secrets import to_cover

Ask = Callable[[Session], Any]
LAN = Contact(address="web:1", person_id=1)


def plan(db: Database, ask: Ask) -> str:
    """How the database goes about the first question that `ask` puts to it, whatever the values are."""
    asked: list[str] = []

    def note(_connection: Connection, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    def explain(session: Session) -> str:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", note)
        ask(session)
        event.remove(connection, "before_cursor_execute", note)
        if db.is_sqlite:
            lines = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + asked[0], (None,) * asked[0].count("?"))
        else:
            # an empty table is read through, if that is not forbidden
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
            number = count(1)
            lines = connection.exec_driver_sql(
                "EXPLAIN (GENERIC_PLAN) " + re.sub(r"%\(\w+\)s", lambda _: f"${next(number)}", asked[0])
            )
        return "\n".join(str(line[-1]) for line in lines)

    return db.write_now(explain)


OF_AN_AUTHOR = {"petition_author", "ix_petitionaddress_address"}
QUESTIONS: dict[str, tuple[Ask, set[str]]] = {
    "outbox": (lambda session: outbox_due(session, "telegram", utcnow(), 64), {"outbound_ready", "outbound_lane"}),
    "inbox": (lambda session: inbox_due(session, utcnow(), 64), {"inbound_ready", "inbound_lane"}),
    "held": (lambda session: wake_held(session, utcnow()), {"inbound_later"}),
    "without consent": (lambda session: held_too_long(session, utcnow(), 64), {"inbound_unagreed"}),
    "files": (lambda session: take_wanted(session, ["telegram"], utcnow(), 4), {"attachment_wanted"}),
    "next file": (lambda session: next_wanted(session, ["telegram"]), {"attachment_wanted"}),
    "contents": (lambda session: forget_contents(session, Files(None), ["digest"]), {"attachment_digest"}),
    "secrets": (lambda session: to_cover(session, utcnow(), 9), {"webmessage_cover"}),
    "own cases": (lambda session: cases_of_author(session, LAN, 9), OF_AN_AUTHOR),
    "older own cases": (lambda session: cases_of_author(session, LAN, 9, before=5), OF_AN_AUTHOR),
}


@pytest.mark.parametrize(("ask", "indexes"), QUESTIONS.values(), ids=QUESTIONS)
def test_the_index_is_used(db: Database, ask: Ask, indexes: set[str]) -> None:
    found = plan(db, ask)
    assert {name for name in indexes if name in found} == indexes, found


def test_what_is_due_later_is_not_looked_through(db: Database) -> None:
    found = plan(db, lambda session: outbox_due(session, "telegram", utcnow(), 64))
    assert found.count("priority=? AND due<?" if db.is_sqlite else "AND (due <= ") == 3, found


def test_replies_go_before_notices_and_news_and_of_each_the_longest_due_first(db: Database) -> None:
    now = utcnow()

    def fill(session: Session) -> None:
        for number, (priority, ago) in enumerate([(10, 9), (5, 1), (5, 8), (0, 0), (0, 2), (0, -1)]):
            due = now - timedelta(seconds=ago)
            session.add(Outbound(channel="web", lane=f"{number}", address=f"{number}", priority=priority, due=due, payload={}))

    db.write_now(fill)

    def lanes(session: Session, limit: int) -> list[str]:
        return [row.lane for row in outbox_due(session, "web", now, limit)]

    assert db.write_now(lanes, 64) == ["4", "3", "2", "1", "0"]
    assert db.write_now(lanes, 3) == ["4", "3", "2"]


def test_a_message_of_a_priority_that_no_sender_asks_for_cannot_be_laid(db: Database) -> None:
    with pytest.raises(IntegrityError):
        db.write_now(Session.add, Outbound(channel="web", lane="1", address="1", priority=1, payload={}))


def test_a_search_is_planned_for_its_own_words_however_often_it_is_asked(pg_url: str) -> None:
    """A plan for any words takes "tin" for as rare as "wage" and looks through everything: five times as long."""
    db = Database(pg_url)

    def archive(session: Session) -> None:
        session.add(Person(id=1))
        session.flush()
        for case in range(1, SMALL + 2):
            lay(session, Petition, person_id=1, address="web:1", unit_code="many", state="new")
            lay(session, Holding, petition_id=case, unit_code="many")

    def general_plans(session: Session) -> int:
        prepared = session.connection().exec_driver_sql("SELECT statement, generic_plans FROM pg_prepared_statements").all()
        searches = [plans for statement, plans in prepared if "LIKE" in statement]
        return sum(searches) if searches else -1

    db.write_now(archive)
    for _ in range(15):
        db.write_now(messages_saying, ["wage"], {"many"}, {"many"}, None, 40)
    assert db.write_now(general_plans) == 0
    db.close()
