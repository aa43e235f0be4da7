"""The command: build, measure, print."""

import argparse
import sys
from time import perf_counter

import uvloop

from benchmarks.petitions.figures import Figure
from benchmarks.petitions.report import figures_table, machine
from benchmarks.sizes.desks import Desks
from benchmarks.sizes.servers import KINDS, database
from benchmarks.sizes.slots import measure_slots

Measured = dict[str, list[float]]


async def _run(given: argparse.Namespace) -> None:
    before = machine()
    found: dict[str, Measured] = {}
    for kind in given.databases:
        begin = perf_counter()
        with database(kind) as db:
            found[kind] = await measure_slots(db, given.waiting, given.times)
        with database(kind) as db:
            found[kind] |= await Desks(db, given.cases, given.units, given.times).measure()
        print(f"{kind}: done in {perf_counter() - begin:.0f} s", file=sys.stderr)
    print(f"{before}\n\nMilliseconds, medians [least..most] of {given.times}.\n")
    rounds = {
        title: [
            dict(zip(given.databases, values, strict=True))
            for values in zip(*(found[kind][title] for kind in given.databases), strict=True)
        ]
        for title in found[given.databases[0]]
    }
    print(figures_table([Figure(kind, kind) for kind in given.databases], rounds, "what"))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sizes")
    parser.add_argument("--databases", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--waiting", type=int, default=1_000_000, help="rows in a slot")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--units", type=int, default=5_000)
    parser.add_argument("--times", type=int, default=30, help="how often each thing is asked")
    return parser.parse_args()


if __name__ == "__main__":
    uvloop.run(_run(_arguments()))
