"""What can happen to a case, whoever asks: opened, handed over, told about. Desks and the clock both call it."""

import hashlib
import secrets
from typing import Any

from sqlmodel import col, select

from handlers.desk import announce, refresh
from handlers.routing import Reason, Route, Workplace, next_up, route
from handlers.texts import Phrase, Words
from handlers.voice import REPLY, Rows, Voice
from storage.database import lay
from storage.models import Holding, Officer, Petition, PetitionAddress, PetitionEvent
from storage.petitions import reachable_units, step

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0, O, 1, I: a code is read out on the telephone."""


def new_code(length: int) -> str:
    """A random code of letters and digits that cannot be mistaken for each other."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_secret() -> str:
    """Sixty random bits, to open a case from another address: `ABCD-EFGH-JKLM`."""
    return "-".join(new_code(4) for _ in range(3))


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
    petition.code = _free_code(voice)
    secret = new_secret()
    petition.secret_hash = secret_hash(petition.code, secret)
    petition.submitted = voice.now
    _hold(voice, petition, route_of(voice, petition))
    event(voice, petition, "opened", unit_to=petition.unit_code)
    announce(voice, petition)
    return secret


def _free_code(voice: Voice) -> str:
    for length in (4, 4, 5, 5, 6, 6, 7):
        code = new_code(length)
        if voice.session.exec(select(Petition.id).where(Petition.code == code)).first() is None:
            return code
    raise LookupError("No free code was found.")


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


def hand_over(voice: Voice, petition: Petition, where: Route, kind: str, officer: Officer | None, words: str) -> None:
    """Give a case to another unit. kind: transferred | climbed | reopened | role_ended; `words` say why, the worker reads them.

    Raises NotNow when nothing can be handed over any more.
    """
    step(petition, "reopen" if kind == "reopened" else "hand_over")
    left = petition.unit_code
    for holding in voice.session.exec(select(Holding).where(Holding.petition_id == petition.id, col(Holding.until).is_(None))):
        holding.until = voice.now
    refresh(voice, petition, given_away=True)
    _hold(voice, petition, where)
    event(
        voice, petition, kind, unit_from=left, unit_to=where.unit,
        officer_id=officer.id if officer else None, details={"words": words},
    )  # fmt: skip
    announce(voice, petition)


def up(voice: Voice, petition: Petition) -> Route:
    """Where a case goes when it goes one level higher."""
    assert petition.unit_code is not None
    path = [unit.code for unit in voice.tree.path(petition.unit_code)]
    return next_up(
        voice.tree, voice.house.day(voice.now).date(), petition.unit_code,
        excluded=_excluded(petition), reachable=reachable_units(voice.session, path, petition.excluded_unit),
    )  # fmt: skip


def tell_author(voice: Voice, petition: Petition, words: Words, buttons: Rows = (), kind: str = "note") -> None:
    """Tell the worker, at the address the case came from; if nothing reaches it any more, where it was opened later."""
    for address in author_addresses(voice, petition):
        voice.send(address, words, buttons, about=petition.id, kind=kind, priority=REPLY)


def author_addresses(voice: Voice, petition: Petition) -> list[str]:
    """Where the worker is told."""
    contact = voice.contact_of(petition.address)
    if contact is not None and not contact.gone:
        return [petition.address]
    linked = voice.session.exec(select(PetitionAddress.address).where(PetitionAddress.petition_id == petition.id)).all()
    return list(linked) or [petition.address]


def alarm(voice: Voice, petition: Petition) -> None:
    """Nobody can be reached for a case: tell every admin, without a word of it."""
    for address in admin_addresses(voice):
        voice.send(address, Phrase("admin-alarm-nobody", code=petition.code or ""))


def admin_addresses(voice: Voice, unit: str | None = None) -> list[str]:
    """The addresses of the admins of a unit (those of the units above included), or of all."""
    query = select(Officer).where(Officer.role == "admin", col(Officer.ended).is_(None))
    above = {node.code for node in voice.tree.path(unit)} if unit else None
    return sorted({admin.address for admin in voice.session.exec(query) if above is None or admin.unit_code in above})
