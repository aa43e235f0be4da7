"""The small language of data/urgent.yaml.

    word word       these words, one right after the other
    a/b             one or the other word
    (group)         one of the words of that group
    <6-15>          a number from 6 to 15, in figures or words
    ..  ..7         at most four (seven) words between what stands before and after it, in this order
    +               both, in either order, close to each other
    ++              the same, in a sentence or two

Diacritics that were typed must be those of the rule, those that were left out may be meant. A word alone must have them
where the text has them. `==` before a word wants them always: in a text without them it is not heard; but in a rule that
begins with `~` it is, since the rest of that rule says enough (`===`: not even there). `=` wants them of a word among others,
where the text has them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from handlers.understanding.spots import Spot, key, marks, parts
from storage.fold import fold

GAP = 4
"""Words that `..` passes over at most."""
NEAR, WIDE = 12, 26
"""Words within which what `+` and `++` join must stand."""

_ELEMENT = re.compile(r"\(\w+\)|<\d+-\d+>|[^\s()<>]+")


class BadPhrase(ValueError):
    """An entry of the data file cannot be read: correct it; how they are written stands in understanding/phrases.py."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as a rule wants it: with its diacritics if the text has any (1), always (2; 3: in any rule), or as is (0)."""

    key: str
    marks: frozenset[str]
    strict: int

    def stands(self, spot: Spot, marked: bool) -> bool:
        """Whether it may be meant there: no diacritic is another one, none is missing where the text has them."""
        if spot.key != self.key:
            return self.key in spot.meant
        return spot.marks <= self.marks and not (self.strict and marked and spot.marks != self.marks)

    def is_sure(self, spot: Spot, marked: bool) -> bool:
        """Whether it stands there as strictly as it is wanted."""
        return self.strict < 2 or (marked and spot.marks == self.marks)


Words = tuple[Word, ...]
Chain = tuple[tuple[int, int], ...]
"""Slots in their order, each with the widest gap before it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What one entry says: chains that must stand near each other."""

    chains: tuple[Chain, ...]
    slots: frozenset[int]
    window: int


@dataclass
class Glossary:
    """The words of all phrases, each in a numbered slot."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    """Numbers in words."""
    slots: dict[str, int] = field(default_factory=dict)
    words: dict[str, list[tuple[Words, int]]] = field(default_factory=lambda: defaultdict(list))
    """By their first word, or their first two, parted by a space."""
    loose: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Words that an abbreviation of several meanings may stand for, and the groups that they are in."""
    ranges: list[tuple[int, int, int]] = field(default_factory=list)
    compounds: list[tuple[Chain, int]] = field(default_factory=list)
    """Entries of groups that are more than words."""

    def group(self, name: str, entries: Sequence[str], *, loose: bool = False) -> None:
        """Words that stand in rules as (name)."""
        slot = self._slot(f"({name})")
        for entry in entries:
            if "<" in entry or "(" in entry:
                self.compounds.append((self._chain(entry), slot))
                continue
            self._add(entry, slot)
            if loose:
                self.loose[" ".join(word.key for word in _words(entry))].append(slot)

    def phrase(self, entry: str) -> Phrase:
        """Read an entry; its words are known from now on."""
        chains = tuple(self._chain(chain) for chain in re.split(r" \+\+? ", entry))
        slots = frozenset(slot for chain in chains for slot, _ in chain)
        return Phrase(chains, slots, WIDE if " ++ " in entry else NEAR)

    def beginning(self, spots: Sequence[Spot]) -> Iterator[tuple[Words, int]]:
        """What may begin with the first of these spots: words alone, and those that go on with the second."""
        firsts = [spots[0].key, *spots[0].meant]
        for first in firsts:
            yield from self.words.get(first, ())
        if len(spots) > 1:
            for first, second in product(firsts, [spots[1].key, *spots[1].meant]):
                yield from self.words.get(f"{first} {second}", ())

    def _chain(self, entry: str) -> Chain:
        slots: list[tuple[int, int]] = []
        gap, words = 0, list[str]()
        for element in [*_ELEMENT.findall(entry), ".."]:
            if element[0] not in "(<" and not element.startswith(".."):
                words.append(element)
                continue
            if words:
                slots.append((self._plain(" ".join(words)), gap))
                gap, words = 0, []
            if element.startswith(".."):
                gap = int(element[2:] or GAP)
            else:
                slots.append((self._special(element), gap))
                gap = 0
        if not slots:
            raise BadPhrase(entry)
        return tuple(slots)

    def _plain(self, words: str) -> int:
        if words not in self.slots:
            self._add(words, self._slot(words))
        return self.slots[words]

    def _special(self, element: str) -> int:
        if element[0] == "(" and element not in self.slots:
            raise BadPhrase(element)
        if element not in self.slots:
            low, high = map(int, element[1:-1].split("-"))
            self.ranges.append((low, high, self._slot(element)))
        return self.slots[element]

    def _slot(self, name: str) -> int:
        return self.slots.setdefault(name, len(self.slots))

    def _add(self, entry: str, slot: int) -> None:
        for words in product(*(each.split("/") for each in entry.split())):
            meant = _words(" ".join(words))
            self.words[" ".join(word.key for word in meant[:2])].append((meant, slot))


def _words(entry: str) -> Words:
    words = []
    for word in entry.split():
        strict = len(word) - len(word.lstrip("="))
        for part in parts(word.lstrip("=").lower()):
            words.append(Word(key(fold(part)), marks(part), strict))
    if not words:
        raise BadPhrase(entry)
    if len(words) == 1 and not words[0].strict:
        return (Word(words[0].key, words[0].marks, 1),)
    return tuple(words)
