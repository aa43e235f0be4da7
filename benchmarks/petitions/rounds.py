"""One round of one variant: start, warm-up, saturation, and a steady rate."""

import asyncio
import time
from dataclasses import dataclass

from benchmarks.petitions.fake_telegram import FakeTelegram
from benchmarks.petitions.outcome import outcome, percentile
from benchmarks.petitions.process import Process
from benchmarks.petitions.stage import Entry, begin, running

_SETTLE = 0.3  # seconds in which a bot may finish what it does after the last message; its CPU counts


@dataclass(frozen=True)
class Plan:
    """How long and how hard; `presses` caps the saturated phase, since each press needs its own ready draft."""

    presses: int
    seconds: float
    rate: float
    steady_seconds: float
    outstanding: int
    warmup: int

    @property
    def workers(self) -> int:
        """Drafts that a round can use up."""
        return 1 + self.warmup + self.presses + self._steady

    @property
    def _steady(self) -> int:
        return int(self.rate * self.steady_seconds)

    def ranges(self) -> tuple[range, range, range]:
        """The workers of warm-up, saturation and steady rate (worker 0 is the first answer's)."""
        a, b = 1 + self.warmup, 1 + self.warmup + self.presses
        return range(1, a), range(a, b), range(b, b + self._steady)


class _Meter:
    """CPU of the bot and of this process since now."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.start = time.perf_counter()
        self._bot = process.cpu_seconds()
        self._own = time.process_time()

    def read(self) -> tuple[float, float]:
        """CPU seconds of the bot, and this process's (fake and load) share of one core."""
        own = (time.process_time() - self._own) / (time.perf_counter() - self.start)
        return self._process.cpu_seconds() - self._bot, own


async def measure(entry: Entry, telegram: FakeTelegram, plan: Plan) -> dict[str, float]:
    """The figures of one round by their names in figures.py."""
    begin(entry, telegram)
    warm, hard, even = plan.ranges()
    variant = entry.variant
    async with running(entry, telegram, range(1)) as bot:
        load = bot.load
        await load.all_arrived()
        load.ready([*warm, *hard, *even])
        await load.saturate(warm, plan.outstanding, 60)
        await asyncio.sleep(_SETTLE)

        meter = _Meter(bot.process)
        await load.saturate(hard, plan.outstanding, plan.seconds)
        elapsed = load.last - meter.start
        busy = meter.read()[1]
        await asyncio.sleep(_SETTLE)
        hard_cpu = meter.read()[0]

        meter = _Meter(bot.process)
        await load.steady(even, plan.rate)
        await asyncio.sleep(_SETTLE)
        even_cpu = meter.read()[0]
        peak = bot.process.peak_megabytes()

    pressed = [n for n in hard if n in load.due]
    saturated = outcome(variant, telegram.journal, load.due, pressed)
    steady = outcome(variant, telegram.journal, load.due, even)
    everything = outcome(variant, telegram.journal, load.due, load.due)
    return {
        "cpu": hard_cpu * 1000 / len(pressed),
        "rate": len(pressed) / elapsed,
        "p50": percentile(saturated.receipts, 0.5),
        "p99": percentile(saturated.receipts, 0.99),
        "card_p99": percentile(saturated.cards, 0.99),
        "steady_cpu": even_cpu * 1000 / len(even),
        "steady_p50": percentile(steady.receipts, 0.5),
        "steady_p99": percentile(steady.receipts, 0.99),
        "steady_card_p99": percentile(steady.cards, 0.99),
        "peak": peak,
        "start": load.first - bot.process.started,
        "busy": busy * 100,
        "presses": len(load.due),
        "lost": everything.lost,
        "doubled": everything.doubled,
        "unanswered": everything.unanswered,
        "refused": bot.webhook.refused,
    }
