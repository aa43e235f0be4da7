"""Numbers, money and months as people type them: "3tr5", "5 cu", "1.500.000d", "hai thang", "7h30", "T3/2026"."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from handlers.understanding import digits
from handlers.understanding.words import Piece, phrases, small_words

_LARGEST: Final = 10**15  # nobody speaks of more
_MONTHS: Final = 12
_YEARS: Final = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a run of pieces counts: where it ends, the words it stands for, its numbers."""

    end: int
    words: tuple[str, ...]
    numbers: tuple[int, ...]


def counted(said: Sequence[Piece], at: int) -> Counted | None:
    """The number, sum or month that begins there; None if none does."""
    if not said[at].plain[0].isdecimal():
        return _month(said, at) or _number_word(said, at)
    found = _quantity(said, at)
    if found is None or found[0].denominator != 1 or (found[1] == at + 1 and digits.is_decimal(said[at].plain)):
        return _apart(said, at)
    value, end = int(found[0]), found[1]
    if end == at + 1:
        words: tuple[str, ...] = (digits.written(said[at].plain),)
        if end < len(said) and said[end].glued and (joined := small_words("joined").get(said[end].marked)):
            return Counted(end + 1, (*words, joined), (value,))
    else:
        words = (str(value),)
    return Counted(_past_money(said, end) if value >= 1000 else end, words, (value,))


def _number_word(said: Sequence[Piece], at: int) -> Counted | None:
    found = _quantity(said, at)
    if found is None or found[0].denominator != 1:
        return None
    value, end = int(found[0]), found[1]
    scaled = end > at + 1 and _scale(said, end - 1) is not None
    if value < 100 and not (_unit(said, end) or _is_ordinal(said, at, end)) and not scaled:
        return None
    if at and end == at + 1 and _small(said, at - 1) and said[at].plain == "nam":  # "2 nam": years
        return None
    if " ".join(piece.marked for piece in said[at : at + 2]) in phrases("never"):
        return None
    return Counted(_past_money(said, end) if value >= 1000 else end, (str(value),), (value,))


def _quantity(said: Sequence[Piece], at: int) -> tuple[Fraction, int] | None:
    """A number with its scales and what follows them ("3 trieu 5"), and where it ends."""
    found = _small(said, at)
    if found is None:
        return None
    value, end = found
    while (scale := _scale(said, end)) and value * scale <= _LARGEST:
        value, end = value * scale, end + 1
        if _marked(said, end) in small_words("half"):
            value, end = value + Fraction(scale, 2), end + 1
        elif rest := _rest(said, end, scale):
            value, end = value + rest[0], rest[1]
    return value, end


def _small(said: Sequence[Piece], at: int) -> tuple[Fraction, int] | None:
    """A number in digits, or in words below a hundred."""
    if at >= len(said):
        return None
    plain, marked = said[at].plain, said[at].marked
    if plain[0].isdecimal():
        value = digits.value(plain)
        return None if value is None else (value, at + 1)
    digit = small_words("digit").get(marked)
    if digit is None:
        weak = small_words("weak").get(marked)
        return (Fraction(weak), at + 1) if weak and (_scale(said, at + 1) or _is_ten(said, at + 1)) else None
    value, end = Fraction(digit), at + 1
    if digit != "10":
        if not _is_ten(said, end):
            return value, end
        value, end = value * 10, end + 1
    last = small_words("last").get(_marked(said, end)) or small_words("digit").get(_marked(said, end), "10")
    if last == "10" or _plain(said, end) == "nam":  # "muoi nam" is ten years, "muoi lam" fifteen
        return value, end
    return value + int(last), end + 1


def _rest(said: Sequence[Piece], at: int, scale: int) -> tuple[Fraction, int] | None:
    """What stands after a scale and belongs to the sum: "3tr5", "3 trieu 500 nghin", "tram hai", but not "5 trieu 2 con"."""
    found = _small(said, at)
    if found is None and (last := small_words("weak").get(_marked(said, at))) and (at + 1 == len(said) or said[at + 1].stop):
        found = Fraction(last), at + 1
    if found is None or found[0].denominator != 1 or said[at].stop:
        return None
    number, end = int(found[0]), found[1]
    next_scale = _scale(said, end)
    if next_scale and next_scale < scale:
        return _quantity(said, at)
    if scale == 100:
        return (Fraction(number * 10 if number < 10 else number), end) if number < 100 and not _unit(said, end) else None
    typed = said[at].plain
    length = len(typed) if typed.isdecimal() else len(str(number))
    if next_scale or scale < 1000 or length > 3 or typed == "mot":  # "4 nghin mot so" is a thousand each
        return None
    if not said[at].glued and (length == 2 or _unit(said, end) or _plain(said, end) in phrases("thing")):
        return None
    return Fraction(number * scale, 10**length), end


