"""A role that ends: what its officer had goes back to the desk, or on to the unit above if nobody is left."""

from handlers import onlookers
from handlers.casework import alarm, event, hand_over, up
from handlers.desk import refresh, tell_desks
from handlers.texts import Phrase, Verbatim
from handlers.voice import Voice
from storage.casework import cases_taken_by, desk_at, desks_of, officers_of, open_cases
from storage.models import Officer, Petition
from storage.petitions import reachable_units, step


def end_role(voice: Voice, officer: Officer) -> None:
    """A role ends: its chat is no desk any more, what it had taken is free again, what nobody can answer passes on.

    A group that was a desk of the unit gets no new card until an officer says who sits in it. Harmless when called twice.
    """
    if officer.ended is not None:
        return
    officer.ended = voice.now
    voice.session.flush()
    if officer.role != "officer":
        return
    still = any(
        other.person_id == officer.person_id and other.role == "officer"
        for other in officers_of(voice.session, officer.unit_code)
    )
    own = desk_at(voice.session, officer.unit_code, officer.address)
    if own is not None and not own.group and not still:
        own.closed = True
    for desk in desks_of(voice.session, officer.unit_code):
        if desk.group and not still:
            onlookers.role_ended(voice, desk, officer.address)
    contact = voice.contact_of(officer.address)
    if contact is not None and (contact.state or "").startswith("officer."):
        contact.state, contact.data, contact.choices = None, {}, []
    for petition in cases_taken_by(voice.session, officer.id):
        _release(voice, petition, officer)
    if not reachable_units(voice.session, [officer.unit_code], None):
        _pass_on(voice, officer.unit_code)


def _release(voice: Voice, petition: Petition, officer: Officer) -> None:
    step(petition, "release")
    petition.officer_id = None
    event(voice, petition, "released", officer_id=officer.id)
    tell_desks(voice, petition, Phrase("told-released", code=petition.code, officer=Verbatim(officer.name)))
    refresh(voice, petition)


def _pass_on(voice: Voice, unit: str) -> None:
    """The open cases of a unit where nobody can be reached any more go one level higher."""
    for petition in open_cases(voice.session, unit):
        where = up(voice, petition)
        if where.unit == unit:
            alarm(voice, petition)
        else:
            hand_over(voice, petition, where, "role_ended", None, "")
