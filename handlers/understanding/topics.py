"""What a text is about: words that tell a topic (topic_words.py) and a model learned from examples (topic_model.py)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import copysign, log1p
from typing import Final

from handlers.understanding.reading import Reading
from handlers.understanding.topic_model import likelihoods
from handlers.understanding.topic_words import heard, known_topics

OTHER: Final = "other"
_LEARNED: Final = 2.5  # how much the model counts beside the words
_SURE: Final = 1.2
_SEVERAL: Final = 1.4
_LIKELY: Final = 0.4  # without a single word of a topic, a text of which the model thinks less is about nothing of ours


@dataclass(frozen=True, slots=True)
class Ranked:
    """A topic and how much speaks for it."""

    topic: str
    score: float


def rank(reading: Reading) -> tuple[Ranked, ...]:
    """All topics, the likeliest first."""
    likely = likelihoods(reading.words)
    said = _said(reading)
    scores = {
        topic: copysign(log1p(abs(said[topic])), said[topic]) + _LEARNED * likely.get(topic, 0.0)
        for topic in dict.fromkeys((*known_topics(), *likely))
    }
    if max(said.values(), default=0.0) <= 0 and max(likely.values()) < _LIKELY:
        scores[OTHER] += _LEARNED
    return tuple(sorted((Ranked(topic, round(score, 4)) for topic, score in scores.items()), key=lambda one: -one.score))


def sure(ranked: Sequence[Ranked]) -> bool:
    """Whether the first topic can be taken without asking."""
    return ranked[0].score - ranked[1].score >= _SURE


def several(ranked: Sequence[Ranked]) -> bool:
    """Whether a text is about two topics, as far as can be told: much speaks for the second as well."""
    return ranked[1].score >= _SEVERAL and OTHER not in (ranked[0].topic, ranked[1].topic)


def _said(reading: Reading) -> defaultdict[str, float]:
    """What the words of a text say for and against each topic; what is said twice counts once."""
    said: defaultdict[str, float] = defaultdict(float)
    for phrase in {id(one.phrase): one.phrase for one in heard(reading)}.values():
        for topic, weight in phrase.says:
            said[topic] += weight
    return said
