"""What can happen to a case, whoever asks: opened, handed over, told about. Desks and the clock both call it."""

import hashlib
from typing import Any

from handlers.desk import announce, desks_to_tell, refresh, send_files, tell_desk, tell_desks
from handlers.routing import Reason, Route, Workplace, next_up, route
from handlers.texts import Phrase, Verbatim, Words
from handlers.voice import REPLY, Rows, Voice
from storage.case_view import case_view
from storage.casework import (
    admins,
    linked_addresses,
    running_holdings,
)
from storage.codes import case_code, new_code
from storage.database import lay
from storage.models import CaseMessage, Holding, Officer, Person, Petition, PetitionEvent
from storage.petitions import Relation, reachable_units, step


def new_secret() -> str:
    """Sixty random bits, to open a case from another address: `ABCD-EFGH-JKLM`."""
    letters = new_code(12)
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def secret_hash(code: str, secret: str) -> str:
    """What is kept of a secret. Both may be typed in small letters, with or without hyphens."""
    plain = f"{code}:{secret}".upper().replace("-", "").replace(" ", "")
    return hashlib.sha256(plain.encode()).hexdigest()


def route_of(voice: Voice, petition: Petition) -> Route:
    """Where a case goes as it stands now, and why; a draft is asked the same way for its preview."""
    tree = voice.tree
    workplace = _workplace(petition)
    day = voice.house.day(voice.now).date()
    starts = [petition.workplace_unit] if petition.workplace_unit else []
    if petition.workplace_commune:
        starts += [unit.code for unit in tree.covers(petition.workplace_commune, day)]
    path = {unit.code for start in starts if start in tree for unit in tree.path(start)} | {tree.root.code}
    return route(
        voice.house.routing, tree, day, workplace,
        topic=petition.topic, kind=petition.kind, flags=frozenset({"urgent"} if petition.urgent else ()),
        excluded=_excluded(petition), reachable=reachable_units(voice.session, path, petition.excluded_unit),
    )  # fmt: skip


def _workplace(petition: Petition) -> Workplace:
    said = petition.workplace_said
    if said == "unit" and petition.workplace_unit:
        return Workplace(said="unit", unit=petition.workplace_unit)
    if said == "commune" and petition.workplace_commune:
        return Workplace(said="commune", commune=petition.workplace_commune)
    return Workplace(said="none" if said == "none" else "unsaid", commune=petition.workplace_commune)


def _excluded(petition: Petition) -> frozenset[str]:
    return frozenset({petition.excluded_unit} if petition.excluded_unit else ())


def open_case(voice: Voice, petition: Petition) -> str:
    """A draft becomes a case: code, secret, holder, cards. Returns the secret, which is kept only as a hash."""
    step(petition, "submit")
    petition.code = case_code(petition.id)
    secret = new_secret()
    petition.secret_hash = secret_hash(petition.code, secret)
    petition.submitted = voice.now
    _hold(voice, petition, route_of(voice, petition))
    event(voice, petition, "opened", unit_to=petition.unit_code)
    announce(voice, petition)
    return secret


def _hold(voice: Voice, petition: Petition, where: Route) -> None:
    petition.unit_code, petition.holder_since, petition.officer_id = where.unit, voice.now, None
    petition.reason, petition.touched = kept_reason(where.reason), voice.now
    lay(voice.session, Holding, petition_id=petition.id, unit_code=where.unit, since=voice.now)
    if where.alarm:
        alarm(voice, petition)


def kept_reason(reason: Reason) -> dict[str, Any]:
    """A reason as it is kept with the case."""
    return {"key": reason.key, "args": dict(reason.args)}


def event(voice: Voice, petition: Petition, kind: str, **values: Any) -> None:
    """Write down what happened to a case."""
    petition.touched = voice.now
    lay(voice.session, PetitionEvent, petition_id=petition.id, kind=kind, at=voice.now, **values)


