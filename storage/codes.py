"""Codes that people read out, type and mistype."""

import secrets
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0, O, 1, I: a code is read out on the telephone."""


def new_code(length: int) -> str:
    """A random code of letters and digits that cannot be mistaken for each other; five bits a letter."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
