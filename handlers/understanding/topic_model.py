"""How likely each topic is by the words of a text and their pairs, as learned from the examples (train.py)."""

import json
from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import pairwise
from math import exp, sqrt
from pathlib import Path
from typing import Final

from handlers.understanding.words import DATA

MODEL: Final = DATA / "topics.json"
EXAMPLES: Final = DATA / "examples"
_SUM: Final = 4  # digits: from here on a number is a sum of money, a year, a telephone
LEARNED_FROM: Final = ("abbreviations.tsv", "small_words.tsv", "topics.tsv")


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model: each known word or pair has a rarity, and a weight for each topic."""

    topics: tuple[str, ...]
    inputs: str
    """The fingerprint of what it was learned from."""
    grams: dict[str, int]
    rarities: bytes
    """In steps of `rarity`."""
    weights: memoryview
    """Signed bytes in steps of `weight`: those of the first gram for all topics, those of the second …"""
    rarity: float
    weight: float
    biases: tuple[float, ...]


def likelihoods(words: Sequence[str]) -> dict[str, float]:
    """How likely each topic of the model is, together 1. A text without a single known word has all the same."""
    model = shipped()
    size = len(model.topics)
    known = [found for gram in set(grams(words)) if (found := model.grams.get(gram)) is not None]
    if not known:
        return dict.fromkeys(model.topics, 1 / size)
    length = sqrt(sum(model.rarities[gram] ** 2 for gram in known)) * model.rarity
    sums = [0.0] * size
    for gram in known:
        rarity = model.rarities[gram]
        at = gram * size
        for topic, weight in enumerate(model.weights[at : at + size]):
            sums[topic] += rarity * weight
    step = model.rarity * model.weight / length
    raised = [exp(bias + total * step) for bias, total in zip(model.biases, sums, strict=True)]
    whole = sum(raised)
    return dict(zip(model.topics, (one / whole for one in raised), strict=True))


def grams(words: Sequence[str]) -> Iterator[str]:
    """What the model looks at: the words, and each two that follow each other. A large number is as good as another."""
    words = [word if not word.isdecimal() or len(word) < _SUM else "#" for word in words]
    yield from words
    for first, second in pairwise(words):
        yield f"{first} {second}"


def examples() -> Iterator[tuple[str, str]]:
    """The sentences that topics are learned from, each with its topic: one a line, in a file that is named as the topic."""
    for file in sorted(EXAMPLES.glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield line.strip(), file.stem


def fingerprint() -> str:
    """A short name of what a model is learned from, as it is now; the shipped one has another if something changed."""
    files: list[Path] = [*sorted(EXAMPLES.glob("*.txt")), *(DATA / name for name in LEARNED_FROM)]
    digest = sha256()
    for file in files:
        digest.update(f"{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:32]


@cache
def shipped() -> Model:
    """The model that comes with the program, read once."""
    data = json.loads(MODEL.read_text("utf-8"))
    return Model(
        topics=tuple(data["topics"]),
        inputs=data["inputs"],
        grams={gram: at for at, gram in enumerate(data["grams"].split("|"))},
        rarities=b64decode(data["rarities"]),
        weights=memoryview(b64decode(data["weights"])).cast("b"),
        rarity=data["rarity"],
        weight=data["weight"],
        biases=tuple(data["biases"]),
    )
