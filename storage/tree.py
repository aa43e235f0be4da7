"""The tree of units: who stands above whom, when, and which communes a unit looks after."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ROOT: Final = "tinh"


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, ward or township; the code is the one of the national list, the name carries its type."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A union unit. `kind` is data: only the configuration knows which kinds there are and how they rank."""

    code: str
    kind: str
    name: str
    parent: str | None
    valid_from: date | None = None
    valid_to: date | None = None
    communes: tuple[Commune, ...] = ()
    example: bool = False

    def in_force(self, day: date) -> bool:
        """Whether the unit exists on that day; `valid_from` and `valid_to` are its first and last day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why nodes make no tree: the position of the node (None: of no single one), its column, the reason, the value."""

    position: int | None
    column: str
    reason: str
    value: str


class TreeError(ValueError):
    """The nodes do not make a tree; `faults` says why, all of it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("units make no tree: " + "; ".join(f"{f.column} {f.value!r}: {f.reason}" for f in faults))


class Tree:
    """Units below one root. Never changes: another tree is another object."""

    __slots__ = ("_by_commune", "_changes", "_children", "_nodes")

    def __init__(self, nodes: Iterable[UnitNode]) -> None:
        """Takes the nodes in any order. Raises TreeError if they are not one tree under ROOT."""
        given = tuple(nodes)
        if found := faults_of(given):
            raise TreeError(found)
        self._nodes = {node.code: node for node in given}
        children: dict[str, list[UnitNode]] = {}
        covering: dict[str, list[UnitNode]] = {}
        for node in given:
            if node.parent is not None:
                children.setdefault(node.parent, []).append(node)
            for code in {commune.code for commune in node.communes}:
                covering.setdefault(code, []).append(node)
        self._children = {code: tuple(below) for code, below in children.items()}
        self._by_commune = {
            code: tuple(sorted(units, key=lambda unit: (-len(self.path(unit.code)), unit.code)))
            for code, units in covering.items()
        }
        begin = {node.valid_from for node in given if node.valid_from}
        over = {node.valid_to + timedelta(days=1) for node in given if node.valid_to and node.valid_to < date.max}
        self._changes = sorted(begin | over)

    @property
    def root(self) -> UnitNode:
        """The unit above all others."""
        return self._nodes[ROOT]

    def __contains__(self, code: object) -> bool:
        return code in self._nodes

    def __iter__(self) -> Iterator[UnitNode]:
        return iter(self._nodes.values())

    def __len__(self) -> int:
        return len(self._nodes)

    def node(self, code: str) -> UnitNode:
        """The unit of that code. Raises KeyError if there is none."""
        return self._nodes[code]

    def path(self, code: str) -> tuple[UnitNode, ...]:
        """From the unit itself up to the root, whether in force or not. Raises KeyError if there is no such unit."""
        steps = [self._nodes[code]]
        while (parent := steps[-1].parent) is not None:
            steps.append(self._nodes[parent])
        return tuple(steps)

    def children(self, code: str) -> tuple[UnitNode, ...]:
        """The units directly below, in the order in which they were given."""
        return self._children.get(code, ())

    def covers(self, commune_code: str, day: date) -> tuple[UnitNode, ...]:
        """The units in force that look after the commune, the furthest from the root first, then by code."""
        return tuple(unit for unit in self._by_commune.get(commune_code, ()) if unit.in_force(day))

    def commune_name(self, code: str) -> str:
        """The name of a commune that some unit looks after, else its code."""
        units = self._by_commune.get(code, ())
        return next((commune.name for unit in units for commune in unit.communes if commune.code == code), code)

    def valid(self, day: date) -> tuple[UnitNode, ...]:
        """The units in force on that day."""
        return tuple(node for node in self if node.in_force(day))

    def unchanged_since(self, day: date) -> date:
        """The first day from which on the same units were in force as on that day."""
        earlier = bisect_right(self._changes, day)
        return self._changes[earlier - 1] if earlier else date.min

    def is_below(self, code: str, ancestor: str) -> bool:
        """Whether the unit stands somewhere below the other; no unit is below itself. KeyError for an unknown code."""
        return code != ancestor and any(step.code == ancestor for step in self.path(code))


def faults_of(nodes: Sequence[UnitNode]) -> list[Fault]:
    """Everything that keeps the nodes from being one tree under ROOT, in the order of the nodes."""
    found: list[Fault] = []
    first: dict[str, int] = {}
    for position, node in enumerate(nodes):
        if first.setdefault(node.code, position) != position:
            found.append(Fault(position, "code", "code-twice", node.code))
    if ROOT not in first:
        found.append(Fault(None, "code", "root-missing", ROOT))
    for position, node in enumerate(nodes):
        if node.code == ROOT:
            if node.parent is not None:
                found.append(Fault(position, "parent", "root-parent", node.parent))
        elif node.parent is None:
            found.append(Fault(position, "parent", "parent-missing", node.code))
        elif node.parent not in first:
            found.append(Fault(position, "parent", "parent-unknown", node.parent))
    found += _cycles(nodes, first)
    return sorted(found, key=lambda fault: -1 if fault.position is None else fault.position)


def _cycles(nodes: Sequence[UnitNode], first: dict[str, int]) -> Iterator[Fault]:
    parents = {code: nodes[position].parent for code, position in first.items()}
    cleared: set[str] = {ROOT}
    for start in parents:
        seen: dict[str, None] = {}  # a set that keeps the order
        code: str | None = start
        while code in parents and code not in cleared and code not in seen:
            seen[code] = None
            code = parents[code]
        if code in seen:
            walk = list(seen)
            loop = walk[walk.index(code) :]
            at = min(first[step] for step in loop)
            yield Fault(at, "parent", "cycle", " > ".join([*loop, loop[0]]))
        cleared.update(seen)
