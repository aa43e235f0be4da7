"""A reading as a row of spots, one for each word, ready for the phrases of the urgent rules."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from handlers.understanding.reading import Reading
from storage.fold import fold

BREAK = 4
"""A sentence's end keeps words as far apart as so many words would."""
REACH = 60
"""A word that is spelled otherwise than typed is not looked for any further in the text."""
MARKED = 0.4
"""From this share of words with diacritics on, a word without them is meant without them."""

_END = re.compile(r"[.!?;:\n\u3002\uff01\uff1f]")
_GLUED = re.compile(r"\d+|[^\W\d_]+")
_STROKE = "\u0111"
_HOOK, _TILDE = "\u0309", "\u0303"
_LATIN_END = 0x250
_NOT = "khong"  # what a nought alone is typed for


@dataclass(frozen=True, slots=True)
class Spot:
    """One word of a text: its bare letters, its diacritics wherever they stand in it, and where it stands."""

    key: str
    marks: frozenset[str]
    place: int
    """Counts words, and BREAK more at each end of a sentence."""
    meant: frozenset[str] = frozenset()
    """What it may stand for, where it is an abbreviation of several things."""


@dataclass(frozen=True, slots=True)
class Row:
    """All words of a text."""

    spots: tuple[Spot, ...]
    marked: bool
    """Whether it was typed with diacritics."""


def row(reading: Reading) -> Row:
    """The spots of a reading: abbreviations written out, a number parted from its unit, a sign of another script for itself."""
    spots: list[Spot] = []
    place = at = typed = with_marks = 0
    text, plain = reading.text.lower(), f" {reading.plain} "
    for word, readings in zip(reading.marked, reading.readings, strict=True):
        found = text.find(word, at, at + REACH)
        if found >= 0:
            if spots and _END.search(text, at, found):
                place += BREAK
            at = found + len(word)
        letters = word.isalpha() and ord(word[0]) < _LATIN_END
        typed += letters
        with_marks += letters and bool(marks(word))
        # a form whose neighbours did not ask for its one meaning stands as typed among the words
        known = readings if len(readings) > 1 or f" {readings[0]} " in plain else (fold(word),)
        for spot in _spots(word, known, place):
            spots.append(spot)
            place += 1
    return Row(tuple(spots), with_marks >= MARKED * typed)


def _spots(word: str, readings: tuple[str, ...], place: int) -> list[Spot]:
    bare = fold(word)
    if bare == "0":
        return [Spot(_NOT, frozenset(), place)]
    if len(readings) > 1:
        return [Spot(key(bare), frozenset(), place, frozenset(" ".join(map(key, each.split())) for each in readings))]
    if readings[0] != bare:
        return [Spot(key(each), frozenset(), place + n) for n, each in enumerate(readings[0].split())]
    return [Spot(key(fold(part)), marks(part), place + n) for n, part in enumerate(parts(word))]


def parts(word: str) -> list[str]:
    """A word, parted where a number meets letters; what is written in other than Latin letters, sign by sign."""
    if ord(word[0]) >= _LATIN_END and not unicodedata.name(word[0], "").startswith("LATIN"):
        return [sign for sign in word if sign.isalnum()]
    return _GLUED.findall(word)


@cache
def marks(word: str) -> frozenset[str]:
    """The marks of a word wherever they stand in it; two tones that half of the country does not tell apart are one."""
    return frozenset(
        _HOOK if letter == _TILDE else letter
        for letter in unicodedata.normalize("NFD", word)
        if unicodedata.combining(letter) or letter == _STROKE
    )


@cache
def key(bare: str) -> str:
    """A folded word with the one of two spellings of its last vowel (ly, li) that all are compared by."""
    return bare[:-1] + "i" if len(bare) == 2 and bare[1] == "y" else bare
