"""Where a variant's time goes: its process under cProfile (the main thread only) at saturation."""

import pstats
from pathlib import Path

from benchmarks.petitions.fake_telegram import FakeTelegram
from benchmarks.petitions.stage import Entry, begin, running

_LINES = 45


async def profile(entry: Entry, telegram: FakeTelegram, presses: int, out: Path) -> None:
    """Write the profile to `out` and print its heaviest functions, by own time and by time with all they call."""
    begin(entry, telegram)
    out.parent.mkdir(parents=True, exist_ok=True)
    python, *arguments = entry.variant.command()
    command = [python, "-m", "cProfile", "-o", str(out), *arguments]
    async with running(entry, telegram, range(1), command) as bot:
        await bot.load.all_arrived()
        work = range(1, presses)
        bot.load.ready(work)
        await bot.load.saturate(work, 64, 600)
    stats = pstats.Stats(str(out))
    for order in ("tottime", "cumulative"):
        stats.sort_stats(order).print_stats(_LINES)
