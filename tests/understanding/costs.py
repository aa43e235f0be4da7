"""What understanding costs in time and memory: figures for the report, never asserted (the machine decides)."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from handlers.understanding.language import language_of
from handlers.understanding.reading import read
from handlers.understanding.sameness import Index
from handlers.understanding.topics import rank
from handlers.understanding.urgency import urgent_kind
from tests.understanding.judging import FORMS, lines, typed

LOADED = """
import time
from pathlib import Path
import storage.fold
def megabytes(): return int(Path("/proc/self/statm").read_text().split()[1]) * 4 / 1024
before, start = megabytes(), time.perf_counter()
from handlers.understanding.language import language_of
from handlers.understanding.reading import read
from handlers.understanding.sameness import Index
from handlers.understanding.topics import rank
from handlers.understanding.urgency import urgent_kind
reading = read("Xin hoi luong thang nay"); language_of("Xin hoi luong thang nay"); rank(reading); urgent_kind(reading)
print(time.perf_counter() - start, megabytes() - before)
index, full = Index(), megabytes()
for number in range(10_000):
    index.add(str(number), f"Công ty {number} nợ lương tháng {number % 12} của tổ {number * 7 % 311}, xưởng {number % 977}")
print(megabytes() - full)
"""


def milliseconds(what: Callable[[str], object], texts: Sequence[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        what(text)
    return 1000 * (time.perf_counter() - start) / len(texts)


def against_ten_thousand(texts: Sequence[str]) -> float:
    """One text against 10,000: the petitions, each behind the words of another, so that many look alike."""
    index = Index()
    for number in range(10_000):
        first, second = texts[number % len(texts)], texts[(number * 7 + number // len(texts)) % len(texts)]
        index.add(str(number), f"{first} {second}"[: 60 + number % 200])
    asked = texts[::20]
    return milliseconds(lambda text: (index.near(text, 5), index.twins(text)), asked)


def costs() -> Iterator[tuple[str, ...]]:
    texts = [typed(text, form) for text, *_ in lines("topics.tsv") for form in FORMS]
    milliseconds(lambda text: (language_of(text), rank(read(text)), urgent_kind(read(text))), texts[:50])  # everything loaded
    language = milliseconds(language_of, texts)
    topic = milliseconds(lambda text: rank(read(text)), texts)
    against = against_ten_thousand(texts)
    yield (
        "ms: language / topic / one text against 10,000",
        "1 / 5 / 50",
        "0.2 / 2 / 10",
        f"{language:.2f} / {topic:.2f} / {against:.1f}",
    )
    yield "ms: urgency", "", "", f"{milliseconds(lambda text: urgent_kind(read(text)), texts):.2f}"
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    seconds, megabytes, index = (float(word) for word in done.stdout.split())
    reached = f"{megabytes:.0f} MB, {seconds:.2f} s, {index:.0f} MB"
    yield "memory added, load time, memory of 10,000 texts", "≤ 60 MB, ≤ 0.5 s, ≤ 40 MB", "≤ 30 MB, ≤ 0.1 s", reached
