"""Finding a name by some of its words, typed on a phone: no diacritics, short forms, errors, other words around it."""

import math
import re
from collections.abc import Mapping, Sequence
from heapq import nlargest
from itertools import islice
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from storage.fold import clean, fold

_ENOUGH: Final = 0.62  # of what the words say, asked or named, must agree; below it lie chance hits
_SAME_LINE: Final = 85  # or per cent of the letters of the whole line: a wrong letter between words joins them
_LOOKED_AT: Final = 60  # names that share the rarest words of the query are compared closely
_READ: Final = 300  # letters of a query that are read: nobody names a workplace with more
_LONGEST: Final = 30  # and words
_CONTEXT: Final = 0.5  # what a word of the unit above is worth, beside one of the name itself
_PREFIX: Final = 0.85  # what the beginning of a word is worth
_ANOTHER: Final = 0.3  # what any other word is worth if the word itself stands in a name
_SHORT: Final = 3  # letters of a word that is hardly ever meant by another one


class Names:
    """Names as words: which name holds which word, and how much a word tells (a rare one much, "cong ty" little)."""

    def __init__(self, names: Sequence[tuple[str, str]], short: Mapping[str, str], idle: Sequence[str] = ()) -> None:
        """Takes each name with its context (words that help, if typed, but find nothing alone).

        short: folded short forms and what they stand for. idle: folded words that are passed over wherever they stand.
        """
        self._short, self._idle = short, re.compile(rf"\b(?:{'|'.join(idle)})\b") if idle else None
        self._spelled = [clean(name).casefold() for name, _ in names]
        self._own = [self._words(name) for name, _ in names]
        contexts = {context: frozenset(self._words(context)) for context in {context for _, context in names}}
        self._context = [contexts[context] for _, context in names]
        self._holders: dict[str, list[int]] = {}
        for at, words in enumerate(self._own):
            for word in dict.fromkeys(words):
                self._holders.setdefault(word, []).append(at)
        self._vocabulary = list(self._holders)
        self._tells = {word: 0.1 + math.log((len(names) + 1) / len(held)) for word, held in self._holders.items()}
        self._rarest = 0.1 + math.log(len(names) + 1)

    def find(self, query: str, limit: int) -> list[tuple[int, float]]:
        """Places in the list and scores (0..1) of the best names, best first; none if nothing is near."""
        query = query[:_READ]
        words = [part for word in self._words(query) for part in self._parts(word)][:_LONGEST]
        meant = {word: self._meant(word) for word in words}
        typed = clean(query).casefold()
        scored = ((self._score(at, words, meant), at) for at in self._candidates(meant))
        # where words without diacritics are the same, the diacritics decide
        ranked = ((score, fuzz.partial_ratio(typed, self._spelled[at]), -at) for score, at in scored if score)
        return [(-at, round(score, 3)) for score, _, at in nlargest(limit, ranked)]

    def _words(self, text: str) -> list[str]:
        words = " ".join(self._short.get(word, word) for word in fold(text).split())
        telling = self._idle.sub(" ", words).split() if self._idle else []
        return telling or words.split()

    def _parts(self, word: str) -> list[str]:
        """The word itself, or the known words that were written together in it."""
        ways: list[list[str] | None] = [[], *([None] * len(word))]
        if word in self._holders or not 6 <= len(word) <= 40:
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
            meant = {
                other: min(0.2 + 0.1 * len(word), 0.9) - 0.1 * (distance - 1)
                for other, distance, _ in near
                # another letter makes another word of a short one; letters that changed places do not, nor one left out
                if len(word) > _SHORT or sorted(word) == sorted(other) or len(other) > _SHORT
            }
            meant |= {other: _PREFIX for other in self._vocabulary if other.startswith(word)}
        if word in self._holders:
            meant = {other: min(worth, _ANOTHER) for other, worth in meant.items()} | {word: 1.0}
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
        asked_text, own_text = " ".join(words), " ".join(own)
        if much < _ENOUGH and fuzz.ratio(asked_text, own_text) < _SAME_LINE:
            return 0.0
        return 0.55 * much + 0.2 * less + 0.0025 * fuzz.partial_ratio(asked_text, own_text)
