"""Two texts side by side, word by word: what means the same on both sides, and what stands in the place of something else."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Levenshtein

from handlers.understanding.abbreviations import readings
from handlers.understanding.gist import Gist
from handlers.understanding.syllables import syllables
from handlers.understanding.words import small_words

_RUN: Final = 85  # per cent of the letters that agree where words were written together or parted in the wrong place
_DOUBLED: Final = re.compile(r"(.)\1")
_LONGEST_FORM: Final = 6
NEGATIONS: Final = frozenset({"khong", "chua", "da", "het"})
# sounds that people of one region or another do not tell apart, and letters of the young
_SOUNDS: Final = (
    (r"^(?:gi(?=[aeouy])|dz|z|r|j)", "d"), (r"^tr", "ch"), (r"^s", "x"), (r"^n(?!g|h)", "l"), (r"^(?:k(?!h)|q)", "c"),
    (r"^f", "ph"), (r"^w", "qu"), (r"^ngh", "ng"), (r"^gh", "g"), (r"(?<=[aeiouy])k$", "c"), (r"y", "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts, spelled alike wherever they mean the same."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    replaced: tuple[tuple[str, str], ...]
    """Words of the first and of the second that stand in the same place and mean something else."""
    mended: int
    """How many words were taken for mistyped ones."""


def compare(first: Gist, second: Gist) -> Compared:
    """Lay two texts side by side: short forms are written out and errors mended as the other text says."""
    mine: list[str] = []
    yours: list[str] = []
    replaced: list[tuple[str, str]] = []
    mended = 0
    for here, there in _stretches(first.words, second.words):
        if here != there:
            here, there = _written_out(here, there), _written_out(there, here)
            typed, here = here, _mended(here, there, first.names & set(here), second.names & set(there))
            mended += sum(word != one for word, one in zip(typed, here, strict=False))
            gone = [word for word in here if word not in (*there, *second.words) and _says_something(word)]
            new = [word for word in there if word not in (*here, *first.words) and _says_something(word)]
            replaced += zip(gone, new, strict=False)
        mine += here
        yours += there
    return Compared(tuple(mine), tuple(yours), tuple(replaced), mended)


def _stretches(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Both texts in stretches, by turns alike and different."""
    steps = Levenshtein.opcodes(first, second)
    for _, same in groupby(steps, key=lambda step: step.tag == "equal"):
        several = list(same)
        begin, end = several[0], several[-1]
        yield list(first[begin.src_start : end.src_end]), list(second[begin.dest_start : end.dest_end])


def _written_out(here: Sequence[str], there: Sequence[str]) -> list[str]:
    """The words, each short form replaced by the words of the other side that it stands for, each number word by its digits."""
    written: list[str] = []
    for word in here:
        written += (word,) if word in there else _stands_for(word, there) or (word,)
    return written


def _stands_for(form: str, words: Sequence[str]) -> tuple[str, ...]:
    meanings = readings(form)
    if number := next((digits for word in (form, *meanings) if (digits := _number(word)) in words), ""):
        return (number,)
    for parts in (tuple(meaning.split()) for meaning in meanings):
        if any(tuple(words[at : at + len(parts)]) == parts for at in range(len(words))):
            return parts
    if len(form) > _LONGEST_FORM or not form.isalpha() or (form in syllables() and not meanings):
        return ()
    for at in range(len(words) - len(form) + 1):
        if len(form) > 1 and all(word.startswith(letter) for word, letter in zip(words[at:], form, strict=False)):
            return tuple(words[at : at + len(form)])
    return next(((word,) for word in words if _shortens(form, word)), ())


def _number(word: str) -> str:
    """The digits of a number word; what is no word at all may be one mistyped."""
    known = small_words("digit") | small_words("weak")
    if word in known:
        return known[word]
    near = () if word in syllables() or len(word) < 3 else (form for form in known if OSA.distance(word, form) == 1)
    return next((known[form] for form in near), "")


def _shortens(form: str, word: str) -> bool:
    """Whether the form is the first letter of the word and some others, in their order ("trc")."""
    letters = iter(word)
    return word[0] == form[0] and len(word) > len(form) and all(letter in letters for letter in form)


def _mended(here: Sequence[str], there: Sequence[str], names: Set[str], other_names: Set[str]) -> list[str]:
    """The words, each mistyped one replaced by what stands for it on the other side. A name is not mended to another name."""
    free = Counter(there) - Counter(here)
    mended: list[str] = []
    for word in here:
        barred = other_names & syllables() if word in names & syllables() else ()
        likely = (other for other in free if free[other] and other not in barred and _alike(word, other))
        meant = word if word in there else next(likely, word)
        free[meant] -= meant != word
        mended.append(meant)
    left, right = Counter(mended) - Counter(there), Counter(there) - Counter(mended)
    if max(len(left), len(right)) > 1 and not any(word.isdecimal() or word in NEGATIONS for word in (*left, *right)):
        run = "".join(word for word in mended if word in left)
        if fuzz.ratio(run, "".join(word for word in there if word in right)) >= _RUN:
            return list(there)
    return mended


def _alike(word: str, other: str) -> bool:
    """Whether one may be the other, mistyped. A number is never mended, and only what is no word is mended to a negation."""
    if word.isdecimal() or other.isdecimal():
        return False
    both = word in syllables() and other in syllables()
    if both and (word in NEGATIONS or other in NEGATIONS):
        return _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", other)
    longer = max(len(word), len(other))
    errors = 0 if longer < 3 else 1 if longer < 7 or both else 2
    # y as it is typed where reading made it of an i
    return sound(word) == sound(other) or OSA.distance(word.replace("y", "i"), other.replace("y", "i")) <= errors


def _says_something(word: str) -> bool:
    return word.isdecimal() or word in syllables() or not word.isascii()


@cache
def sound(word: str) -> str:
    """A folded word as it is heard by whoever does not tell s from x, tr from ch, n from l, r from d."""
    for pattern, heard in _SOUNDS:
        word = re.sub(pattern, heard, word)
    return word
