"""What a text is about in few words: what is left of it without greetings, pleas and particles."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from sys import intern
from typing import Final

from handlers.understanding.reading import read
from handlers.understanding.words import lines

_ASK: Final = frozenset({"khong", "chua"})  # at the end of a sentence


@dataclass(frozen=True, slots=True)
class Gist:
    """What is compared of a text."""

    words: tuple[str, ...]
    """Folded; short forms of several meanings as typed, since the other text may say what they mean."""
    names: frozenset[str]
    """Words that are written as names."""
    negations: frozenset[str]
    asking: frozenset[str]
    """Negations that were left out since they only ask ("... duoc khong?")."""
    line: str
    """The words once more, short forms of several meanings as their neighbours decide, for finding like texts."""


def gist(text: str) -> Gist:
    """Read a text and leave out what is said around the thing itself; all of it stays if nothing else was said."""
    reading = read(text)
    kept = _without_fillers(reading.undecided, reading.names) or list(range(len(reading.undecided)))
    asking = {
        at
        for at, following in pairwise([*kept, len(reading.undecided)])
        if reading.undecided[at] in _ASK
        and (following == len(reading.undecided) or reading.stops.intersection(range(at + 1, following + 1)))
    }
    words = tuple(intern(reading.undecided[at]) for at in kept if at not in asking)
    return Gist(
        words=words,
        names=reading.names & frozenset(words),
        negations=reading.negations,
        asking=frozenset(reading.undecided[at] for at in asking),
        line=" ".join(reading.words[at] for at in _without_fillers(reading.words, reading.names)),
    )


def _without_fillers(words: tuple[str, ...], names: frozenset[str]) -> list[int]:
    """The places of the words that are no filler; a name ("Cong ty A") is none."""
    kept: list[int] = []
    at = 0
    while at < len(words):
        phrases = () if words[at] in names else _fillers().get(words[at], ())
        length = next((len(phrase) for phrase in phrases if words[at : at + len(phrase)] == phrase), 0)
        kept += () if length else (at,)
        at += length or 1
    return kept


@cache
def _fillers() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases by their first word, the longest first."""
    phrases: dict[str, set[tuple[str, ...]]] = {}
    for line in lines("fillers.txt"):
        words = read(line).words
        phrases.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(several, key=lambda phrase: (-len(phrase), phrase))) for first, several in phrases.items()}
