"""What short forms mean: the table data/abbreviations.tsv, and their neighbours where one form has several meanings."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from handlers.understanding.words import Piece, rows, spelled
from storage.fold import fold


@dataclass(frozen=True, slots=True)
class Meaning:
    """One reading of a form, folded; how often it is meant; the phrases beside it that say so."""

    words: str
    weight: int
    before: tuple[str, ...]
    after: tuple[str, ...]

    def fits(self, before: str, after: str) -> bool:
        """Whether one of its neighbours stands there; the text before begins, the text after ends with a space."""
        return any(before.endswith(f" {phrase}") for phrase in self.before) or any(
            after.startswith(f"{phrase} ") for phrase in self.after
        )


def meanings(piece: Piece) -> tuple[Meaning, ...]:
    """All that a piece may stand for, likeliest first; none if it is no short form."""
    if piece.capital and len(piece.plain) == 1:  # "khu A", not "khu anh"
        return ()
    found = _table().get(piece.marked)
    if found is None and piece.marked.replace("\u0111", "d") == piece.plain:
        found = _table().get(piece.plain)
    return found or ()


def readings(form: str) -> tuple[str, ...]:
    """The same for a folded form, as words alone."""
    return tuple(meaning.words for meaning in _table().get(form, ()))


def certain(found: Sequence[Meaning]) -> bool:
    """Whether a form has one meaning, wherever it stands."""
    return len(found) == 1 and not found[0].before and not found[0].after


@cache
def _table() -> dict[str, tuple[Meaning, ...]]:
    table: dict[str, list[Meaning]] = {}
    for row in rows("abbreviations.tsv"):
        forms, reading, weight, before, after = (*row, "", "", "")[:5]
        meaning = Meaning(fold(reading), int(weight or 1), _listed(before), _listed(after))
        for form in forms.split(" "):
            table.setdefault(spelled(form), []).append(meaning)
    for form in list(table):  # what is typed without the stroke of d
        table.setdefault(form.replace("\u0111", "d"), table[form])
    return {form: tuple(sorted(found, key=lambda one: -one.weight)) for form, found in table.items()}


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in cell.split(",") if phrase.strip())
