"""Whether a message tells of danger or of something that only few may read; the rules are data/urgent.yaml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from handlers.understanding.found import Found, Match
from handlers.understanding.phrases import Glossary, Phrase
from handlers.understanding.reading import Reading
from handlers.understanding.spots import key, row
from storage.fold import fold

DATA = Path(__file__).parent / "data" / "urgent.yaml"
NOW = 8
"""So near to what is told stands a word that makes it a matter of this hour."""
SECRET = ("harassment", "denunciation")
"""Kinds that only the confidential desk may read; the second is no alarm."""
LEVELS = ("cry", "report", "mention")


@dataclass(frozen=True)
class Quiet:
    """What makes an alarm harmless: which levels and kinds (all without one), how near, and whether "now" undoes it."""

    phrases: tuple[Phrase, ...]
    levels: frozenset[str]
    kinds: frozenset[str]
    near: int | None
    always: bool


@dataclass(frozen=True)
class Rule:
    """One way to tell of something."""

    phrase: Phrase
    level: str
    through: bool
    """Whether it is heard although its words are part of a figure of speech."""
    bare: bool
    """Whether it is heard without diacritics even where single words of it would want them."""


@dataclass(frozen=True)
class Rules:
    """All of data/urgent.yaml, read."""

    glossary: Glossary
    kinds: Mapping[str, tuple[Rule, ...]]
    figures: tuple[Phrase, ...]
    quiet: tuple[Quiet, ...]
    now: tuple[Phrase, ...]


def urgent_kind(reading: Reading) -> str | None:
    """What is urgent in a text, the gravest first, or None. Missing it is worse than one alarm too many."""
    return kind_by(shipped(), reading)


def confidential(reading: Reading) -> bool:
    """Whether only the confidential desk may read it: sexual harassment, or somebody denounced. A mere "kn" never decides."""
    rules = shipped()
    text = _Text(rules, reading)
    return any(text.tells(kind) for kind in SECRET)


def kind_by(rules: Rules, reading: Reading) -> str | None:
    """The same by other rules than the shipped ones."""
    text = _Text(rules, reading)
    return next((kind for kind in rules.kinds if kind not in SECRET[1:] and text.tells(kind)), None)


class _Text:
    """A text before the rules."""

    def __init__(self, rules: Rules, reading: Reading) -> None:
        self.rules = rules
        self.all = Found(rules.glossary, row(reading))
        taken = {
            spot
            for figure in rules.figures
            for match in self.all.matches(figure)
            for first, last in match
            for spot in range(first, last + 1)
        }
        self.rest = self.all.without(taken) if taken else self.all

    @cached_property
    def quiet(self) -> list[tuple[Quiet, list[Match]]]:
        """What may make it harmless, and where that stands."""
        return [(quiet, list(self._any(quiet.phrases))) for quiet in self.rules.quiet]

    @cached_property
    def now(self) -> list[Match]:
        """Where it speaks of this hour."""
        return list(self._any(self.rules.now))

    def _any(self, phrases: tuple[Phrase, ...]) -> Iterator[Match]:
        for phrase in phrases:
            yield from self.all.matches(phrase)

    def tells(self, kind: str) -> bool:
        """Whether one of the rules of a kind is heard."""
        return any(
            not self._silenced(kind, rule.level, match)
            for rule in self.rules.kinds[kind]
            for match in (self.all if rule.through else self.rest).matches(rule.phrase, bare=rule.bare)
        )

    def _silenced(self, kind: str, level: str, match: Match) -> bool:
        if level == LEVELS[0]:
            return False
        this_hour = any(self.all.gap(match, now) <= NOW for now in self.now)
        return any(
            self.all.gap(match, said) <= quiet.near if quiet.near is not None else True
            for quiet, sayings in self.quiet
            if level in quiet.levels and (not quiet.kinds or kind in quiet.kinds) and (quiet.always or not this_hour)
            for said in sayings
        )


@cache
def shipped() -> Rules:
    """The rules that come with the program, read once."""
    return read_rules(yaml.load(DATA.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def read_rules(data: Mapping[str, Any]) -> Rules:
    """Rules from the data file's content; a slip in it is a BadPhrase or a KeyError with the entry."""
    glossary = Glossary({" ".join(map(key, fold(name).split())): number for name, number in data["numbers"].items()})
    for name, entries in data["people"].items():
        glossary.group(name, entries, loose=True)
    for name, entries in data["groups"].items():
        glossary.group(name, entries)
    return Rules(
        glossary=glossary,
        kinds={kind: tuple(_rules(glossary, levels)) for kind, levels in data["kinds"].items()},
        figures=_phrases(glossary, data["figures"]),
        quiet=tuple(
            Quiet(
                phrases=_phrases(glossary, quiet["words"]),
                levels=frozenset(quiet["levels"]),
                kinds=frozenset(quiet.get("kinds", ())),
                near=quiet.get("near"),
                always=quiet.get("always", False),
            )
            for quiet in data["quiet"].values()
        ),
        now=_phrases(glossary, data["now"]),
    )


def _rules(glossary: Glossary, levels: Mapping[str, list[str]]) -> Iterator[Rule]:
    for level in LEVELS:
        for entry in levels.get(level, ()):
            said = entry.lstrip("^~ ")
            signs = entry[: len(entry) - len(said)]
            yield Rule(glossary.phrase(said), level, through="^" in signs, bare="~" in signs)


def _phrases(glossary: Glossary, entries: list[str]) -> tuple[Phrase, ...]:
    return tuple(glossary.phrase(entry) for entry in entries)
