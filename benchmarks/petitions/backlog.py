"""Updates that wait at Telegram while the bot is dead: how soon they are answered after its start."""

from dataclasses import dataclass

from benchmarks.petitions.fake_telegram import FakeTelegram
from benchmarks.petitions.outcome import outcome
from benchmarks.petitions.stage import Entry, begin, running

_BEFORE = 100  # presses before the kill


@dataclass(frozen=True)
class Backlog:
    """How many updates wait."""

    waiting: int

    @property
    def workers(self) -> int:
        """Drafts that a round uses up."""
        return 1 + _BEFORE + self.waiting


async def measure(entry: Entry, telegram: FakeTelegram, plan: Backlog) -> dict[str, float]:
    """The figures of one round by their names in figures.py: work, SIGKILL, start again with `waiting` updates."""
    begin(entry, telegram)
    presses = range(1 + _BEFORE, plan.workers)
    async with running(entry, telegram, range(1)) as bot:
        await bot.load.all_arrived()
        before = range(1, 1 + _BEFORE)
        bot.load.ready(before)
        await bot.load.saturate(before, 16, 60)
        bot.process.kill()
    due = bot.load.due
    async with running(entry, telegram, presses) as again:
        await again.load.all_arrived()
        cpu = again.process.cpu_seconds()
    due |= again.load.due
    came = outcome(entry.variant, telegram.journal, due, presses)
    everything = outcome(entry.variant, telegram.journal, due, due)
    return {
        "first": came.receipts[0] / 1000,
        "all": came.receipts[-1] / 1000,
        "rate": (len(came.receipts) - 1) * 1000 / (came.receipts[-1] - came.receipts[0]),
        "cpu": cpu * 1000 / len(presses),
        "presses": len(due),
        "lost": everything.lost,
        "doubled": everything.doubled,
        "unanswered": everything.unanswered,
        "refused": again.webhook.refused,
    }
