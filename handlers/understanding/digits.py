"""Rows of digits as they are typed: what number they are, and how they stand among the words."""

import re
from fractions import Fraction
from typing import Final

LONGEST: Final = 18
"""A longer row of digits counts nothing."""

_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DECIMAL: Final = re.compile(r"\d+[.,]\d{1,2}")
_PARTS: Final = re.compile(r"\d+")


def value(typed: str) -> Fraction | None:
    """The number that is typed, with points between the thousands or before the tenths; None for dates and the like."""
    if _THOUSANDS.fullmatch(typed):
        typed = re.sub("[.,]", "", typed)
    if len(typed) <= LONGEST and (typed.isdecimal() or is_decimal(typed)):
        whole, _, part = typed.replace(",", ".").partition(".")
        return Fraction(int(whole + part), 10 ** len(part))
    return None


def is_decimal(typed: str) -> bool:
    """Whether it has tenths or hundredths ("2.34")."""
    return bool(_DECIMAL.fullmatch(typed))


def written(typed: str) -> str:
    """Digits as a word: "03" is 3, a part of a telephone number keeps its nought."""
    if _THOUSANDS.fullmatch(typed):
        typed = re.sub("[.,]", "", typed)
    return str(int(typed)) if len(typed) < 3 or (typed[0] != "0" and len(typed) <= LONGEST) else typed


def parts(typed: str) -> list[str]:
    """The groups of a date, a telephone number, a decimal."""
    return _PARTS.findall(typed)
