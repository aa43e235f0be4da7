"""Whether two texts say the same: near enough to be put together, or like enough to be shown beside each other."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Generic, TypeVar

from rapidfuzz import fuzz, process

from handlers.understanding.abbreviations import readings
from handlers.understanding.alike import Alike
from handlers.understanding.comparing import NEGATIONS, Compared, compare
from handlers.understanding.gist import Gist, gist
from storage.fold import clean

Key = TypeVar("Key", int, str)

_SAME: Final = 0.8
_LENT: Final = frozenset({"da"})  # "already" may be left out: it changes no fact
_BEFORE: Final = frozenset({"khong", "chua"})  # these deny what follows them
_SCOPE: Final = 3  # words after a negation in which stands what it denies
_ROUGHLY: Final = 60  # per cent of the letters that the same texts share before anything is evened out
_MISSING: Final = 0.5  # of the words may be in one text alone
_FEW: Final = 12  # one in so many may be in each alone
_MISTYPED: Final = 4  # one in so many may be mistyped
_TWINS: Final = 10  # texts that are looked at closely


def similarity(a: str, b: str) -> float:
    """How alike two texts are, from 0 to 1: the letters and words they share, but for short forms, errors, greetings."""
    return 1.0 if clean(a) == clean(b) else _score(compare(gist(a), gist(b)))


def same(a: str, b: str) -> bool:
    """Whether two texts are one text typed twice: other spelling, errors, a few words less, a greeting more.

    Never where numbers, negations or names differ, or where one word stands in the place of another.
    """
    return clean(a) == clean(b) or _agree(gist(a), gist(b))


class Index(Generic[Key]):
    """Texts under keys, to find those that say the same or are alike. It lives in memory, for one thread at a time."""

    def __init__(self) -> None:
        self._alike = Alike()
        self._places: dict[Key, int] = {}
        self._keys: list[Key | None] = []
        self._gists: list[Gist | None] = []
        self._ordered: list[str | None] = []

    def add(self, key: Key, text: str) -> None:
        """Put a text under a key, in the place of what was there."""
        self.remove(key)
        read = gist(text)
        self._places[key] = self._alike.add(read.line)
        self._keys.append(key)
        self._gists.append(read)
        self._ordered.append(_ordered(read))

    def remove(self, key: Key) -> None:
        """Forget what is under a key, if anything."""
        place = self._places.pop(key, None)
        if place is not None:
            self._alike.remove(place)
            self._keys[place] = self._gists[place] = self._ordered[place] = None

    def near(self, text: str, limit: int) -> list[tuple[Key, float]]:
        """The keys of the texts most like this one and how alike they are (0..1), best first: suggestions for a person."""
        found = self._alike.near(gist(text).line, limit)
        return [(key, score) for place, score in found if (key := self._keys[place]) is not None]

    def twins(self, text: str) -> list[Key]:
        """The keys of texts that are the same as this one, in the order in which they were added; of very many the nearest."""
        asked = gist(text)
        roughly = process.extract(_ordered(asked), self._ordered, scorer=fuzz.ratio, score_cutoff=_ROUGHLY, limit=_TWINS)
        near = ((self._keys[place], self._gists[place]) for place in sorted(place for _, _, place in roughly))
        return [key for key, known in near if key is not None and known is not None and _agree(asked, known)]


def _ordered(one: Gist) -> str:
    return " ".join(sorted(one.line.split()))


def _agree(first: Gist, second: Gist) -> bool:
    near = fuzz.ratio(_ordered(first), _ordered(second)) >= _ROUGHLY
    return near and _agrees(first, second) and _agrees(second, first)


def _agrees(first: Gist, second: Gist) -> bool:
    compared = compare(first, second)
    mine, yours = compared.first, compared.second
    return (
        not compared.replaced
        and _says_no_more(compared)
        and _numbers(mine) == _numbers(yours)
        and all(_denied_alike(word, mine, yours) for word in _deciding(first, second))
        and not (_may_deny(set(mine) - set(yours)) or _may_deny(set(yours) - set(mine)))
        and not (first.names - set(yours) and second.names - set(mine))
        and _score(compared) >= _SAME
    )


def _says_no_more(compared: Compared) -> bool:
    """Whether one text has but a few words less than the other, and few of them are mistyped."""
    first, second = Counter(compared.first), Counter(compared.second)
    alone, alone_there = (first - second).total(), (second - first).total()
    shorter, longer = sorted((first.total(), second.total()))
    return (
        alone + alone_there <= _MISSING * longer
        and min(alone, alone_there) <= shorter // _FEW
        and compared.mended <= max(1, shorter // _MISTYPED)
    )


def _numbers(words: Sequence[str]) -> Counter[str]:
    return Counter(word for word in words if word.isdecimal())


def _deciding(first: Gist, second: Gist) -> frozenset[str]:
    """The negations that have to agree: not what only asks, and what one of the texts shows with its marks to be none."""
    harmless = {word for one in (first, second) for word in NEGATIONS.intersection(one.words) - one.negations}
    return NEGATIONS - _LENT - first.asking - second.asking - harmless


def _denied_alike(negation: str, words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether both texts deny or neither, and nothing that one denies is affirmed by the other."""
    here, there = _after(negation, words), _after(negation, others)
    if bool(here) != bool(there) or negation not in _BEFORE:
        return bool(here) == bool(there)
    known, known_there = set[str]().union(*here), set[str]().union(*there)
    return all(after.isdisjoint(others) or after & known_there for after in here) and all(
        after.isdisjoint(words) or after & known for after in there
    )


def _may_deny(words: Iterable[str]) -> bool:
    """Whether one of the words is a short form or a toneless one that has "not" among its meanings."""
    return any(not NEGATIONS.isdisjoint(meaning.split()) for word in words for meaning in readings(word))


def _after(negation: str, words: Sequence[str]) -> list[set[str]]:
    """The words after each such negation."""
    return [set(words[at + 1 : at + 1 + _SCOPE]) for at, word in enumerate(words) if word == negation]


def _score(compared: Compared) -> float:
    first, second = " ".join(compared.first), " ".join(compared.second)
    order = max(fuzz.ratio(first, second), 0.95 * fuzz.token_sort_ratio(first, second))
    return (order + fuzz.token_set_ratio(first, second)) / 200
