"""The admin's view of the own subtree: which units have officers, which have none, how many cases lie where."""

from datetime import datetime, timedelta

from handlers.casework import unit_name
from handlers.context import Context
from handlers.finding import attend
from handlers.name_search import Names
from handlers.router import Feature, May
from handlers.subtree import FIND, look, own_units, unit_asked
from handlers.texts import Phrase, Verbatim
from handlers.unit_page import show_unit
from handlers.voice import Button, Rows, button
from handlers.workplace_search import LEGAL_FORMS, WORKPLACE_WORDS
from handlers.workplaces import short_name
from storage.models import Inbound
from storage.officers import answered_units, case_counts
from storage.petitions import STEPS
from storage.tree import ROOT, UnitNode

feature = Feature()

UNITS = 6
"""On one page: with the buttons below them they fit on the screen of a telephone."""
LASTS = timedelta(hours=1)
"""Whoever looked at units longer ago may write about something else."""


@feature.command("officers", May.ADMIN, private=True)
def overview(ctx: Context) -> None:
    """All units of the admin, page by page."""
    _show_list(ctx, 0, only_empty=False)


@feature.button("admin:list", May.ADMIN, private=True)
def list_all(ctx: Context) -> None:
    """A page of all units."""
    _show_list(ctx, _number(ctx), only_empty=False)


@feature.button("admin:empty", May.ADMIN, private=True)
def list_empty(ctx: Context) -> None:
    """A page of the units that nobody answers for."""
    _show_list(ctx, _number(ctx), only_empty=True)


def _number(ctx: Context) -> int:
    given = ctx.args[0] if ctx.args else ""
    return int(given) if given.isdecimal() and len(given) < 6 else 0


def _show_list(ctx: Context, page: int, *, only_empty: bool) -> None:
    look(ctx)
    everything, answered = own_units(ctx), answered_units(ctx.session)
    empty = [unit for unit in everything if not answered[unit.code]]
    units = empty if only_empty else everything
    last = max(0, (len(units) - 1) // UNITS)
    page = min(page, last)
    words = Phrase(
        "admin-empty" if only_empty else "admin-overview", units=len(everything),
        answered=len(everything) - len(empty), empty=len(empty), page=page + 1, pages=last + 1,
    )  # fmt: skip
    rows = [[_unit_button(ctx, unit, answered[unit.code])] for unit in units[page * UNITS : (page + 1) * UNITS]]
    name = "empty" if only_empty else "list"
    turn = [button("button-admin-back", f"admin:{name}:{page - 1}")] if page else []
    turn += [button("button-admin-on", f"admin:{name}:{page + 1}")] if page < last else []
    other = button("button-admin-list", "admin:list:0") if only_empty else button("button-admin-empty", "admin:empty:0")
    ctx.replace(words, [*rows, *([turn] if turn else []), [button("button-admin-find", "admin:find"), other], *_for_root(ctx)])


def _for_root(ctx: Context) -> Rows:
    if not any((role.unit_code, role.role) == (ROOT, "admin") for role in ctx.roles):
        return []
    return [[button("button-admin-units", "admin:units"), button("button-admin-contact", "admin:contact")]]


def _unit_button(ctx: Context, unit: UnitNode, officers: int) -> Button:
    name = Verbatim(short_name(ctx.tree, unit.code))
    if officers:
        return button("admin-unit-line", f"admin:unit:{unit.code}", name=name, officers=officers)
    return button("admin-unit-line-empty", f"admin:unit:{unit.code}", name=name)


@feature.button("admin:unit", May.ADMIN, private=True)
def unit(ctx: Context) -> None:
    """One unit."""
    look(ctx)
    code = unit_asked(ctx)
    if code is not None:
        show_unit(ctx, code)


@feature.button("admin:find", May.ADMIN, private=True)
def ask_name(ctx: Context) -> None:
    """Ask for some words of a unit's name."""
    look(ctx)
    ctx.say(Phrase("admin-find"), [[button("button-admin-list", "admin:list:0")]])


@feature.state(FIND, May.ADMIN)
def find(ctx: Context) -> None:
    """The units of the admin whose names come closest to what was written."""
    looked = ctx.data.get("at")
    if looked is None or ctx.now - datetime.fromisoformat(looked) > LASTS:
        ctx.goto(None)
        attend(ctx, ctx.session.get_one(Inbound, ctx.inbound_id))
        return
    look(ctx)
    units, answered = own_units(ctx), answered_units(ctx.session)
    names = Names([(unit.name, "") for unit in units], WORKPLACE_WORDS, LEGAL_FORMS)
    found = [units[at] for at, _ in names.find(ctx.text, UNITS)]
    rows = [[_unit_button(ctx, unit, answered[unit.code])] for unit in found]
    words = Phrase("admin-found") if found else Phrase("admin-found-nothing")
    ctx.say(words, [*rows, [button("button-admin-list", "admin:list:0")]])


@feature.button("admin:cases", May.ADMIN, private=True)
def cases(ctx: Context) -> None:
    """How many cases a unit holds in each state, and all units below it; never a word of them."""
    code = unit_asked(ctx)
    if code is None:
        return
    seats = {role.unit_code for role in ctx.roles}
    below = [unit.code for unit in ctx.tree if ctx.tree.is_below(unit.code, code)]
    blocks = [ctx.words("admin-cases", unit=unit_name(ctx, code), lines=Verbatim(_counts(ctx, [code], seats)))]
    if below:
        blocks.append(ctx.words("admin-cases-below", lines=Verbatim(_counts(ctx, below, seats))))
    ctx.replace(Verbatim("\n\n".join(blocks)), [[button("button-admin-unit", f"admin:unit:{code}")]])


def _counts(ctx: Context, units: list[str], seats: set[str]) -> str:
    counts = case_counts(ctx.session, units, seats)
    lines = [
        ctx.words("admin-cases-line", state=Phrase(f"state-{state}"), count=counts[state]) for state in STEPS if counts[state]
    ]
    return "\n".join(lines) or ctx.words("admin-cases-none")
