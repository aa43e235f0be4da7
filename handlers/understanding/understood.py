"""All that is understood of one text, together."""

from dataclasses import asdict, dataclass
from typing import Any

from handlers.understanding.language import language_of
from handlers.understanding.reading import read
from handlers.understanding.topics import rank, several, sure
from handlers.understanding.urgency import confidential, urgent_kind


@dataclass(frozen=True)
class Understood:
    """What was understood of a text; of none, nothing."""

    language: str = ""
    """vi en zh ja ko th lo km, or unknown; "" when nothing was said that could tell."""
    topics: tuple[str, ...] = ()
    """Best first."""
    scores: tuple[float, ...] = ()
    """How well each of them fits, in the same order."""
    sure: bool = False
    """The first topic may be taken without asking."""
    several: bool = False
    """The first two topics are both there."""
    urgent: str | None = None
    """accident danger violence harassment self_harm forced_labour child mass_wages stoppage."""
    confidential: bool = False
    """Harassment, or somebody is accused: only readers of the confidential desk may see it."""

    def kept(self) -> dict[str, Any]:
        """As it is kept with the message."""
        return asdict(self)

    @staticmethod
    def of(kept: dict[str, Any] | None) -> "Understood":
        """What was kept; nothing understood when nothing was."""
        values: dict[str, Any] = dict(kept or {})
        topics, scores = tuple(values.pop("topics", ())), tuple(values.pop("scores", ()))
        return Understood(**values, topics=topics, scores=scores)


def understand(text: str, known: str = "vi") -> Understood:
    """Read one text; words that belong to no language ("ok", a number) are of the language `known`."""
    reading = read(text)
    ranked = rank(reading)
    return Understood(
        language=language_of(text, known),
        topics=tuple(one.topic for one in ranked),
        scores=tuple(round(one.score, 4) for one in ranked),
        sure=sure(ranked),
        several=several(ranked),
        urgent=urgent_kind(reading),
        confidential=confidential(reading),
    )
