"""An officer gives a case to another unit, to the unit above, or refers it to an authority outside the unions."""

import re
from datetime import date

from handlers.casesteps import refer
from handlers.casework import hand_over, unit_name, up
from handlers.context import Context
from handlers.deskwork import finish, not_now, write_for
from handlers.name_search import Names
from handlers.router import Feature, May
from handlers.routing import Reason, Route
from handlers.texts import Phrase, Verbatim, Words
from handlers.voice import Button
from handlers.workplace_search import LEGAL_FORMS, WORKPLACE_WORDS
from storage.fold import clean, fold
from storage.petitions import may_follow, reachable_units
from storage.tree import UnitNode

feature = Feature()

OFFERED = 8
"""Units that are offered at once."""
REASON = 500
"""Letters of a reason, and of the name of an authority, that are kept."""
DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})")


def takers(ctx: Context) -> list[UnitNode]:
    """The units that can take the case: in force, with an officer who can be reached, and nobody the worker does not want."""
    petition, day = ctx.petition, ctx.house.day(ctx.now).date()
    units = [
        unit
        for unit in ctx.tree.valid(day)
        if unit.code != petition.unit_code and petition.excluded_unit not in {step.code for step in ctx.tree.path(unit.code)}
    ]
    reachable = reachable_units(ctx.session, [unit.code for unit in units], petition.excluded_unit)
    return [unit for unit in units if unit.code in reachable]


def nearest(ctx: Context, units: list[UnitNode]) -> list[UnitNode]:
    """Those that are likely meant: above the holder, below it, beside it, in this order."""
    holder = ctx.petition.unit_code or ""
    if holder not in ctx.tree:
        return units[:OFFERED]
    path = [unit.code for unit in ctx.tree.path(holder)]
    parent = ctx.tree.node(holder).parent
    near = {code: place for place, code in enumerate(path)}
    near |= {unit.code: 100 for unit in ctx.tree.children(holder)}
    near |= {unit.code: 200 for unit in ctx.tree.children(parent or "") if unit.code not in near}
    return sorted((unit for unit in units if unit.code in near), key=lambda unit: near[unit.code])[:OFFERED]


@feature.button("case:transfer", May.HOLDER)
def transfer(ctx: Context) -> None:
    """Ask which unit must answer."""
    if not may_follow(ctx.petition, "hand_over"):
        not_now(ctx)
        return
    _offer(ctx, Phrase("officer-transfer-where", code=ctx.petition.code), nearest(ctx, takers(ctx)))


def _offer(ctx: Context, words: Words, units: list[UnitNode]) -> None:
    rows = [[Button(Verbatim(unit.name), f"case:to:{ctx.petition.id}:{unit.code}")] for unit in units]
    write_for(ctx, "officer.unit", words, rows)


@feature.state("officer.unit", May.HOLDER)
def search_unit(ctx: Context) -> None:
    """A unit by its name."""
    units = takers(ctx)
    found = Names([(unit.name, "") for unit in units], WORKPLACE_WORDS, LEGAL_FORMS).find(ctx.text, OFFERED)
    key = "officer-transfer-found" if found else "officer-transfer-not-found"
    _offer(ctx, Phrase(key, code=ctx.petition.code), [units[place] for place, _ in found] or nearest(ctx, units))


@feature.button("case:to", May.HOLDER)
def transfer_to(ctx: Context) -> None:
    """Ask why this unit."""
    unit = ctx.args[1] if len(ctx.args) > 1 else ""
    if not may_follow(ctx.petition, "hand_over"):
        not_now(ctx)
    elif unit in {node.code for node in takers(ctx)}:
        words = Phrase("officer-transfer-why", code=ctx.petition.code, unit=unit_name(ctx, unit))
        write_for(ctx, "officer.transfer", words, unit=unit)
    else:
        # the same words for a unit without officers and one that the worker does not want to read it
        _offer(ctx, Phrase("officer-transfer-cannot", code=ctx.petition.code), nearest(ctx, takers(ctx)))


