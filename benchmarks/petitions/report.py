"""The Markdown of a run: the machine, the figures of each variant, and the ratios against each anchor."""

import os
import platform
import sysconfig
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.petitions.figures import Figure, Round, spread, times_better

_PACKAGES = ("python-telegram-bot", "sqlmodel", "aiogram", "aiohttp", "uvloop", "orjson")


def machine() -> str:
    """What the figures were taken on."""
    models = [line.split(":", 1)[1] for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    load = ", ".join(f"{average:.2f}" for average in os.getloadavg())
    # An interpreter without profile-guided optimisation slows pure Python down more than what is written in C.
    build = "" if "--enable-optimizations" in str(sysconfig.get_config_var("CONFIG_ARGS")) else " (not optimised)"
    return (
        f"{os.cpu_count()} cores, {models[0].strip() if models else platform.machine()}, Linux {platform.release()}, "
        f"Python {platform.python_version()}{build}, {packages}; load average {load}"
    )


def figures_table(figures: Sequence[Figure], rounds: dict[str, list[Round]], rows: str = "variant") -> str:
    """One row for each variant (or what `rows` says): medians [least..most], and sums for what must be zero."""
    lines = [_row([rows, *(figure.title for figure in figures)]), _rule(len(figures) + 1)]
    for title, measured in rounds.items():
        cells = []
        for figure in figures:
            values = [one[figure.key] for one in measured]
            cells.append(f"{sum(values):,.0f}" if figure.total else spread(values))
        lines.append(_row([title, *cells]))
    return "\n".join(lines)


def ratios_table(figures: Sequence[Figure], rounds: dict[str, list[Round]], anchor: str) -> str:
    """How many times better each other variant with the same `synchronous` is than the anchor, round by round."""
    compared = [figure for figure in figures if not figure.total and figure.key != "busy"]
    lines = [_row([f"against {anchor}", *(figure.title for figure in compared)]), _rule(len(compared) + 1)]
    for title, measured in rounds.items():
        if title != anchor and title.split()[-1] == anchor.split()[-1]:
            cells = [spread(times_better(figure, measured, rounds[anchor])) for figure in compared]
            lines.append(_row([title, *cells]))
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return "|---" * columns + "|"
