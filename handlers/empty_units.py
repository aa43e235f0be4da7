"""Workplaces that nobody answers for: their admins hear it once, and again only when something changed (R3)."""

import hashlib
from collections.abc import Sequence

from handlers.texts import Phrase, Verbatim
from handlers.voice import Voice, button
from storage.casework import admins, unreachable
from storage.models import Setting
from storage.officers import answered_units
from storage.tree import UnitNode

TOLD = "empty_units"
"""The setting that remembers what each admin was told last: address and a digest of the units."""
NAMED = 8


def tell_of_empty_units(voice: Voice) -> None:
    """One message to each admin who looks after units at the bottom of the tree without an officer who can be reached."""
    empty = _empty_leaves(voice)
    setting = voice.session.get(Setting, TOLD, with_for_update=True)
    before = setting.value if setting else {}
    now: dict[str, str] = {}
    for address, tops in _admins(voice).items():
        mine = [unit for unit in empty if tops & {step.code for step in voice.tree.path(unit.code)}]
        if not mine:
            continue
        now[address] = hashlib.sha256(" ".join(unit.code for unit in mine).encode()).hexdigest()
        if now[address] != before.get(address):
            voice.send(address, _words(voice, address, mine), [[button("button-admin-empty", "admin:empty:0")]])
    if setting is None:
        voice.session.add(Setting(name=TOLD, value=now))
    elif now != before:
        setting.value = now


def _empty_leaves(voice: Voice) -> list[UnitNode]:
    tree, day = voice.tree, voice.house.day(voice.now).date()
    answered = answered_units(voice.session)
    return [
        unit
        for unit in tree.valid(day)
        if not answered[unit.code] and not any(below.in_force(day) for below in tree.children(unit.code))
    ]


def _admins(voice: Voice) -> dict[str, set[str]]:
    """The units of each admin who can be reached, by address."""
    found: dict[str, set[str]] = {}
    for role in admins(voice.session):
        found.setdefault(role.address, set()).add(role.unit_code)
    away = unreachable(voice.session, found)
    return {address: tops for address, tops in found.items() if address not in away}


def _words(voice: Voice, address: str, units: Sequence[UnitNode]) -> Phrase:
    names = [unit.name for unit in units[:NAMED]]
    contact = voice.contact_of(address)
    if len(units) > NAMED:
        language = contact.language if contact else voice.house.texts.languages[0]
        names.append(voice.house.texts.say(language, Phrase("admin-units-more", count=len(units) - NAMED)))
    return Phrase("admin-empty-units", count=len(units), names=Verbatim("\n".join(names)))
