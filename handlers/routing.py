"""Which unit answers: rules and the tree of units in, a unit and the reason for it out. Pure."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from storage.tree import Tree, UnitNode


class RoutingRule(BaseModel):
    """Which cases must be answered by which kind of unit at least.

    An empty set asks nothing; otherwise a case has one of the topics, one of the kinds and all of the flags.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    topics: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    to: str

    def matches(self, topic: str | None, kind: str, flags: Set[str]) -> bool:
        """Whether the rule is about such a case; a rule about topics never is about a case without one."""
        return (not self.topics or topic in self.topics) and (not self.kinds or kind in self.kinds) and self.flags <= flags

    @property
    def matches_all(self) -> bool:
        """Whether the rule is about every case."""
        return not (self.topics or self.kinds or self.flags)


class RoutingConfig(BaseModel):
    """The section `routing`: kinds of units in ranks, the lowest first, and rules, of which the first match wins."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ranks: tuple[tuple[str, ...], ...]
    rules: tuple[RoutingRule, ...]

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        kinds = [kind for rank in self.ranks for kind in rank]
        if twice := sorted({kind for kind in kinds if kinds.count(kind) > 1}):
            raise ValueError(f"ranks: a kind has one rank only: {', '.join(twice)}")
        for number, rule in enumerate(self.rules, start=1):
            if rule.to not in kinds:
                raise ValueError(f"rules: `to` of rule {number} is {rule.to!r}, not one of ranks: {', '.join(kinds)}")
            if rule.matches_all and number < len(self.rules):
                raise ValueError(f"rules: rule {number} matches everything, those after it are never asked")
        if not self.rules or not self.rules[-1].matches_all:
            raise ValueError("rules: the last one is the default and has only `to`")
        return self

    def rank(self, kind: str) -> int:
        """The rank of a kind, from 0; -1 for a kind that no rank names: such a unit is always passed over."""
        return next((rank for rank, kinds in enumerate(self.ranks) if kind in kinds), -1)

    def rule_for(self, topic: str | None, kind: str, flags: Set[str]) -> RoutingRule:
        """The first rule that matches; the last one always does."""
        return next(rule for rule in self.rules if rule.matches(topic, kind, flags))

    def unranked(self, tree: Tree) -> frozenset[str]:
        """The kinds of the tree that no rank names: a mistake in the configuration or in the tree."""
        return frozenset(unit.kind for unit in tree if self.rank(unit.kind) < 0)


@dataclass(frozen=True, kw_only=True)
class Workplace:
    """What the worker said: a unit, a commune, that there is no union (with or without a commune), or nothing."""

    said: Literal["unit", "commune", "none", "unsaid"]
    unit: str | None = None
    commune: str | None = None

    def __post_init__(self) -> None:
        if (self.said == "unit") != (self.unit is not None) or (self.said == "commune" and self.commune is None):
            raise ValueError(f"said {self.said}, but unit is {self.unit!r} and commune {self.commune!r}")


@dataclass(frozen=True)
class Reason:
    """Why a unit was chosen: a key of the locale files, and arguments, which are codes of units, kinds and communes."""

    key: str
    args: Mapping[str, str]


@dataclass(frozen=True)
class Route:
    """The unit that answers. With `alarm` nobody can be reached: the root only holds the case, admins must be told."""

    unit: str
    reason: Reason
    alarm: bool = False


def route(
    rules: RoutingConfig,
    tree: Tree,
    day: date,
    workplace: Workplace,
    *,
    topic: str | None,
    kind: str,
    flags: frozenset[str],
    excluded: frozenset[str],
    reachable: frozenset[str],
) -> Route:
    """The unit that must answer a new case, by the first rule that matches.

    From the worker's unit (or the units that look after the commune, closest first) upwards: the first unit in force
    on that day, of at least the rank the rule asks for, `reachable` (it has an officer who can be reached), and neither
    `excluded` nor below an excluded one. The root is last, whatever its kind and dates. If it cannot take the case
    either, the route is an alarm at the root: the only way to name a unit that is excluded (the root) or not reachable.
    """
    least = rules.rule_for(topic, kind, flags).to
    starts, said = _starts(tree, day, workplace)
    passed: dict[str, str] = {}
    for unit in (unit for start in starts for unit in tree.path(start)[:-1]):
        obstacle = _obstacle(unit, tree, day, reachable, excluded)
        if obstacle in (None, "nobody") and rules.rank(unit.kind) < rules.rank(least):
            obstacle = "rank"
        if obstacle is None:
            return Route(unit.code, _reason(unit, said, passed, least, workplace.commune))
        passed.setdefault(obstacle, unit.code)
    if _obstacle(tree.root, tree, day, reachable, excluded):
        return Route(tree.root.code, Reason("route-alarm", {"unit": tree.root.code}), alarm=True)
    return Route(tree.root.code, _reason(tree.root, said, passed, least, workplace.commune))


def next_up(tree: Tree, day: date, unit: str, *, excluded: frozenset[str], reachable: frozenset[str]) -> Route:
    """Where a case of `unit` climbs to: the closest unit above that is in force, reachable and not excluded.

    A case at the root, or of a unit that the tree does not know any more, goes to (stays at) the root. If it is there
    already, or nobody above can be reached, the route is an alarm at the root.
    """
    root = tree.root.code
    if unit == root:
        return Route(root, Reason("climb-top", {"unit": root}), alarm=True)
    passed: str | None = None
    for above in tree.path(unit)[1:] if unit in tree else (tree.root,):
        if _obstacle(above, tree, day, reachable, excluded) is None:
            if passed is None:
                return Route(above.code, Reason("climb-next", {"unit": above.code}))
            return Route(above.code, Reason("climb-passed", {"unit": above.code, "passed": passed}))
        passed = passed or above.code
    return Route(root, Reason("climb-alarm", {"unit": root}), alarm=True)


def _starts(tree: Tree, day: date, workplace: Workplace) -> tuple[list[str], str]:
    """The units from which the case goes up, and the reason if the first of them can take it."""
    if workplace.unit is not None:
        return ([workplace.unit], "route-own") if workplace.unit in tree else ([], "route-unit-unknown")
    if workplace.commune is not None:
        units = [unit.code for unit in tree.covers(workplace.commune, day)]
        return units, "route-commune" if units else "route-commune-uncovered"
    return [], "route-no-union" if workplace.said == "none" else "route-unsaid"


def _obstacle(unit: UnitNode, tree: Tree, day: date, reachable: Set[str], excluded: Set[str]) -> str | None:
    """Why the unit cannot take a case at all, None if it can."""
    if any(step.code in excluded for step in tree.path(unit.code)):
        return "excluded"
    if not unit.in_force(day) and unit is not tree.root:
        return "ended"
    return None if unit.code in reachable else "nobody"


def _reason(unit: UnitNode, said: str, passed: Mapping[str, str], least: str, commune: str | None) -> Reason:
    """What weighs most is said: the worker's own wish, then a gap in the tree, then the rule."""
    args = {"unit": unit.code} | ({"commune": commune} if commune else {})
    for obstacle in ("excluded", "nobody", "ended"):
        if obstacle in passed:
            return Reason(f"route-{obstacle}", args | {"passed": passed[obstacle]})
    return Reason("route-rank", args | {"to": least}) if "rank" in passed else Reason(said, args)
