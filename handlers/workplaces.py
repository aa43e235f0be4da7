"""Where somebody may work: what they type, as units and communes of the tree, ready to be chosen."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import dropwhile

from handlers.context import Context
from handlers.workplace_search import WorkplaceIndex
from storage.fold import fold
from storage.tree import Tree

SHOWN = 5
UNIT_LIKE, COMMUNE_LIKE = 0.6, 0.75
"""From this score on a place is offered; communes have short names that stories hit by chance."""
NOTHING_ELSE = 0.8
"""From this score on a text is a name and no more."""
NO_NAMES = frozenset(
    ["co", "khong", "ko", "k", "da", "vang", "ok", "roi", "cty", "ct", "cong", "ty", "xa", "phuong", "o", "toi", "em"]
)
TELLING = 3
"""Words of a name that must be left: of two it is not clear what kind of place they are."""
BEGINNING = frozenset(["toi", "em", "minh", "chau", "con", "dang", "lam", "viec", "o", "tai", "cho", "ben", "ten", "la"])
UNIT, COMMUNE = "unit", "commune"


@dataclass(frozen=True)
class Places:
    """What was found: (unit or commune, code), the likeliest first; `only`: the text says nothing else."""

    found: tuple[tuple[str, str], ...] = ()
    only: bool = False

    def __bool__(self) -> bool:
        return bool(self.found)


def places_named(ctx: Context, typed: str) -> Places:
    """The units and communes that may be meant by what was typed."""
    places = _named(ctx, typed)
    return places if places.only else _named(ctx, _without_beginning(typed)) or places


def _without_beginning(typed: str) -> str:
    """What is left without "I work at"."""
    return " ".join(dropwhile(lambda word: fold(word) in BEGINNING, typed.split()))


def _named(ctx: Context, typed: str) -> Places:
    index = learn(ctx.tree, ctx.house.day(ctx.now).date())
    units = [(unit.score, UNIT, unit.unit_code) for unit in index.find(typed, SHOWN) if unit.score >= UNIT_LIKE]
    return _best(typed, [*units, *_communes(index, typed)])


def communes_named(ctx: Context, typed: str) -> Places:
    """The communes that may be meant by what was typed."""
    return _best(typed, _communes(learn(ctx.tree, ctx.house.day(ctx.now).date()), typed))


def _communes(index: WorkplaceIndex, typed: str) -> list[tuple[float, str, str]]:
    found = index.communes(typed, SHOWN)
    return [(place.score, COMMUNE, place.commune.code) for place in found if place.score >= COMMUNE_LIKE]


def _best(typed: str, scored: list[tuple[float, str, str]]) -> Places:
    if NO_NAMES.issuperset(fold(typed).split()):
        return Places()
    ranked = sorted(scored, key=lambda place: -place[0])[:SHOWN]
    return Places(tuple((kind, code) for _, kind, code in ranked), bool(ranked) and ranked[0][0] >= NOTHING_ELSE)


def place_name(tree: Tree, kind: str, code: str, *, short: bool = False) -> str:
    """The name of a unit (short: see there) or of a commune."""
    if kind == COMMUNE:
        return tree.commune_name(code)
    return short_name(tree, code) if short else tree.node(code).name


def short_name(tree: Tree, code: str) -> str:
    """The name of a unit without the words that all of its kind begin with: a telephone cuts a button at 30 letters."""
    unit = tree.node(code)
    shared = _shared_words(tree, unit.kind)
    words = unit.name.split()
    return " ".join(words[shared:]) if len(words) >= shared + TELLING else unit.name


def learn(tree: Tree, day: date) -> WorkplaceIndex:
    """The names of all places that are there on a day; learnt once, and anew when the tree or its units in force change."""
    return _index(tree, tree.unchanged_since(day))


@lru_cache(maxsize=2)
def _index(tree: Tree, since: date) -> WorkplaceIndex:
    return WorkplaceIndex(tree, since)


@lru_cache(maxsize=32)
def _shared_words(tree: Tree, kind: str) -> int:
    names = [unit.name.split() for unit in tree if unit.kind == kind]
    alike = [len(set(words)) == 1 for words in zip(*names, strict=False)] if len(names) > 1 else []
    return [*alike, False].index(False)