def _scale(said: Sequence[Piece], at: int) -> int | None:
    """What the number before this place is multiplied by, if a scale stands there."""
    if not 0 < at < len(said) or said[at].stop:
        return None
    piece, before = said[at], said[at - 1].plain
    if scale := small_words("scale").get(piece.marked):
        short = len(piece.plain) < 3 and not piece.glued
        return None if short and _plain(said, at - 2) in phrases("dated") else int(scale)
    scale = small_words("glued").get(piece.marked)
    if scale is None or not before[0].isdecimal():
        return None
    if piece.marked == "m":
        metres = _plain(said, at - 2) in phrases("length") or (at + 1 < len(said) and said[at + 1].glued)
        return int(scale) if piece.glued and not metres else None
    return int(scale) if piece.glued or _is_thousand(said, at) else None


def _is_thousand(said: Sequence[Piece], at: int) -> bool:
    """Whether a "k" that stands apart from its number is money: alone it denies."""
    number = digits.value(said[at - 1].plain)
    return (
        number is not None
        and number >= 10
        and number not in _YEARS
        and _plain(said, at - 2) not in phrases("dated")
        and _plain(said, at + 1) in phrases("each") | {""}
    )


def _month(said: Sequence[Piece], at: int) -> Counted | None:
    """ "t3" as a month: where a year follows, after wages and the like, and from the eighth on; else it stays as typed."""
    number = _month_number(said, at)
    if number is None:
        return None
    first = at  # of a list: "luong t3, t4, t5"
    while first > at - 2 * _MONTHS and _month_number(said, first - 2):
        first -= 2
    after = _plain(said, at + 2)
    wages = _plain(said, first - 1) in phrases("month") and after not in {"cn", "chu"}
    month = number not in range(2, 8) or digits.value(after) in _YEARS or wages
    return Counted(at + 2, ("thang" if month else "t", str(number)), (number,))


def _month_number(said: Sequence[Piece], at: int) -> int | None:
    if at < 0 or at + 1 >= len(said) or said[at].marked not in {"t", "th"} or said[at].glued or not said[at + 1].glued:
        return None
    number = digits.value(said[at + 1].plain)
    return int(number) if number and number in range(1, _MONTHS + 1) else None


def _apart(said: Sequence[Piece], at: int) -> Counted:
    parts = digits.parts(said[at].plain)
    return Counted(at + 1, tuple(map(digits.written, parts)), tuple(int(part[: digits.LONGEST]) for part in parts))


def _is_ordinal(said: Sequence[Piece], at: int, end: int) -> bool:
    """Whether a number word names a month or a day of the week ("thang ba", "thu hai")."""
    year = (digits.value(_plain(said, end)) or 0) in _YEARS
    return at > 0 and said[at - 1].plain in {"thang", "thu"} and not (said[at].plain == "nam" and year)


def _is_ten(said: Sequence[Piece], at: int) -> bool:
    return _marked(said, at) in small_words("ten")


def _unit(said: Sequence[Piece], at: int) -> bool:
    return at < len(said) and not said[at].stop and said[at].plain in small_words("unit")


def _past_money(said: Sequence[Piece], at: int) -> int:
    """The place after a word for the currency, which says nothing more."""
    money = _marked(said, at) in small_words("money")
    pays = _marked(said, at) == "dong" and _plain(said, at + 1) in phrases("paid")
    return at + 1 if money and not pays else at


def _marked(said: Sequence[Piece], at: int) -> str:
    return said[at].marked if 0 <= at < len(said) else ""


def _plain(said: Sequence[Piece], at: int) -> str:
    return said[at].plain if 0 <= at < len(said) else ""
