"""The figures of a round, how they are called, and their medians and ratios over the rounds."""

from dataclasses import dataclass
from statistics import median

Round = dict[str, float]


@dataclass(frozen=True)
class Figure:
    """One column. `more_is_better` turns its ratio round; `total` shows the sum over the rounds instead of a median."""

    key: str
    title: str
    more_is_better: bool = False
    total: bool = False


def petition_figures(rate: float) -> list[Figure]:
    """The columns of `run` with its steady rate (presses each second)."""
    at = f"at {rate:g}/s"
    return [
        Figure("cpu", "CPU ms/update"),
        Figure("rate", "updates/s", more_is_better=True),
        Figure("p50", "receipt p50 ms"),
        Figure("p99", "receipt p99 ms"),
        Figure("card_p99", "card p99 ms"),
        Figure("steady_cpu", f"CPU ms {at}"),
        Figure("steady_p50", f"receipt p50 ms {at}"),
        Figure("steady_p99", f"receipt p99 ms {at}"),
        Figure("steady_card_p99", f"card p99 ms {at}"),
        Figure("peak", "peak RSS MB"),
        Figure("start", "start to 1st receipt s"),
        *CHECKS,
        Figure("busy", "harness busy %"),
    ]


CHECKS = (
    Figure("presses", "presses", total=True),
    Figure("lost", "lost", total=True),
    Figure("doubled", "doubled", total=True),
    Figure("unanswered", "callbacks unanswered", total=True),
    Figure("refused", "deliveries refused", total=True),
)

BACKLOG = (
    Figure("first", "first receipt s"),
    Figure("all", "all receipts s"),
    Figure("rate", "receipts/s", more_is_better=True),
    Figure("cpu", "CPU ms/update, start included"),
    *CHECKS,
)


def number(value: float) -> str:
    """Three digits that mean something, thousands with a comma."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def spread(values: list[float]) -> str:
    """Median [least..most]."""
    middle = number(median(values))
    return middle if len(values) == 1 else f"{middle} [{number(min(values))}..{number(max(values))}]"


def times_better(figure: Figure, rounds: list[Round], anchor: list[Round]) -> list[float]:
    """How many times better than the anchor in each round: above 1 is better."""
    pairs = [(mine[figure.key], theirs[figure.key]) for mine, theirs in zip(rounds, anchor, strict=True)]
    return [mine / theirs if figure.more_is_better else theirs / mine for mine, theirs in pairs]
