"""The commands: run, backlog, profile."""

import argparse
import gc
import json
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import uvloop

from benchmarks.petitions import backlog, rounds
from benchmarks.petitions.anchors import Aiogram, PtbStock, Raw
from benchmarks.petitions.fake_telegram import FakeTelegram
from benchmarks.petitions.figures import BACKLOG, Figure, Round, petition_figures
from benchmarks.petitions.ours import Ours
from benchmarks.petitions.profile import profile
from benchmarks.petitions.report import figures_table, machine, ratios_table
from benchmarks.petitions.stage import Entry, enter
from benchmarks.petitions.variant import Variant

ANCHORS: tuple[type[Variant], ...] = (PtbStock, Aiogram, Raw)
VARIANTS: dict[str, type[Variant]] = {kind.name: kind for kind in (*ANCHORS, Ours)}

Measure = Callable[[Entry, FakeTelegram], Awaitable[Round]]


@asynccontextmanager
async def _entries(given: argparse.Namespace, workers: int) -> AsyncIterator[tuple[FakeTelegram, list[Entry]]]:
    telegram = FakeTelegram()
    await telegram.start()
    with tempfile.TemporaryDirectory(prefix="petitions-") as base:
        entries = []
        for synchronous in given.synchronous:
            for name in given.variants:
                variant = VARIANTS[name](not given.no_answers)
                entries.append(await enter(variant, synchronous, workers, telegram.url, Path(base)))
        yield telegram, entries
    await telegram.stop()


async def _rounds(given: argparse.Namespace, workers: int, figures: Sequence[Figure], file: str, measure: Measure) -> None:
    """All variants by turns, another one first in each round, then the tables."""
    before = machine()
    measured: dict[str, list[Round]] = {}
    async with _entries(given, workers) as (telegram, entries):
        for entry in entries:
            measured[entry.title] = []
        for index in range(given.rounds):
            turn = index % len(entries)
            for entry in entries[turn:] + entries[:turn]:
                gc.collect()
                measured[entry.title].append(await measure(entry, telegram))
                print(f"round {index + 1}: {entry.title} done", file=sys.stderr)
    answers = "are not" if given.no_answers else "are"
    print(f"{before}\n\nRounds: {given.rounds}, medians [least..most]. Callback queries {answers} answered.\n")
    print(figures_table(figures, measured))
    for anchor in measured:
        if VARIANTS[anchor.split()[0]] in ANCHORS and len(measured) > 1:
            print(f"\nTimes better than {anchor} in the same round (above 1 is better)\n")
            print(ratios_table(figures, measured, anchor))
    if given.save:
        options = {name: value for name, value in vars(given).items() if name != "command"}
        result = {"machine": before, "options": options, "rounds": measured}
        Path(__file__).with_name(file).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


async def _run(given: argparse.Namespace) -> None:
    plan = rounds.Plan(given.presses, given.seconds, given.rate, given.steady_seconds, given.outstanding, given.warmup)
    figures = petition_figures(given.rate)
    await _rounds(given, plan.workers, figures, "results.json", lambda entry, telegram: rounds.measure(entry, telegram, plan))


async def _backlog(given: argparse.Namespace) -> None:
    plan = backlog.Backlog(given.waiting)
    await _rounds(given, plan.workers, BACKLOG, "backlog.json", lambda entry, telegram: backlog.measure(entry, telegram, plan))


async def _profile(given: argparse.Namespace) -> None:
    async with _entries(given, given.presses) as (telegram, entries):
        for entry in entries:
            await profile(entry, telegram, given.presses, given.out)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.petitions")
    commands = parser.add_subparsers(required=True)
    every = argparse.ArgumentParser(add_help=False)
    every.add_argument("--synchronous", nargs="+", choices=("NORMAL", "FULL"), default=["NORMAL"])
    every.add_argument("--no-answers", action="store_true", help="the bots leave answerCallbackQuery out")
    many = argparse.ArgumentParser(add_help=False, parents=[every])
    many.add_argument("--rounds", type=int, default=5)
    many.add_argument("--variants", nargs="+", choices=list(VARIANTS), default=list(VARIANTS))
    many.add_argument("--save", action="store_true", help="write all rounds to a .json file beside this one")

    run = commands.add_parser("run", parents=[many], help="saturation and a steady rate")
    run.add_argument("--presses", type=int, default=6000, help="at most so many in the saturated phase")
    run.add_argument("--seconds", type=float, default=3, help="length of the saturated phase")
    run.add_argument("--rate", type=float, default=100, help="presses a second of the steady phase")
    run.add_argument("--steady-seconds", type=float, default=4)
    run.add_argument("--outstanding", type=int, default=64, help="workers at once in the saturated phase")
    run.add_argument("--warmup", type=int, default=300, help="presses that are not measured")
    run.set_defaults(command=_run)

    waiting = commands.add_parser("backlog", parents=[many], help="updates that wait at the start after a kill")
    waiting.add_argument("--waiting", type=int, default=1000)
    waiting.set_defaults(command=_backlog)

    look = commands.add_parser("profile", parents=[every], help="hot spots of one variant under cProfile")
    look.add_argument("variants", nargs=1, choices=list(VARIANTS))
    look.add_argument("--presses", type=int, default=2000)
    look.add_argument("--out", type=Path, default=Path("build/petitions.prof"))
    look.set_defaults(command=_profile)
    return parser.parse_args()


def main() -> None:
    """Run one command."""
    given = _arguments()
    gc.disable()  # no pause of ours may look like the bot's
    uvloop.run(given.command(given))


if __name__ == "__main__":
    main()
