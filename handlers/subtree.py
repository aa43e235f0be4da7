"""What an admin looks after: the units of the own subtree. Asked again at every press."""

from handlers.context import Context
from handlers.texts import Phrase
from storage.officers import seated_units
from storage.tree import UnitNode

FIND = "admin.find"


def _tops(ctx: Context) -> set[str]:
    return {role.unit_code for role in ctx.roles if role.role == "admin" and role.unit_code in ctx.tree}


def looks_after(ctx: Context, unit: str) -> bool:
    """Whether a unit is one of this admin's, or below one."""
    return unit in ctx.tree and any(step.code in _tops(ctx) for step in ctx.tree.path(unit))


def at_root(ctx: Context) -> bool:
    """Whether this admin looks after everything; if not, they are told."""
    if ctx.tree.root.code in _tops(ctx):
        return True
    ctx.whisper(Phrase("not-allowed"))
    return False


def unit_asked(ctx: Context, place: int = 0) -> str | None:
    """The unit that a button names as its argument number `place`; None, and they are told, if it is not this admin's."""
    unit = ctx.args[place] if len(ctx.args) > place else ""
    if looks_after(ctx, unit):
        return unit
    ctx.whisper(Phrase("not-allowed"))
    return None


def own_units(ctx: Context) -> list[UnitNode]:
    """The admin's units from the top down, those below a unit right behind it; ended ones only while somebody sits there."""
    tree, day = ctx.tree, ctx.house.day(ctx.now).date()
    seats = seated_units(ctx.session)
    tops = [unit for unit in tree if unit.code in _tops(ctx)]
    found: dict[str, UnitNode] = {}
    waiting = [*reversed(tops)]
    while waiting:
        unit = waiting.pop()
        found[unit.code] = unit
        waiting += reversed(tree.children(unit.code))
    return [unit for unit in found.values() if unit.in_force(day) or unit.code in seats]


def look(ctx: Context) -> None:
    """The admin looks at units: what is written next is the name of one. A petition that is being written goes on."""
    if not (ctx.contact.state or "").startswith("petition."):
        ctx.goto(FIND, at=ctx.now.isoformat())


def leave(ctx: Context) -> None:
    """Nothing more is asked of this admin; what else the conversation is about goes on."""
    if (ctx.contact.state or "").startswith("admin."):
        ctx.goto(None)
