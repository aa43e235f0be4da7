"""By which words a topic is known: data/topics.tsv."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product
from typing import Final

from handlers.understanding.reading import Reading, read
from handlers.understanding.spots import marks
from handlers.understanding.variants import toneless
from handlers.understanding.words import rows, small_words
from storage.fold import fold

_GAP: Final = 4  # words that ".." stands for, at most
_NOBODY: Final = "-"  # the topic of words that only look like one
_AHEAD: Final = 3  # short forms that are written out are looked over so far for the word as typed

_NUMBERS: Final = ("digit", "weak", "ten", "half")
_COUNTED: Final = ("unit", "scale", "ten", "half", "money")
_WORD: Final = re.compile(r"\d+|[^\W\d_]+")

_folded = lru_cache(maxsize=1 << 14)(fold)


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """Words one after the other, in parts that other words may stand between, and what they say about which topic."""

    parts: tuple[tuple[str, ...], ...]
    marks: tuple[frozenset[str], ...]
    """The diacritics of each word: those that were typed must be among them."""
    typed: bool
    """Whether it counts only with its diacritics: without them it may be too many other words."""
    says: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """A phrase in a text, and on which of its words it stands."""

    phrase: Phrase
    spots: tuple[int, ...]


def heard(reading: Reading) -> list[Heard]:
    """The phrases of a text. What stands on the words of a longer one is left out."""
    words = reading.words
    typed = _typed(reading)
    found: list[tuple[Heard, frozenset[int]]] = []
    for at, word in enumerate(words):
        for phrase in _phrases().get(word, ()):
            spots = _spots(phrase.parts, words, at)
            if spots and _fits(phrase, [typed[spot] for spot in spots]):
                found.append((Heard(phrase, spots), frozenset(spots)))
    return [one for one, spots in found if not any(spots < others for _, others in found)]


def known_topics() -> tuple[str, ...]:
    """The topics that have words, in the order of the file."""
    return tuple(dict.fromkeys(topic for topic, _, _ in rows("topics.tsv") if topic != _NOBODY))


def _spots(parts: Sequence[tuple[str, ...]], words: Sequence[str], at: int) -> tuple[int, ...]:
    """Where the parts stand, the first one at a place; empty if they do not."""
    spots: list[int] = []
    for part in parts:
        reach = range(at, at + _GAP + 1 if spots else at + 1)
        start = next((start for start in reach if tuple(words[start : start + len(part)]) == part), None)
        if start is None:
            return ()
        at = start + len(part)
        spots += range(start, at)
    return tuple(spots)


def _fits(phrase: Phrase, typed: Sequence[str]) -> bool:
    if phrase.typed:
        return all(marks(word) == wanted for word, wanted in zip(typed, phrase.marks, strict=True))
    return all(word.isascii() or marks(word) <= wanted for word, wanted in zip(typed, phrase.marks, strict=True))


def _typed(reading: Reading) -> list[str]:
    """For each word what was typed for it; empty for what a short form was written out to."""
    typed: list[str] = []
    at = 0
    for word in reading.words:
        near = range(at, min(at + _AHEAD, len(reading.marked)))
        found = next((place for place in near if _folded(reading.marked[place]) == word), None)
        typed.append("" if found is None else reading.marked[found])
        at = at if found is None else found + 1
    return typed


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """All phrases, by their first word."""
    says: dict[str, dict[str, float]] = defaultdict(dict)
    for topic, weight, phrases in rows("topics.tsv"):
        for written in _written(phrases):
            said = says[written]
            if topic != _NOBODY:
                said[topic] = float(weight)
    first: dict[str, list[Phrase]] = defaultdict(list)
    for written, said in says.items():
        bare = written.lstrip("=")
        phrase = Phrase(
            parts=tuple(words_of(part) for part in bare.split(" .. ")),
            marks=tuple(map(marks, _WORD.findall(bare))),
            typed=bare != written,
            says=tuple(said.items()),
        )
        first[phrase.parts[0][0]].append(phrase)
    return {word: tuple(found) for word, found in first.items()}


def words_of(part: str) -> tuple[str, ...]:
    """The words of a phrase as a reading gives them, without reading what has no numbers: there are thousands of phrases."""
    words = toneless(part).lower().split(" ")
    counts = any(word in _forms(_NUMBERS) and after in _forms(_COUNTED) for word, after in pairwise(words))
    if counts or not all(word.isalpha() for word in words):
        return read(part).words
    spelling = small_words("spelling")
    return tuple(spelling.get(word, word) for word in words)


@cache
def _forms(kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(form) for kind in kinds for form in small_words(kind))


def _written(phrases: str) -> Iterator[str]:
    """Each phrase of a cell, those with alternatives once for each."""
    for phrase in phrases.split(","):
        for words in product(*(word.split("|") for word in phrase.split())):
            yield " ".join(words)
