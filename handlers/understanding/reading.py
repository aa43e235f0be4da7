"""Reading: what a person typed, brought to one spelling, so that words can be looked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from handlers.understanding.abbreviations import certain, meanings
from handlers.understanding.counting import counted
from handlers.understanding.words import Piece, phrases, pieces, small_words
from storage.fold import clean

_NEAR: Final = 4  # words on each side that may say what a short form means
_ROUNDS: Final = 3  # what is decided may decide what stands beside it
_NOT: Final = "khong"
_ASKING: Final = frozenset({_NOT, "chua"})  # at the end of a sentence they ask
_FEW: Final = 0.3  # with fewer of its words marked, a text is typed without marks
_MEASURES: Final = ("unit", "scale", "money", "joined")


@dataclass(frozen=True)
class Reading:
    """A text as it can be compared. Reading is for matching only: what is stored and shown is what was typed."""

    text: str
    """As written, cleaned (NFC)."""
    words: tuple[str, ...]
    """Folded words: short forms of one meaning in full, the others as typed; numbers and money as digits."""
    marked: tuple[str, ...]
    """The words as typed, in lower case with their marks (tones in one place), numbers apart from what is written to them."""
    readings: tuple[tuple[str, ...], ...]
    """For each of `marked` all it may mean, folded, likeliest first. One with several must never decide anything alone."""
    numbers: tuple[int, ...]
    """All numbers, sums of money included, sorted."""
    negations: frozenset[str]
    """Which of khong, chua, da, het are there, short forms included; not those that only ask, before a point or at the end."""
    names: frozenset[str]
    """Folded words that begin with a large letter inside a sentence and are no short form."""
    undecided: tuple[str, ...]
    """As `words`, but with every form of several meanings as typed, whatever its neighbours say."""
    stops: frozenset[int]
    """The places in `undecided` before which something else than a space stands."""

    @cached_property
    def plain(self) -> str:
        """The words in one line."""
        return " ".join(self.words)

    @property
    def toneless(self) -> bool:
        """Whether it is typed without diacritics, as far as can be told."""
        return sum(not word.isascii() for word in self.marked) < _FEW * len(self.marked)


def read(text: str) -> Reading:
    """Read a text. Any text can be read; reading the `plain` of a toneless text gives the same words."""
    said = pieces(text)
    numbers: list[int] = []
    words: list[tuple[str, ...]] = [()] * len(said)
    open_at: list[int] = []  # short forms that only neighbours can decide
    taken = 0
    for at, piece in enumerate(said):
        if at < taken:
            continue
        if _denies(said, at):
            words[at] = (_NOT,)
        elif found := counted(said, at):
            words[at], taken = found.words, found.end
            numbers += found.numbers
        else:
            known = () if _is_no_word(said, at) else meanings(piece)
            words[at] = tuple(known[0].words.split()) if certain(known) else (_spelling(piece),)
            if known and not certain(known):
                open_at.append(at)
    undecided, stops = _joined(words), _stops(said, words)
    decided = _decide(said, words, open_at)
    return Reading(
        text=clean(text),
        words=_joined(words),
        marked=tuple(piece.marked for piece in said),
        readings=tuple(
            (" ".join(words[at]),) if at in decided else tuple(one.words for one in meanings(piece)) or (piece.plain,)
            for at, piece in enumerate(said)
        ),
        numbers=tuple(sorted(numbers)),
        negations=_negations(said, words),
        undecided=undecided,
        stops=stops,
        names=frozenset(
            piece.plain for piece, part in zip(said, words, strict=True) if piece.capital and part == (piece.plain,)
        ),
    )


def _decide(said: Sequence[Piece], words: list[tuple[str, ...]], open_at: list[int]) -> set[int]:
    """Put the one meaning that the neighbours ask for in the place of a form; which forms were decided."""
    decided: set[int] = set()
    for _ in range(_ROUNDS):
        for at in open_at:
            if at in decided:
                continue
            left = "".join(f" {word}" for part in words[max(0, at - _NEAR) : at] for word in part)
            right = "".join(f"{word} " for part in words[at + 1 : at + 1 + _NEAR] for word in part)
            fitting = [one for one in meanings(said[at]) if one.fits(left, right)]
            if len(fitting) == 1:
                words[at] = tuple(fitting[0].words.split())
                decided.add(at)
    return decided


def _denies(said: Sequence[Piece], at: int) -> bool:
    """Whether this is a nought for "not": a word of its own before a word that it does not count."""
    if said[at].plain != "0" or at + 1 == len(said) or said[at].glued or said[at + 1].glued:
        return False
    after, before = said[at + 1], said[at - 1].plain if at else ""
    counts = any(after.marked in small_words(kind) for kind in _MEASURES)
    return not (after.plain[0].isdecimal() or counts or before in {"so", "con", "la", "bang"} or before.isdecimal())


def _is_no_word(said: Sequence[Piece], at: int) -> bool:
    """Whether a letter is part of a code ("K7M2"), or the particle that ends a sentence politely ("a" without its mark)."""
    last = at + 1 == len(said)
    if said[at].plain == "a" and at and (last or (said[at + 1].stop and not said[at].stop)):
        return True
    return len(said[at].plain) == 1 and not last and said[at + 1].glued


def _joined(words: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(word for part in words for word in part)


def _stops(said: Sequence[Piece], words: Sequence[tuple[str, ...]]) -> frozenset[int]:
    places = accumulate(map(len, words), initial=0)
    return frozenset(place for piece, place in zip(said, places, strict=False) if piece.stop and place)


def _spelling(piece: Piece) -> str:
    return small_words("spelling").get(piece.plain, piece.plain)


def _negations(said: Sequence[Piece], words: Sequence[tuple[str, ...]]) -> frozenset[str]:
    forms, found = small_words("negation"), set[str]()
    marked = sum(not piece.marked.isascii() for piece in said) >= _FEW * len(said)
    for at, (piece, part) in enumerate(zip(said, words, strict=True)):
        if part and part[-1] in _ASKING and (at + 1 == len(said) or said[at + 1].stop):
            continue
        if part == (piece.plain,):
            # among marked words a bare "da" is skin and a bare "chua" is sour
            bare = piece.marked in {"da", "chua"} and marked
            phrase = f"{piece.plain} {said[at + 1].plain}" if at + 1 < len(said) else ""
            if piece.marked in forms and not bare and not (piece.marked.isascii() and phrase in phrases("innocent")):
                found.add(forms[piece.marked])
        else:
            found.update(word for word in part if word in forms.values())
    return frozenset(found)
