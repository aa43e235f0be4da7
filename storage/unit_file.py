"""The file of the tree: CSV in, units out, and everything that is wrong with it at once."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from storage.fold import clean
from storage.tree import Commune, UnitNode, faults_of

COLUMNS: Final = ("code", "kind", "name", "parent", "valid_from", "valid_to", "communes", "example")
_REQUIRED: Final = COLUMNS[:4]

_CODE: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_COMMUNE: Final = re.compile(r"([0-9]{5})\s+(\S.*)")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEY: Final = "unit-file-"
_ENGLISH: Final = {
    "encoding": "is not UTF-8 text",
    "unreadable": "is not CSV",
    "empty": "there are no units",
    "column-unknown": "no such column",
    "column-missing": "the column is missing",
    "column-twice": "the column stands there twice",
    "cells": "the line has another number of cells than the heading",
    "missing": "must not be empty",
    "code": "a code has 1 to 40 of A-Z a-z 0-9 _ -",
    "code-twice": "the code stands there twice",
    "root-missing": "there is no unit of this code to be the root",
    "root-parent": "the root stands below nobody",
    "parent-missing": "only the root stands below nobody",
    "parent-unknown": "no unit has this code",
    "cycle": "these units stand above each other in a circle",
    "date": "a date is written 2025-07-01",
    "dates": "ends before it begins",
    "commune": "a commune is written as five digits, a space and its name",
    "commune-twice": "the commune stands there twice",
    "example": "is 1, 0 or empty",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: line from 1 (the heading), column name ("" for a whole line), key of its wording, the value."""

    line: int
    column: str
    reason_key: str
    value: str

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        value = f" ({self.value})" if self.value else ""
        return f"line {self.line}{column}: {_ENGLISH[self.reason_key.removeprefix(_KEY)]}{value}"


class UnitFileError(ValueError):
    """The file cannot be used; `problems` are all that were found, by line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def read_units(text: str | bytes) -> list[UnitNode]:
    """The units of a CSV file, in its order; they make one tree (see storage.tree).

    Comma or semicolon between cells, any line ends, with or without byte order mark; bytes must be UTF-8. The columns
    may stand in any order; valid_from, valid_to, communes and example may be left out. Raises UnitFileError.
    """
    rows = _rows(_decoded(text) if isinstance(text, bytes) else text)
    if not rows:
        raise UnitFileError([_problem(1, "", "empty")])
    heading_line, heading = rows[0]
    columns = [cell.strip().lower() for cell in heading]
    while not columns[-1]:  # spreadsheets write empty cells at the ends
        columns.pop()
    problems = list(_heading_problems(heading_line, columns))
    if len(rows) == 1:
        problems.append(_problem(heading_line, "", "empty"))
    if problems:
        raise UnitFileError(problems)
    nodes: list[UnitNode] = []
    for line, cells in rows[1:]:
        if any(cells[len(columns) :]) or len(cells) < len(columns):
            problems.append(_problem(line, "", "cells", str(len(cells))))
        values = {name: " ".join(clean(cell).split()) for name, cell in zip(columns, cells, strict=False)}
        nodes.append(_Row(line, values, problems).unit())
    for fault in faults_of(nodes):
        if fault.value:  # a unit without a code was named above
            line = rows[0 if fault.position is None else fault.position + 1][0]
            problems.append(_problem(line, fault.column, fault.reason, fault.value))
    if problems:
        raise UnitFileError(problems)
    return nodes


def write_units(units: Iterable[UnitNode]) -> str:
    """The CSV text that read_units reads back as the same units."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for unit in units:
        dates = [day.isoformat() if day else "" for day in (unit.valid_from, unit.valid_to)]
        communes = "; ".join(f"{commune.code} {commune.name}" for commune in unit.communes)
        writer.writerow([unit.code, unit.kind, unit.name, unit.parent or "", *dates, communes, "1" if unit.example else ""])
    return out.getvalue()


def _problem(line: int, column: str, reason: str, value: str = "") -> Problem:
    return Problem(line, column, _KEY + reason, value)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnitFileError([_problem(line, "", "encoding")]) from error


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The lines that are not blank, each with the number at which it begins (a quoted cell may hold line ends)."""
    text = text.removeprefix("\ufeff")
    heading = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnitFileError([_problem(line, "", "unreadable", str(error))]) from error
    return rows


def _heading_problems(line: int, columns: Sequence[str]) -> Iterator[Problem]:
    for position, name in enumerate(columns):
        if name not in COLUMNS:
            yield _problem(line, name, "column-unknown", name)
        elif name in columns[:position]:
            yield _problem(line, name, "column-twice", name)
    for name in _REQUIRED:
        if name not in columns:
            yield _problem(line, name, "column-missing", name)


class _Row:
    """One line on its way to a unit; what is wrong with it goes to `problems`."""

    def __init__(self, line: int, cells: dict[str, str], problems: list[Problem]) -> None:
        self._line, self._cells, self._problems = line, cells, problems

    def unit(self) -> UnitNode:
        code, kind, name = self._filled("code"), self._filled("kind"), self._filled("name")
        if code and not _CODE.fullmatch(code):
            self._wrong("code", "code", code)
        since, until = self._date("valid_from"), self._date("valid_to")
        if since and until and until < since:
            self._wrong("valid_to", "dates", f"{since} > {until}")
        example = self._cells.get("example", "")
        if example not in ("", "0", "1"):
            self._wrong("example", "example", example)
        parent = self._cells.get("parent") or None
        return UnitNode(code, kind, name, parent, since, until, tuple(self._communes()), example == "1")

    def _wrong(self, column: str, reason: str, value: str = "") -> None:
        self._problems.append(_problem(self._line, column, reason, value))

    def _filled(self, column: str) -> str:
        value = self._cells.get(column, "")
        if not value:
            self._wrong(column, "missing")
        return value

    def _date(self, column: str) -> date | None:
        if not (value := self._cells.get(column, "")):
            return None
        try:  # by itself fromisoformat also takes 20250701 and weeks
            return date.fromisoformat(value if _DATE.fullmatch(value) else "")
        except ValueError:
            self._wrong(column, "date", value)
            return None

    def _communes(self) -> Iterator[Commune]:
        seen: set[str] = set()
        for entry in filter(None, (part.strip() for part in self._cells.get("communes", "").split(";"))):
            if not (found := _COMMUNE.fullmatch(entry)):
                self._wrong("communes", "commune", entry)
            elif found[1] in seen:
                self._wrong("communes", "commune-twice", entry)
            else:
                seen.add(found[1])
                yield Commune(found[1], found[2])
