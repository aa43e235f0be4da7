"""Where the phrases of a glossary stand in one text."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from handlers.understanding.phrases import Chain, Glossary, Phrase, Words
from handlers.understanding.spots import Row, Spot

LONGEST = 9
"""Digits; a longer row of them counts nothing."""

Span = tuple[int, int]
"""First and last spot of an element."""
Match = tuple[Span, ...]
Spans = dict[int, list[Span]]


class Found:
    """The words of a glossary in one text, and what they make up."""

    def __init__(self, glossary: Glossary, row: Row) -> None:
        self.spots = row.spots
        self.sure: Spans = defaultdict(list)
        self.bare: Spans = defaultdict(list)
        """With those that a text without diacritics leaves unsure."""
        for at in range(len(self.spots)):
            self._look(glossary, at, row.marked)
        for number, span in _numbers(self.spots, glossary.numbers):
            for low, high, slot in glossary.ranges:
                if low <= number <= high:
                    self._keep(slot, span, sure=True)
        for spans in (self.sure, self.bare):
            for chain, slot in glossary.compounds:
                if all(each in spans for each, _ in chain):
                    more = {(match[0][0], match[-1][1]) for match in self._chain(chain, spans)}
                    spans[slot] += more.difference(spans[slot])

    def _look(self, glossary: Glossary, at: int, marked: bool) -> None:
        spot = self.spots[at]
        for words, slot in glossary.beginning(self.spots[at : at + 2]):
            there = self.spots[at : at + len(words)]
            if len(there) == len(words) and _stand(words, there, marked):
                span = (at, at + len(words) - 1)
                unsure = [word for word, spot in zip(words, there, strict=True) if not word.is_sure(spot, marked)]
                if all(word.strict < 3 for word in unsure):
                    self._keep(slot, span, sure=not unsure)
        for meant in spot.meant:
            for slot in glossary.loose.get(meant, ()):
                self._keep(slot, (at, at), sure=True)

    def _keep(self, slot: int, span: Span, *, sure: bool) -> None:
        for spans in (self.bare, self.sure) if sure else (self.bare,):
            if span not in spans[slot]:
                spans[slot].append(span)

    def without(self, taken: set[int]) -> "Found":
        """The same without what stands on these spots."""
        rest = object.__new__(Found)
        rest.spots = self.spots
        rest.sure, rest.bare = _left(self.sure, taken), _left(self.bare, taken)
        return rest

    def matches(self, phrase: Phrase, *, bare: bool = False) -> Iterator[Match]:
        """Each place where a phrase stands."""
        spans = self.bare if bare else self.sure
        if not phrase.slots <= spans.keys():
            return
        chains = [sorted(self._chain(chain, spans)) for chain in phrase.chains]
        if all(chains):
            for first in chains[0]:
                yield from self._near(first, chains[1:], phrase.window)

    def gap(self, some: Match, other: Match) -> int:
        """How many words lie between two matches; none if one begins within the other."""
        first, last = self._ends(some)
        begins, ends = self._ends(other)
        return max(begins - last, first - ends, 0)

    def _ends(self, match: Match) -> tuple[int, int]:
        return self.spots[min(first for first, _ in match)].place, self.spots[max(last for _, last in match)].place

    def _chain(self, chain: Chain, spans: Spans) -> Iterator[Match]:
        rows: list[Match] = [(span,) for span in spans[chain[0][0]]]
        for slot, gap in chain[1:]:
            nexts = sorted(spans[slot])
            rows = [(*row, span) for row in rows for span in self._after(row[-1], nexts, gap)]
        yield from rows

    def _after(self, span: Span, spans: list[Span], gap: int) -> Iterator[Span]:
        furthest = self.spots[span[1]].place + gap + 1
        for other in spans[bisect_right(spans, (span[1], len(self.spots))) :]:
            if self.spots[other[0]].place > furthest:
                return
            yield other

    def _near(self, so_far: Match, chains: list[list[Match]], window: int) -> Iterator[Match]:
        if not chains:
            yield so_far
            return
        here = so_far[0][0]
        # spots lie no closer than their numbers: nothing beyond can be near enough
        for other in chains[0][bisect_left(chains[0], ((here - window, 0),)) :]:
            if other[0][0] > here + window:
                return
            first, last = self._ends((*so_far, *other))
            if last - first < window and not _overlap(so_far, other):
                yield from self._near((*so_far, *other), chains[1:], window)


def _stand(words: Words, there: Sequence[Spot], marked: bool) -> bool:
    """Whether words stand there; an abbreviation of several meanings may be one of them, not all."""
    pairs = list(zip(words, there, strict=True))
    return all(word.stands(spot, marked) for word, spot in pairs) and any(word.key == spot.key for word, spot in pairs)


def _left(spans: Spans, taken: set[int]) -> Spans:
    left: Spans = defaultdict(list)
    for slot, some in spans.items():
        if free := [span for span in some if taken.isdisjoint(range(span[0], span[1] + 1))]:
            left[slot] = free
    return left


def _overlap(some: Match, others: Match) -> bool:
    return any(a <= d and c <= b for a, b in some for c, d in others)


def _numbers(spots: Sequence[Spot], names: Mapping[str, int]) -> Iterator[tuple[int, Span]]:
    """Each number of a text; of "twenty one" only the whole."""
    at = 0
    while at < len(spots):
        if spots[at].key.isdecimal() and len(spots[at].key) <= LONGEST:
            yield int(spots[at].key), (at, at)
        for length in (3, 2, 1):
            name = " ".join(spot.key for spot in spots[at : at + length])
            if length <= len(spots) - at and name in names:
                yield names[name], (at, at + length - 1)
                at += length - 1
                break
        at += 1
