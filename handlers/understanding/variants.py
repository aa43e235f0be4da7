"""The same text as other people type it: without diacritics, and with short forms as well."""

import unicodedata
from functools import cache
from hashlib import blake2b

from handlers.understanding.words import rows
from storage.fold import clean, fold

_STROKE = str.maketrans({"\u0111": "d", "\u0110": "D"})
_LONGEST = 4  # words that one short form stands for


def toneless(text: str) -> str:
    """Every letter as typed but for its diacritics."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).translate(_STROKE)


def abbreviated(text: str, often: float = 0.7, salt: str = "") -> str:
    """Without diacritics, and so often as said with a short form of data/abbreviations.tsv in the place of what it means.

    Which form is chosen depends on the text alone (and the salt): the same comes out each time.
    """
    words = toneless(clean(text)).lower().split()
    out: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            typed = " ".join(words[at : at + length])
            bare = typed.strip('.,;:?!\u2026"()')
            forms = _forms().get(fold(bare), ())
            if forms and bare == fold(bare):
                draw = int.from_bytes(blake2b(f"{salt}{text}{at}".encode(), digest_size=6).digest())
                if draw % 1000 < often * 1000:
                    out.append(typed.replace(bare, forms[draw // 1000 % len(forms)]))
                    at += length
                    break
        else:
            out.append(words[at])
            at += 1
    return " ".join(out)


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """For what is meant, the short forms that are typed for it, as they look without diacritics."""
    forms: dict[str, list[str]] = {}
    for row in rows("abbreviations.tsv"):
        meant = fold(row[1])
        for form in row[0].split(" "):
            bare = toneless(form).lower()
            if len(bare) < len(meant) and bare not in forms.setdefault(meant, []):
                forms[meant].append(bare)
    return {meant: tuple(found) for meant, found in forms.items()}
