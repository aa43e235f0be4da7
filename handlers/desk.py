"""The desk of a unit: which chats get a card, when, and what a card looks like."""

from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.cards import card_buttons, card_words, digest_buttons, digest_words, topic_name
from handlers.house import House
from handlers.texts import Words
from handlers.voice import NOTICE, Rows, Voice
from storage.cards import cards_of
from storage.case_view import CaseView, case_view
from storage.casework import desk_at, desks_of, desks_with_notices, notice_waits, notices_of, officers_of
from storage.database import ring
from storage.models import Desk, Notice, Officer, Petition
from storage.petitions import Relation

NOTICES_BELL = "notices"
DIGEST = 30
"""How many cases one digest names at most: it must stay readable, and Telegram takes 100 buttons."""


def announce(voice: Voice, petition: Petition) -> None:
    """Lay the card of a case before every desk of its unit: at once where the pace allows it, else with the next digest."""
    view = case_view(voice.session, petition, Relation.HOLDER)
    for desk in _desks_of_case(voice.session, petition):
        if desk.card_due <= voice.now and not desk.paused:
            send_card(voice, desk, view)
            _pace(voice, desk)
        else:
            _let_wait(voice, desk, petition)


def _let_wait(voice: Voice, desk: Desk, petition: Petition) -> None:
    voice.session.add(Notice(desk_id=desk.id, petition_id=petition.id, urgent=petition.urgent, created=voice.now))
    ring(voice.session, NOTICES_BELL)


def desks_for(session: Session, petition: Petition) -> list[Desk]:
    """The desks that may read a case now: of its unit, no group whose list waits, nobody of the excluded unit at them."""
    return [desk for desk in _desks_of_case(session, petition) if not desk.paused]


def desks_to_tell(voice: Voice, petition: Petition) -> list[Desk]:
    """The same; a group whose list waits gets the card of the case, with all that was said, when the list is confirmed."""
    desks = _desks_of_case(voice.session, petition)
    for desk in desks:
        if desk.paused and not notice_waits(voice.session, desk.id, petition.id):
            _let_wait(voice, desk, petition)
    return [desk for desk in desks if not desk.paused]


def _desks_of_case(session: Session, petition: Petition) -> list[Desk]:
    assert petition.unit_code is not None
    desks = desks_of(session, petition.unit_code)
    if petition.excluded_unit is None:
        return desks
    seated = {officer.person_id for officer in officers_of(session, petition.excluded_unit)}
    both = {officer.address for officer in officers_of(session, petition.unit_code) if officer.person_id in seated}
    # nobody knows who reads along in a group: one of them among the unit's officers is enough to keep the case out
    return [desk for desk in desks if not (both if desk.group else desk.address in both)]


def _pace(voice: Voice, desk: Desk) -> None:
    limits = voice.limits(desk.address)
    desk.card_due = voice.now + timedelta(seconds=limits.group_pace if desk.group else limits.pace)


def send_card(voice: Voice, desk: Desk, view: CaseView) -> None:
    """Lay one card, and the files of the case behind it, before one desk."""
    tell_desk(voice, desk, view, card_words(voice.house, view), buttons_at(desk, view), kind="card")
    send_files(voice, desk, view)


def buttons_at(desk: Desk, view: CaseView) -> Rows:
    """What may be done with a case from a card at this desk; a group sees one card together, whoever of them has the case."""
    return card_buttons(view, own=not desk.group and desk.address == view.taken_at)


def send_files(voice: Voice, desk: Desk, view: CaseView, only: int | None = None) -> None:
    """Lay the files of a case before a desk, under neutral names; `only` one of them, which has just come in."""
    files = [file for said in view.said for file in said.files if file.state == "here" and only in (None, file.id)]
    for number, file in enumerate(files, start=1):
        topic = {"id": view.id, "name": topic_name(voice.house, view)} if desk.topics else None
        payload = {"file": file.id, "name": f"{view.code}-{number}", "topic": topic}
        voice.lay(desk.address, {k: v for k, v in payload.items() if v}, view.id, "file", NOTICE)


def tell_desk(voice: Voice, desk: Desk, view: CaseView, words: Words, buttons: Rows = (), kind: str = "note") -> None:
    """Say something about a case at one desk, in the case's own forum topic where the group has topics."""
    topic = {"id": view.id, "name": topic_name(voice.house, view)} if desk.topics else None
    voice.send(desk.address, words, buttons, about=view.id, kind=kind, topic=topic)


def tell_desks(voice: Voice, petition: Petition, words: Words, buttons: Rows = (), *, but: str | None = None) -> None:
    """Say something about a case at every desk of the unit that holds it, except at the address `but`."""
    view = case_view(voice.session, petition, Relation.HOLDER)
    for desk in desks_to_tell(voice, petition):
        if desk.address != but:
            tell_desk(voice, desk, view, words, buttons)


def refresh(voice: Voice, petition: Petition, *, given_away: bool = False) -> None:
    """Bring the cards of a case up to date where they hang; `given_away`: the unit loses it, its cards lose their buttons."""
    # what the author says about the unit that loses the case is younger than this moment
    given = (Relation.FORMER, voice.now) if given_away else (Relation.HOLDER, None)
    view = case_view(voice.session, petition, *given)
    words = card_words(voice.house, view, given_away=given_away)
    for desk in desks_for(voice.session, petition):
        buttons: Rows = () if given_away else buttons_at(desk, view)
        for card in cards_of(voice.session, view.id, desk.address):
            if card.sent_id is not None:
                voice.send(desk.address, words, buttons, about=view.id, kind="edit", replaces=card.sent_id)
            elif card.state == "pending":
                card.payload = {**card.payload, **voice.payload(desk.address, words, buttons)}


def word_notices(session: Session, house: House, now: datetime) -> datetime | None:
    """Word what waits for each desk whose pace allows it: one card, or one digest. Returns when the next may go, if any."""
    voice = Voice(session, house, now)
    upcoming: datetime | None = None
    for desk in desks_with_notices(session):
        if desk.card_due > now:
            upcoming = min(upcoming or desk.card_due, desk.card_due)
            continue
        _word_for(voice, desk)
        _pace(voice, desk)
    return upcoming


def _word_for(voice: Voice, desk: Desk) -> None:
    views: list[CaseView] = []
    for notice in notices_of(voice.session, desk.id, DIGEST):
        petition = voice.session.get(Petition, notice.petition_id)
        voice.session.delete(notice)
        # it may have moved on while it waited
        known = {view.id for view in views}
        if petition is not None and petition.id not in known and desk.id in {d.id for d in desks_for(voice.session, petition)}:
            views.append(case_view(voice.session, petition, Relation.HOLDER))
    if len(views) == 1:
        send_card(voice, desk, views[0])
    elif views:
        voice.send(desk.address, digest_words(voice.house, views), digest_buttons(views), kind="digest")


def private_desk(session: Session, officer: Officer) -> None:
    """An officer's own chat becomes a desk of the unit."""
    existing = desk_at(session, officer.unit_code, officer.address)
    if existing is None:
        session.add(Desk(unit_code=officer.unit_code, address=officer.address, card_due=officer.since))
    else:
        existing.closed = False
