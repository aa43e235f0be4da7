"""What the author does with the own case once a desk has it: adds, changes, rates, has it opened again, withdraws it."""

from datetime import timedelta

from handlers.casework import (
    admin_addresses,
    alarm,
    event,
    hand_over,
    kept_reason,
    new_secret,
    secret_hash,
    unit_name,
    up,
    worker_replied,
)
from handlers.desk import desks_for, refresh, send_files, tell_desks
from handlers.drafts import covered
from handlers.masking import cover, traces
from handlers.routing import Route
from handlers.texts import Phrase, Verbatim
from handlers.voice import Voice
from storage.case_view import case_view
from storage.casework import files_of
from storage.drafts import RISKY
from storage.fold import fold
from storage.following import drop_notices
from storage.models import CaseMessage, Petition, Revision
from storage.petitions import Relation, may_follow, step


def shield(voice: Voice, petition: Petition, said: CaseMessage) -> None:
    """Cover and hold back in something new what may tell who an anonymous author is, before any desk reads it (P3).

    There is no preview of what is added: so it is covered first, and shown only if the author wants that (`uncover`).
    """
    said.masked_text = covered(petition, said.text)
    if petition.anonymous and traces(said.text):
        said.masked_text = cover(said.text)
    for file in files_of(voice.session, said.id):
        file.allowed = file.allowed and not (petition.anonymous and file.kind in RISKY)


def add(voice: Voice, petition: Petition, said: list[CaseMessage]) -> None:
    """What the author said belongs to the case now: its desks read it; pictures without words follow the first silently."""
    first = True
    for part in said:
        if not part.text and not any(file.allowed for file in files_of(voice.session, part.id)):
            continue  # all of it waits for the author's agreement
        if first or part.text:
            worker_replied(voice, petition, part)
        else:
            add_files(voice, petition, part)
        first = False


def add_files(voice: Voice, petition: Petition, said: CaseMessage) -> None:
    """Lay the files of something said before the desks of the case; those still on their way follow when they are here."""
    voice.session.flush()
    refresh(voice, petition)
    view = case_view(voice.session, petition, Relation.HOLDER)
    for file in next((one.files for one in view.said if one.id == said.id), ()):
        for desk in desks_for(voice.session, petition):
            send_files(voice, desk, view, only=file.id)


def allow_files(voice: Voice, petition: Petition, said: CaseMessage) -> None:
    """The author agrees that files that may tell who sent them go to the desk. Harmless when called twice."""
    held = [file for file in files_of(voice.session, said.id) if not file.allowed]
    for file in held:
        file.allowed = True
    if held and said.text:
        add_files(voice, petition, said)
    elif held:
        worker_replied(voice, petition, said)


def uncover(voice: Voice, petition: Petition, said: CaseMessage) -> None:
    """The author wants the desk to read names and numbers in something they added."""
    open_text = covered(petition, said.text)
    if said.masked_text == open_text:
        return
    said.masked_text = open_text
    voice.session.flush()
    tell_desks(voice, petition, Phrase("told-uncovered", code=petition.code, text=Verbatim(read_by_desk(petition, said))))
    refresh(voice, petition)


def read_by_desk(petition: Petition, said: CaseMessage) -> str:
    """What a desk reads of something said, as in storage/case_view.py."""
    hidden = petition.masked or petition.anonymous
    return said.masked_text if hidden and said.masked_text is not None else said.text


def revise(voice: Voice, petition: Petition, said: CaseMessage, text: str) -> bool:
    """The author edited something the desk may have read: the old words are kept, the desk is told both (T6).

    text: cleaned. False when it says what it said before, or when the case was withdrawn: then nothing is done.
    """
    if text == said.text or petition.state == "withdrawn":
        return False
    old, before = read_by_desk(petition, said), set(traces(said.text))
    was_covered = said.masked_text is not None and said.masked_text == cover(said.text)
    voice.session.add(Revision(message_id=said.id, text=said.text, replaced=voice.now))
    said.text, said.folded, said.revised = text, fold(text), voice.now
    said.masked_text = covered(petition, text)
    found = set(traces(text))
    if petition.anonymous and found and (was_covered or found - before):
        said.masked_text = cover(text)
    voice.session.flush()
    event(voice, petition, "edited_by_author", message_id=said.id)
    told = Phrase("told-author-edited", code=petition.code, old=Verbatim(old), new=Verbatim(read_by_desk(petition, said)))
    tell_desks(voice, petition, told)
    refresh(voice, petition)
    return True


def mark_urgent(voice: Voice, petition: Petition) -> bool:
    """Words of danger came in an open case: its desks are told first of all; False when it was urgent before."""
    if petition.urgent:
        return False
    petition.urgent = True
    voice.session.flush()
    event(voice, petition, "urgent")
    tell_desks(voice, petition, Phrase("told-urgent", code=petition.code))
    refresh(voice, petition)
    return True


def withdraw(voice: Voice, petition: Petition) -> None:
    """The author takes the case back; what was read stays known. Raises NotNow."""
    step(petition, "withdraw")
    petition.closed = voice.now
    drop_notices(voice.session, petition.id)
    event(voice, petition, "withdrawn", unit_from=petition.unit_code)
    tell_desks(voice, petition, Phrase("told-withdrawn", code=petition.code))
    refresh(voice, petition)


def rate(voice: Voice, petition: Petition, points: int) -> None:
    """How the author finds the answer, 1 to 5; may be changed, and the desks learn the number only (R8)."""
    if petition.rating == points:
        return
    petition.rating = points
    event(voice, petition, "rated", details={"points": points})
    tell_desks(voice, petition, Phrase("told-rated", code=petition.code, points=points))


def can_reopen(voice: Voice, petition: Petition) -> bool:
    """Whether the case is answered or closed and was not reopened too often."""
    return may_follow(petition, "reopen") and petition.reopened < voice.house.desk.reopen_at_most


def reopen(voice: Voice, petition: Petition, said: list[CaseMessage]) -> None:
    """The author is not satisfied: the case goes one level higher, at the top it stays and the admins are told. Raises NotNow.

    said: why, in the author's words, new in this case; the unit that loses it does not read them.
    """
    where = up(voice, petition)
    for part in said:
        # a former holder reads up to the moment it gave the case away
        part.created = voice.now + timedelta(microseconds=1)
    voice.session.flush()
    if where.unit == petition.unit_code:
        _reopen_here(voice, petition, where, said)
    else:
        hand_over(voice, petition, where, "reopened", None, "")
    petition.reopened, petition.closed = petition.reopened + 1, None


def _reopen_here(voice: Voice, petition: Petition, where: Route, said: list[CaseMessage]) -> None:
    step(petition, "reopen")
    petition.officer_id, petition.reason = None, kept_reason(where.reason)
    event(voice, petition, "reopened", unit_from=petition.unit_code, unit_to=petition.unit_code)
    tell_desks(voice, petition, Phrase("told-reopened-here", code=petition.code))
    if said:
        add(voice, petition, said)
    refresh(voice, petition)
    top = Phrase("admin-reopened-here", code=petition.code, unit=unit_name(voice, petition.unit_code or ""))
    for address in admin_addresses(voice):
        voice.send(address, top)
    if not desks_for(voice.session, petition):
        alarm(voice, petition)


def renew_secret(voice: Voice, petition: Petition) -> str:
    """A new secret for the case; the old one opens nothing any more. It is kept only as a hash, so it is said once (P7)."""
    assert petition.code is not None
    secret = new_secret()
    petition.secret_hash = secret_hash(petition.code, secret)
    event(voice, petition, "secret_renewed")
    return secret
