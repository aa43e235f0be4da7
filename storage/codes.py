"""Codes that people read out, type and mistype."""

import secrets
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0, O, 1, I: a code is read out on the telephone."""


def new_code(length: int) -> str:
    """A random code of letters and digits that cannot be mistaken for each other; five bits a letter."""
    return _letters(secrets.randbits(5 * length), length)


def case_code(number: int) -> str:
    """The code of a case from the number of its row: four letters for the first million cases, then five and so on.

    A permutation: no two numbers share a code, so none is looked up, and neighbours look nothing alike. It hides nothing:
    a code alone opens no case.
    """
    length, first = 4, 0
    while number - first >= 32**length:
        first += 32**length
        length += 1
    size = 32**length
    value = number - first
    for factor, shift in ((0x9E3779B1, 7), (0x85EBCA6B, 11)):
        # odd factors and shifts to the right are one to one modulo a power of two
        value = value * factor % size
        value ^= value >> shift
    return _letters(value, length)


def _letters(value: int, length: int) -> str:
    return "".join(ALPHABET[value >> (5 * place) & 31] for place in reversed(range(length)))