@feature.state("officer.transfer", May.HOLDER)
def give(ctx: Context) -> None:
    """The reason: the case goes to the unit that was chosen."""
    unit = str(ctx.data.get("unit"))
    if not _has_reason(ctx):
        return
    if unit not in {node.code for node in takers(ctx)}:
        _offer(ctx, Phrase("officer-transfer-cannot", code=ctx.petition.code), nearest(ctx, takers(ctx)))
        return
    _hand_over(ctx, Route(unit, Reason("desk-transferred", {"unit": unit})), "transferred")


@feature.button("case:up", May.HOLDER)
def go_up(ctx: Context) -> None:
    """Ask why the unit above must answer."""
    if not may_follow(ctx.petition, "hand_over"):
        not_now(ctx)
        return
    where = up(ctx, ctx.petition)
    if where.alarm:
        ctx.say(Phrase("officer-up-nobody", code=ctx.petition.code), about=ctx.petition.id)
    else:
        write_for(ctx, "officer.up", Phrase("officer-transfer-why", code=ctx.petition.code, unit=unit_name(ctx, where.unit)))


@feature.state("officer.up", May.HOLDER)
def climb(ctx: Context) -> None:
    """The reason: the case goes one level higher."""
    if not _has_reason(ctx):
        return
    where = up(ctx, ctx.petition)
    if where.alarm:
        finish(ctx)
        ctx.say(Phrase("officer-up-nobody", code=ctx.petition.code), about=ctx.petition.id)
        return
    _hand_over(ctx, where, "climbed")


def _has_reason(ctx: Context) -> bool:
    if not may_follow(ctx.petition, "hand_over"):
        finish(ctx)
        not_now(ctx)
        return False
    if not fold(ctx.text):
        ctx.say(Phrase("officer-reason-needed"), about=ctx.petition.id)
        return False
    return True


def _hand_over(ctx: Context, where: Route, kind: str) -> None:
    finish(ctx)
    petition, officer = ctx.petition, ctx.officer
    hand_over(ctx, petition, where, kind, officer, clean(ctx.text).strip()[:REASON], at=ctx.place.address)
    ctx.say(Phrase("officer-handed-over", code=petition.code, unit=unit_name(ctx, where.unit)), about=petition.id)


@feature.button("case:refer", May.HOLDER)
def write_reference(ctx: Context) -> None:
    """Ask for the authority, the document number and its date."""
    if may_follow(ctx.petition, "refer"):
        write_for(ctx, "officer.refer", Phrase("officer-refer-body", code=ctx.petition.code), given=[])
    else:
        not_now(ctx)


@feature.state("officer.refer", May.HOLDER)
def reference(ctx: Context) -> None:
    """One after another, or all three in one line with semicolons."""
    if not may_follow(ctx.petition, "refer"):
        finish(ctx)
        not_now(ctx)
        return
    parts = [part.strip()[:REASON] for part in clean(ctx.text).split(";") if part.strip()]
    given = [*ctx.data.get("given", []), *parts][:3]
    if len(given) == 3 and (day := _day(given[2], ctx.house.day(ctx.now).date())) is not None:
        finish(ctx)
        refer(ctx, ctx.petition, ctx.officer, body=given[0], number=given[1], day=day, at=ctx.place.address)
        ctx.say(Phrase("officer-referred", code=ctx.petition.code, body=Verbatim(given[0])), about=ctx.petition.id)
        return
    wrong_day, given = len(given) == 3, given[:2]
    keys = ("officer-refer-body", "officer-refer-number", "officer-refer-wrong-day" if wrong_day else "officer-refer-day")
    write_for(ctx, "officer.refer", Phrase(keys[len(given)], code=ctx.petition.code), given=given)


def _day(text: str, today: date) -> str | None:
    """The date of a document as it is kept, 5/6/2026; None when it is none, or one that is yet to come."""
    if fold(text) in {"hom nay", "today"}:
        return f"{today.day}/{today.month}/{today.year}"
    match = DAY.search(text)
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups())
    try:
        written = date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
    return f"{written.day}/{written.month}/{written.year}" if written <= today else None
