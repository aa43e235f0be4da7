"""Danger: which words tell of it, and whom to call."""

import re
import unicodedata

from handlers.contact import office
from handlers.house import EmergencyConfig, House
from handlers.texts import Phrase, Verbatim, Words
from handlers.voice import Voice
from storage.fold import clean, fold

_WORD = re.compile(r"[^\W_]+")
_STROKE = "\u0111"


def sounds_urgent(text: str, emergency: EmergencyConfig) -> bool:
    """Whether one of the emergency words stands in a text, as whole words, with diacritics or without (facts §9.3).

    Diacritics that were typed must be those of the word: what is left out may be meant, what is different is not
    (without marks "slowly" and "suicide" are the same four letters).
    """
    said = _words(text)
    return any(_stands_in(said, _words(word)) for word in emergency.words)


def _words(text: str) -> list[tuple[str, frozenset[str]]]:
    """Each word without its marks, and the marks: wherever they stand in it, since people place tones in two ways."""
    return [(fold(word), _marks(word)) for word in _WORD.findall(clean(text).lower())]


def _marks(word: str) -> frozenset[str]:
    return frozenset(
        letter for letter in unicodedata.normalize("NFD", word) if unicodedata.combining(letter) or letter == _STROKE
    )


def _stands_in(said: list[tuple[str, frozenset[str]]], meant: list[tuple[str, frozenset[str]]]) -> bool:
    length = len(meant)
    return any(
        all(word == key and marks <= allowed for (word, marks), (key, allowed) in zip(said[at:], meant, strict=False))
        for at in range(len(said) - length + 1)
    )


OF_THE_UNION = frozenset({"mass_wages", "stoppage"})
"""What is urgent without danger to life: then the union's own number stands first."""


def whom_to_call(voice: Voice, language: str, kind: str) -> Words:
    """Whom to call at once when something of this kind is told."""
    words = "call-union" if kind in OF_THE_UNION else "call-danger"
    return Phrase(words, numbers=emergency_numbers(voice.house, language), hotline=Verbatim(office(voice).hotline))


def emergency_numbers(house: House, language: str) -> Words:
    """The numbers to call, a line each."""
    return Verbatim(
        "\n".join(
            house.texts.say(language, Phrase("emergency-line", number=number, name=_name(house, name)))
            for name, number in house.emergency.numbers.items()
        )
    )


def _name(house: House, name: str) -> Words:
    return Phrase(f"emergency-{name}") if house.texts.has(f"emergency-{name}") else Verbatim(name)
