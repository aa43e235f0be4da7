"""python -m bot understand: what the bot makes of texts, one a line, without configuration and database."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

import orjson

from handlers.understanding import understand
from handlers.understanding.sameness import same, similarity

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

SHOWN = ("language", "topics", "sure", "urgent", "confidential")
"""What is printed of what was understood, in this order."""


class BadLabels(Exception):
    """The labelled lines cannot be used; the message names the line and what is wrong with it."""


def answer(lines: Iterable[bytes], out: BinaryIO, *, pairs: bool = False) -> None:
    """Write one JSON object for each line, in their order and at once; for a line that cannot be read, what is wrong."""
    for line in lines:
        out.write(orjson.dumps(_answer(line, pairs=pairs)) + b"\n")
        out.flush()


def _answer(line: bytes, *, pairs: bool) -> dict[str, object]:
    try:
        text = line.removeprefix(_BYTE_ORDER_MARK).removesuffix(b"\n").removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError as error:
        return {"error": f"not UTF-8: byte {error.start + 1} of the line"}
    if not pairs:
        understood = asdict(understand(text))
        return {name: understood[name] for name in SHOWN}
    texts = text.split("\t")
    if len(texts) != 2:
        return {"error": "not two texts with a tab between them"}
    return {"same": same(*texts), "similarity": round(similarity(*texts), 4)}


def evaluate(path: Path) -> Iterator[str]:
    """How well the topics of labelled lines are found, as lines for people.

    Each line of the file: a text, a tab, its topic; after more tabs other topics that are right too. Lines that begin with
    # are remarks. Raises BadLabels.
    """
    labelled = _labelled(path)
    found = [understand(text) for _, text, _ in labelled]
    right = [[topic in topics for topic in one.topics] for one, (_, _, topics) in zip(found, labelled, strict=True)]
    yield f"{len(labelled)} lines"
    for best, name in enumerate(("right first", "in the first two", "in the first three"), 1):
        yield _share(name, [any(ranked[:best]) for ranked in right])
    yield _share("sure", [one.sure for one in found])
    yield _share("right where sure", [ranked[0] for one, ranked in zip(found, right, strict=True) if one.sure])
    yield ""
    for topic in sorted(_topics()):
        yield _share(topic, [ranked[0] for ranked, (_, _, topics) in zip(right, labelled, strict=True) if topics[0] == topic])
    taken: dict[tuple[str, str], list[int]] = {}
    for one, ranked, (number, _, topics) in zip(found, right, labelled, strict=True):
        if not ranked[0]:
            taken.setdefault((topics[0], one.topics[0]), []).append(number)
    for (topic, other), numbers in sorted(taken.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"\n{topic} taken for {other}: line {', '.join(map(str, numbers))}"


def _labelled(path: Path) -> list[tuple[int, str, Sequence[str]]]:
    """The number of each line, its text and the topics that are right."""
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadLabels(f"{path}: {error}") from error
    labelled: list[tuple[int, str, Sequence[str]]] = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            text, *labels = line.split("\t")
            topics = [label.strip() for label in labels if label.strip()]
            if not topics or not _topics().issuperset(topics):
                raise BadLabels(
                    f"{path}, line {number}: after the text and a tab must stand one of: {', '.join(sorted(_topics()))}"
                )
            labelled.append((number, text, topics))
    return labelled


def _topics() -> frozenset[str]:
    return frozenset(understand("").topics)


def _share(name: str, hits: Sequence[bool]) -> str:
    return f"{name:20} {sum(hits):6} of {len(hits):6}  {100 * sum(hits) / max(1, len(hits)):5.1f} %"
