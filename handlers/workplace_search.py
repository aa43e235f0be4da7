"""Finding the place where somebody works by what they type: no diacritics, abbreviations, typing errors."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import nlargest
from itertools import islice
from types import MappingProxyType
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from storage.fold import fold
from storage.tree import Commune, Tree

# What people write for the words that names of workplaces are made of: one reading each, all folded.
WORKPLACE_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bqlda": "ban quan ly du an",
        "bv": "benh vien",
        "bvdk": "benh vien da khoa",
        "cd": "cong doan",
        "cdcs": "cong doan co so",
        "cp": "co phan",
        "cs": "co so",
        "ct": "cong ty",
        "cty": "cong ty",
        "ctcp": "cong ty co phan",
        "dn": "doanh nghiep",
        "dntn": "doanh nghiep tu nhan",
        "gd": "giao duc",
        "h": "huyen",
        "htx": "hop tac xa",
        "kcn": "khu cong nghiep",
        "ks": "khach san",
        "ldld": "lien doan lao dong",
        "mn": "mam non",
        "mtv": "mot thanh vien",
        "nh": "ngan hang",
        "nm": "nha may",
        "ptdtbt": "pho thong dan toc ban tru",
        "ptdtnt": "pho thong dan toc noi tru",
        "sx": "san xuat",
        "td": "thuy dien",
        "th": "tieu hoc",
        "thcs": "trung hoc co so",
        "thpt": "trung hoc pho thong",
        "tm": "thuong mai",
        "tnhh": "trach nhiem huu han",
        "tp": "thanh pho",
        "tt": "trung tam",
        "tx": "thi xa",
        "ubnd": "uy ban nhan dan",
        "vc": "vien chuc",
        "xd": "xay dung",
        "xn": "xi nghiep",
        "yt": "y te",
    }
)
# The same letters mean other things where people name a place.
COMMUNE_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {"h": "huyen", "p": "phuong", "tp": "thanh pho", "tt": "thi tran", "x": "xa"}
)

_ENOUGH: Final = 0.62  # of what the words say, asked or named, must agree; below it lie chance hits
_LOOKED_AT: Final = 60  # names that share the rarest words of the query are compared closely
_LONGEST: Final = 30  # words of a query that are read: nobody names a workplace with more
_CONTEXT: Final = 0.5  # what a word of the unit above is worth, beside one of the name itself
_PREFIX: Final = 0.85  # what the beginning of a word is worth


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that may be meant; context is the name of the unit above it ("" for the root), score lies in 0..1."""

    unit_code: str
    name: str
    context: str
    score: float


@dataclass(frozen=True, slots=True)
class CommuneMatch:
    """A commune that may be meant; context is the name of the closest unit that looks after it, score lies in 0..1."""

    commune: Commune
    context: str
    score: float


class WorkplaceIndex:
    """The units in force on a day and the communes they cover, ready to be searched by name."""

    def __init__(self, tree: Tree, day: date) -> None:
        units = tree.valid(day)
        above = {unit.code: tree.node(unit.parent).name if unit.parent else "" for unit in units}
        self._units = [Match(unit.code, unit.name, above[unit.code], 1.0) for unit in units]
        self._unit_names = _Names([(unit.name, unit.context) for unit in self._units], WORKPLACE_WORDS)
        communes = {commune.code: commune for unit in units for commune in unit.communes}
        self._communes = [CommuneMatch(found, tree.covers(code, day)[0].name, 1.0) for code, found in communes.items()]
        self._commune_names = _Names([(found.commune.name, found.context) for found in self._communes], COMMUNE_WORDS)

    def find(self, query: str, limit: int = 5) -> list[Match]:
        """The units whose names are closest to what was typed, best first; none if nothing is near."""
        return [replace(self._units[at], score=score) for at, score in self._unit_names.find(query, limit)]

    def communes(self, query: str, limit: int = 5) -> list[CommuneMatch]:
        """The communes whose names are closest to what was typed, best first; none if nothing is near."""
        return [replace(self._communes[at], score=score) for at, score in self._commune_names.find(query, limit)]


