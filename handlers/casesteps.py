"""What an officer makes happen to a case without a word to the worker of their own: take, note, refer, close."""

from handlers.answering import points_count, rating_buttons
from handlers.casework import event, tell_author, unit_name, why
from handlers.desk import desks_for, refresh, tell_desks
from handlers.texts import Phrase, Verbatim
from handlers.voice import Voice
from storage.models import CaseMessage, Officer, Petition
from storage.petitions import step


def take(voice: Voice, petition: Petition, officer: Officer, words: str, *, at: str | None = None) -> None:
    """An officer takes a case, and everybody else at the desks sees it (but the chat `at`). `words`: why from a colleague.

    The row of the case is locked by whoever asks, so that of two who press at once one comes second. Raises NotNow.
    """
    former = voice.session.get(Officer, petition.officer_id) if petition.officer_id is not None else None
    step(petition, "take")
    petition.officer_id = officer.id
    event(voice, petition, "taken", officer_id=officer.id, details={"words": words, "from": former.id if former else None})
    refresh(voice, petition)
    name = Verbatim(officer.name)
    if former is None or former.ended is not None:
        tell_desks(voice, petition, Phrase("told-taken", code=petition.code, officer=name), but=at)
        tell_author(
            voice, petition, Phrase("author-taken", code=petition.code, unit=unit_name(voice, petition.unit_code or ""))
        )  # fmt: skip
        return
    told = Phrase("told-taken-over", code=petition.code, officer=name, former=Verbatim(former.name), why=why(words))
    tell_desks(voice, petition, told, but=at)
    if former.address not in {desk.address for desk in desks_for(voice.session, petition)}:
        voice.send(former.address, told, about=petition.id)


def note(voice: Voice, petition: Petition, said: CaseMessage, officer: Officer, *, at: str | None = None) -> None:
    """What officers tell each other about a case; the worker never reads it."""
    event(voice, petition, "noted", officer_id=officer.id, message_id=said.id)
    text = Verbatim(said.text) if said.text else Phrase("author-files-only")
    tell_desks(
        voice, petition, Phrase("told-noted", code=petition.code, officer=Verbatim(officer.name), text=text), but=at
    )  # fmt: skip


def refer(
    voice: Voice, petition: Petition, officer: Officer, *, body: str, number: str, day: str, at: str | None = None
) -> None:
    """The case goes to an authority outside the unions; the unit keeps it and follows it. Raises NotNow.

    body: its name; number, day: of the document it was sent with (day as people write it, 5/6/2026).
    """
    step(petition, "refer")
    if petition.officer_id is None:
        petition.officer_id = officer.id
    event(voice, petition, "referred", officer_id=officer.id, details={"body": body, "number": number, "day": day})
    refresh(voice, petition)
    outside = {"body": Verbatim(body), "number": Verbatim(number), "day": Verbatim(day), "code": petition.code}
    tell_desks(voice, petition, Phrase("told-referred", officer=Verbatim(officer.name), **outside), but=at)
    tell_author(voice, petition, Phrase("author-referred", unit=unit_name(voice, petition.unit_code or ""), **outside))


def close(voice: Voice, petition: Petition, officer: Officer, *, at: str | None = None) -> None:
    """A case that was answered or referred is over; the worker may rate it or have it opened again. Raises NotNow."""
    step(petition, "close")
    petition.closed = voice.now
    event(voice, petition, "closed", officer_id=officer.id)
    refresh(voice, petition)
    tell_desks(voice, petition, Phrase("told-closed", code=petition.code, officer=Verbatim(officer.name)), but=at)
    tell_author(voice, petition, Phrase("author-closed", code=petition.code), rating_buttons(petition))
    points_count(voice, petition)
