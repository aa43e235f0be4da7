"""What a message says, found out before its transaction begins: reading takes time, and needs no row."""

from collections.abc import Iterable
from dataclasses import replace

from handlers.emergency import sounds_urgent
from handlers.house import EmergencyConfig
from handlers.understanding.topics import Ranked, several, sure
from handlers.understanding.understood import Understood, understand
from storage.models import CaseMessage
from storage.types import Incoming

GRAVEST = (
    "self_harm", "accident", "danger", "violence", "child", "forced_labour", "harassment", "stoppage", "mass_wages",
)  # fmt: skip
"""The kinds of what is urgent, life first."""


def says_words(message: Incoming) -> bool:
    """Whether there is anything to read: neither presses are read nor what is said in groups."""
    return message.kind in {"message", "edit"} and not message.group and bool(message.text)


def hear(message: Incoming, emergency: EmergencyConfig) -> Understood:
    """What its words say, a command at their beginning left out."""
    assert message.text
    text = message.text.partition(" ")[2] if message.text.startswith("/") else message.text
    understood = understand(text, known="")
    if understood.urgent is None and sounds_urgent(text, emergency):
        return replace(understood, urgent="danger")
    return understood


def heard_in(parts: Iterable[CaseMessage]) -> Understood:
    """What was understood of several messages together: the language of the last one that has any, the gravest danger."""
    heard = [Understood.of(part.understood) for part in parts if part.text and part.understood]
    if len(heard) < 2:
        return heard[0] if heard else Understood()
    total: dict[str, float] = {}
    for one in heard:
        for topic, score in zip(one.topics, one.scores, strict=True):
            total[topic] = total.get(topic, 0.0) + score
    ranked = tuple(sorted((Ranked(topic, score) for topic, score in total.items()), key=lambda one: -one.score))
    return Understood(
        language=next((one.language for one in reversed(heard) if one.language), ""),
        topics=tuple(one.topic for one in ranked),
        scores=tuple(one.score for one in ranked),
        sure=sure(ranked),
        several=several(ranked),
        urgent=min((one.urgent for one in heard if one.urgent), key=GRAVEST.index, default=None),
        confidential=any(one.confidential for one in heard),
    )
