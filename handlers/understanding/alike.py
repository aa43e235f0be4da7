"""Lines of words by their groups of three letters: which of many are most like a given one."""

import math
from array import array
from collections import defaultdict
from functools import cache
from heapq import nlargest
from itertools import pairwise
from sys import intern
from typing import Final

from handlers.understanding.reading import read
from handlers.understanding.words import lines

_LOOKED_THROUGH: Final = 15_000  # entries of the lists of rare groups that are looked through
_COMPARED: Final = 30  # lines that share most of them and are compared in full
_LEAST: Final = 0.1  # less is nothing in common but some small words


class Alike:
    """Lines in places; a group of letters that few lines hold tells more than one that all hold."""

    def __init__(self) -> None:
        self._groups: list[tuple[str, ...]] = []
        self._holders: dict[str, array[int]] = {}

    def add(self, line: str) -> int:
        """Put a line at the end and give its place."""
        place = len(self._groups)
        groups = tuple(sorted(_groups(line)))
        self._groups.append(groups)
        for group in groups:
            self._holders.setdefault(group, array("I")).append(place)
        return place

    def remove(self, place: int) -> None:
        """Let a line never be found again; the places of the others stay."""
        for group in self._groups[place]:
            self._holders[group].remove(place)
        self._groups[place] = ()

    def near(self, line: str, limit: int) -> list[tuple[int, float]]:
        """The places of the most alike lines and how alike they are (0..1), best first."""
        asked = sorted(_groups(line))  # in one order: sums of the same numbers are the same each time
        groups = sorted((group for group in asked if self._holders.get(group)), key=lambda group: len(self._holders[group]))
        weights = {group: self._weight(group) for group in groups}
        shared: defaultdict[int, float] = defaultdict(float)
        left = _LOOKED_THROUGH
        for group in groups:
            weight = weights[group]
            for place in self._holders[group]:
                shared[place] += weight
            left -= len(self._holders[group])
            if left < 0:
                break
        own = sum(map(self._weight, asked))
        candidates = nlargest(_COMPARED, shared, key=lambda place: (shared[place], -place))
        scored = [(self._closeness(place, weights, own), place) for place in candidates]
        best = nlargest(limit, scored, key=lambda one: (one[0], -one[1]))
        return [(place, score) for score, place in best if score >= _LEAST]

    def _closeness(self, place: int, weights: dict[str, float], own: float) -> float:
        groups = self._groups[place]
        both = sum(weights[group] for group in groups if group in weights)
        return both / math.sqrt(own * sum(map(self._weight, groups)))

    def _weight(self, group: str) -> float:
        held = len(self._holders.get(group, ()))
        return math.log(1 + len(self._groups) / (1 + held)) ** 2


def _groups(line: str) -> set[str]:
    words = _one_way(line.split())
    return {intern(f" {word} "[at : at + 3]) for word in words for at in range(len(word))} | {
        intern(f"{word[:2]} {after[:2]}") for word, after in pairwise(words)
    }


def _one_way(words: list[str]) -> list[str]:
    """The words with what can be said in several ways said in one."""
    said: list[str] = []
    at = 0
    while at < len(words):
        for phrase, way in _synonyms().get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                said += way
                at += len(phrase)
                break
        else:
            said.append(words[at])
            at += 1
    return said


@cache
def _synonyms() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """The phrases by their first word, the longest first, each with the first phrase of its group."""
    ways: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for line in lines("synonyms.txt"):
        group = [read(phrase).words for phrase in line.split(",")]
        for phrase in group:
            ways.setdefault(phrase[0], []).append((phrase, group[0]))
    return {first: sorted(known, key=lambda one: -len(one[0])) for first, known in ways.items()}
