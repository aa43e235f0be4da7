"""What became of presses, read from the fake's journal after the run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benchmarks.petitions.fake_telegram import Journal
from benchmarks.petitions.variant import Variant


@dataclass(frozen=True)
class Outcome:
    """Latencies in ms from the moment each press was due (the first message counts), and what went wrong."""

    receipts: list[float]
    cards: list[float]
    lost: int
    doubled: int
    unanswered: int


def outcome(variant: Variant, journal: Journal, due: Mapping[int, float], presses: Iterable[int]) -> Outcome:
    """`lost`: presses without a receipt or without a card; `doubled`: with more than one of either."""
    receipts: list[float] = []
    cards: list[float] = []
    lost = doubled = unanswered = 0
    for n in presses:
        messages = [
            [call.at for call in journal.calls.get(chat, ()) if variant.counts(call)]
            for chat in (variant.worker(n), variant.officer(n))
        ]
        lost += not all(messages)
        doubled += any(len(times) > 1 for times in messages)
        unanswered += variant.answers and not journal.answers.get(variant.callback_id(n))
        for times, latencies in zip(messages, (receipts, cards), strict=True):
            if times:
                latencies.append((times[0] - due[n]) * 1000)
    return Outcome(sorted(receipts), sorted(cards), lost, doubled, unanswered)


def percentile(ordered: list[float], share: float) -> float:
    """The value below which `share` (0..1) of the ordered values lie; not a number when there are none."""
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else float("nan")