class _Names:
    """Names as words: which name holds which word, and how much a word tells (a rare one much, "cong ty" little)."""

    def __init__(self, names: Sequence[tuple[str, str]], short: Mapping[str, str]) -> None:
        self._short = short
        self._own = [_words(name, short) for name, _ in names]
        self._context = [frozenset(_words(context, short)) for _, context in names]
        self._holders: dict[str, list[int]] = {}
        for at, words in enumerate(self._own):
            for word in dict.fromkeys(words):
                self._holders.setdefault(word, []).append(at)
        self._vocabulary = list(self._holders)
        self._tells = {word: 0.1 + math.log((len(names) + 1) / len(held)) for word, held in self._holders.items()}
        self._rarest = 0.1 + math.log(len(names) + 1)

    def find(self, query: str, limit: int) -> list[tuple[int, float]]:
        """Places in the list and scores of the best names."""
        words = [part for word in _words(query, self._short)[:_LONGEST] for part in self._parts(word)]
        meant = {word: self._meant(word) for word in words}
        scored = ((self._score(at, words, meant), -len(self._own[at]), -at) for at in self._candidates(meant))
        return [(-at, round(score, 3)) for score, _, at in nlargest(limit, (one for one in scored if one[0] > 0))]

    def _parts(self, word: str) -> list[str]:
        """The word itself, or the known words that were written together in it."""
        ways: list[list[str] | None] = [[], *([None] * len(word))]
        if word in self._holders or not 6 <= len(word) <= 60:
            return [word]
        for end in range(2, len(word) + 1):
            for start in range(end):
                way, part = ways[start], word[start:end]
                if way is not None and part in self._holders and (len(part) > 1 or part.isdigit()):
                    ways[end] = min(ways[end] or [*way, part], [*way, part], key=len)
        return ways[-1] or [word]

    def _meant(self, word: str) -> dict[str, float]:
        """The words of the names that may be meant, each with its worth in 0..1."""
        meant: dict[str, float] = {}
        if len(word) > 2 and not word.isdigit():  # the second power station is not the third
            errors = 1 if len(word) < 7 else 2
            near = process.extract(word, self._vocabulary, scorer=OSA.distance, score_cutoff=errors, limit=None)
            meant = {other: min(0.2 + 0.1 * len(word), 0.9) - 0.1 * (distance - 1) for other, distance, _ in near}
            meant |= {other: _PREFIX for other in self._vocabulary if other.startswith(word)}
        if word in self._holders:
            meant[word] = 1.0
        return meant

    def _candidates(self, meant: Mapping[str, Mapping[str, float]]) -> list[int]:
        """The names that hold the most telling words; words that every third name holds only count if nothing else."""
        common = max(len(self._own) // 3, _LOOKED_AT)
        hits: dict[int, float] = {}
        for word, others in meant.items():
            for other in [word] if word in self._holders else others:
                if len(self._holders[other]) <= common:
                    for at in self._holders[other]:
                        hits[at] = hits.get(at, 0.0) + self._tells[other]
        if hits:
            return nlargest(_LOOKED_AT, hits, key=lambda at: (hits[at], -at))
        every = (at for others in meant.values() for other in others for at in self._holders[other])
        return list(dict.fromkeys(islice(every, _LOOKED_AT)))

    def _score(self, at: int, words: Sequence[str], meant: Mapping[str, Mapping[str, float]]) -> float:
        """How much of the query the name answers, and how much of the name was typed; 0 if neither is enough."""
        own = self._own[at]
        if own == words:
            return 1.0
        answered = asked = 0.0
        typed = dict.fromkeys(own, 0.0)
        for word in words:
            worth, found = max(((meant[word].get(name, 0.0), name) for name in own), default=(0.0, ""))
            tells = self._tells.get(word, self._rarest if len(word) > 2 else self._rarest / 3)
            if worth:
                typed[found] = max(typed[found], worth)
                tells = max(self._tells[found], self._tells.get(word, 0.0))
            elif word in self._context[at]:
                worth = _CONTEXT
            answered += worth * tells
            asked += tells
        named = sum(worth * self._tells[name] for name, worth in typed.items()) / sum(map(self._tells.__getitem__, typed))
        much, less = max(answered / asked, named), min(answered / asked, named)
        if much < _ENOUGH:
            return 0.0
        in_order = fuzz.partial_ratio(" ".join(words), " ".join(own)) / 100
        return 0.55 * much + 0.2 * less + 0.25 * in_order


def _words(text: str, short: Mapping[str, str]) -> list[str]:
    return " ".join(short.get(word, word) for word in fold(text).split()).split()
