"""The words of a text as they were typed, and the tables that say what small words mean."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from storage.fold import clean, fold

DATA: Final = Path(__file__).parent / "data"

# A number with what parts its thousands, or letters (of scripts with vowel signs too). "3tr5" is three pieces.
_PIECE: Final = re.compile(r"\d+(?:[.,]\d+)*|(?:[^\W\d_]|(?!\d)[^\x00-\x7f])+")
_THOUSANDS: Final = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3}){2,})(?![\d.,])")
_SENTENCE_END: Final = re.compile(r"[.!?:;\n]")
_HELD: Final = re.compile(r"^(?:cccd|pccc)$|([^\W\d_])\1\1+")
# a tone on the second vowel of oa, oe, uy at the end of a word belongs on the first, as the locale files write it
_LATE_TONE: Final = re.compile("(?<!q)([ou])([aey])([\u0300\u0301\u0303\u0309\u0323])$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a number as it was typed: in lower case with its marks, folded, and how it stood."""

    marked: str
    plain: str
    glued: bool  # to the piece before it ("500k")
    stop: bool  # something but spaces parts it from the piece before it
    capital: bool  # begun with a large letter inside a sentence: most likely a name


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a data file, without remarks and empty lines."""
    return tuple(line for line in (DATA / name).read_text("utf-8").splitlines() if line.strip() and not line.startswith("#"))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a data file: columns parted by tabs."""
    return tuple(tuple(line.split("\t")) for line in lines(name))


@cache
def small_words(kind: str) -> dict[str, str]:
    """What stands under a kind in small_words.tsv: each form, spelled, with its meaning."""
    return {spelled(form): row[1] for row in rows("small_words.tsv") if row[0] == kind for form in row[2].split(" ")}


@cache
def phrases(kind: str) -> frozenset[str]:
    """The phrases under a kind in small_words.tsv."""
    return frozenset(row[1] for row in rows("small_words.tsv") if row[0] == kind)


def spelled(word: str) -> str:
    """A lower-cased word composed, no letter held, with its tone in one place (on the first vowel of oa, oe, uy)."""
    word = _HELD.sub(lambda held: held[1] or held[0], word)
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", _LATE_TONE.sub(r"\1\3\2", unicodedata.normalize("NFD", word)))


def pieces(text: str) -> list[Piece]:
    """The words and numbers of a text, in their order."""
    text = unicodedata.normalize("NFKC", clean(text))
    text = "".join(c if c.isascii() or unicodedata.category(c)[0] in "LNM" else " " for c in text)
    text = _THOUSANDS.sub(lambda found: found[1] + found[2].replace(" ", "."), text)
    shouted = text.isupper()
    found: list[Piece] = []
    end = 0
    for match in _PIECE.finditer(text):
        typed, start = match.group(), match.start()
        begins = not found or bool(_SENTENCE_END.search(text, end, start))
        capital = typed[0].isupper() and not (begins or shouted)
        glued, stop = bool(found) and start == end, not text[end:start].isspace() and start > end
        end = match.end()
        if typed[0].isdecimal():
            found.append(Piece(typed, typed, glued, stop, capital=False))
        elif plain := fold(typed).replace(" ", ""):
            found.append(Piece(spelled(typed.lower()), plain, glued, stop, capital))
    return found