def hand_over(
    voice: Voice, petition: Petition, where: Route, kind: str, officer: Officer | None, words: str, *, at: str | None = None
) -> None:
    """Give a case to another unit, and tell the author and both desks (but not the chat `at`, where it was done).

    kind: transferred | climbed | reopened | role_ended; `words` say why, the worker reads them ("" for none).
    Raises NotNow when nothing can be handed over any more.
    """
    step(petition, "reopen" if kind == "reopened" else "hand_over")
    left = petition.unit_code
    for holding in running_holdings(voice.session, petition.id):
        holding.until = voice.now
    refresh(voice, petition, given_away=True)
    told = Phrase("told-handed-over", code=petition.code, unit=unit_name(voice, where.unit), why=why(words))
    tell_desks(voice, petition, told, but=at)
    _hold(voice, petition, where)
    event(
        voice, petition, kind, unit_from=left, unit_to=where.unit,
        officer_id=officer.id if officer else None, details={"words": words},
    )  # fmt: skip
    announce(voice, petition)
    tell_author(
        voice, petition,
        Phrase(f"author-{kind}", code=petition.code, unit=unit_name(voice, where.unit), why=why(words)),
    )  # fmt: skip


def why(words: str) -> Words:
    """A reason behind a sentence, nothing if there is none."""
    return Phrase("because", words=Verbatim(words)) if words else Verbatim("")


def unit_name(voice: Voice, code: str) -> Words:
    """The name of a unit."""
    return Verbatim(voice.tree.node(code).name if code in voice.tree else code)


def up(voice: Voice, petition: Petition) -> Route:
    """Where a case goes when it goes one level higher."""
    assert petition.unit_code is not None
    path = [unit.code for unit in voice.tree.path(petition.unit_code)]
    return next_up(
        voice.tree, voice.house.day(voice.now).date(), petition.unit_code,
        excluded=_excluded(petition), reachable=reachable_units(voice.session, path, petition.excluded_unit),
    )  # fmt: skip


def tell_author(
    voice: Voice, petition: Petition, words: Words, buttons: Rows = (), kind: str = "note", said: int | None = None
) -> None:
    """Tell the worker, at the address the case came from; if nothing reaches it any more, where it was opened later.

    said: the CaseMessage that this carries.
    """
    for address in author_addresses(voice, petition):
        voice.send(address, words, buttons, about=petition.id, kind=kind, priority=REPLY, said=said)


def author_addresses(voice: Voice, petition: Petition) -> list[str]:
    """Where the worker is told."""
    person = voice.session.get(Person, petition.person_id)
    for address in (person.answers_to if person else None, petition.address):
        contact = voice.contact_of(address) if address else None
        if contact is not None and not contact.gone:
            return [contact.address]
    return linked_addresses(voice.session, petition.id) or [petition.address]


def worker_replied(voice: Voice, petition: Petition, said: CaseMessage) -> None:
    """The worker wrote again in a case that is with a desk: a question is answered by it, and every desk reads it."""
    if petition.state == "asked":
        step(petition, "reply")
        if petition.officer_id is None:
            step(petition, "release")
    voice.session.flush()
    event(voice, petition, "replied", message_id=said.id)
    refresh(voice, petition)
    view = case_view(voice.session, petition, Relation.HOLDER)
    read = next((one for one in view.said if one.id == said.id), None)
    if read is None:
        return
    if read.text:
        told = Phrase("told-worker-replied", code=view.code, text=Verbatim(read.text))
    else:
        told = Phrase("told-worker-files", code=view.code)
    for desk in desks_to_tell(voice, petition):
        tell_desk(voice, desk, view, told)
        for file in read.files:
            send_files(voice, desk, view, only=file.id)


def alarm(voice: Voice, petition: Petition) -> None:
    """Nobody can be reached for a case: tell every admin, without a word of it."""
    for address in admin_addresses(voice):
        voice.send(address, Phrase("admin-alarm-nobody", code=petition.code or ""))


def admin_addresses(voice: Voice, unit: str | None = None) -> list[str]:
    """The addresses of the admins of a unit (those of the units above included), or of all."""
    above = {node.code for node in voice.tree.path(unit)} if unit else None
    return sorted({admin.address for admin in admins(voice.session) if above is None or admin.unit_code in above})
