"""Where somebody may work: what they type, as units and communes of the tree, ready to be chosen."""

from datetime import date
from functools import lru_cache

from handlers.context import Context
from handlers.workplace_search import WorkplaceIndex
from storage.tree import Tree

SHOWN = 5


def units_named(ctx: Context, typed: str) -> list[str]:
    """The codes of the units that may be meant, the likeliest first."""
    return [match.unit_code for match in _index_of(ctx).find(typed, SHOWN)]


def communes_named(ctx: Context, typed: str) -> list[str]:
    """The codes of the communes that may be meant, the likeliest first."""
    return [match.commune.code for match in _index_of(ctx).communes(typed, SHOWN)]


def short_name(tree: Tree, code: str) -> str:
    """The name of a unit without the words that all of its kind begin with: a telephone cuts a button at 30 letters."""
    unit = tree.node(code)
    shared = _shared_words(tree, unit.kind)
    words = unit.name.split()
    return " ".join(words[shared:]) if len(words) > shared else unit.name


def _index_of(ctx: Context) -> WorkplaceIndex:
    return _index(ctx.tree, ctx.house.day(ctx.now).date())


@lru_cache(maxsize=2)
def _index(tree: Tree, day: date) -> WorkplaceIndex:
    return WorkplaceIndex(tree, day)


@lru_cache(maxsize=32)
def _shared_words(tree: Tree, kind: str) -> int:
    names = [unit.name.split() for unit in tree if unit.kind == kind]
    alike = [len(set(words)) == 1 for words in zip(*names, strict=False)] if len(names) > 1 else []
    return [*alike, False].index(False)
