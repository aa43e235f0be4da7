"""Text in Latin letters: Vietnamese with or without diacritics, English, or neither."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import langdetect
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException
from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.understanding.profile import PROFILE, sentences
from handlers.understanding.syllables import raw_typing, syllables
from handlers.understanding.words import DATA, rows, spelled
from storage.fold import fold

_LANGDETECT: Final = 0.5  # its vote, in shares of the words: against it, the words must be clearer than one to three
_VIETNAMESE: Final = 0.6  # so many of the words must be able to be Vietnamese, or be borrowed from English
_ENGLISH: Final = 0.3  # so many must be known English words: else anything in Latin letters would be English
_ALL_BUT: Final = 0.8  # with so many possible syllables a text is Vietnamese, though its letters look like English
# One or two words that nobody listed are English if so many of their three letters in a row are usual in it.
_USUAL: Final = 0.8
_SHORT: Final = 3  # words; in longer texts a word with a slip is not needed and may be a foreign one
_OFTEN: Final = 3
_LETTERS: Final = 60  # about so many are shown to langdetect, from all over the text: more change nothing
_TRIALS: Final = 3  # of langdetect, which makes seven: of a thousand answers two are others, in a third less time

# Letters that only Vietnamese has. The first four also write Hmong, whose tones are consonants at the end of a word.
_ONLY: Final = re.compile(r"[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9]")
_TONED: Final = re.compile(r"[\u1ea0-\u1ef9]")
_OTHER_TONES: Final = re.compile(r"[zrvxslkw]$")


def language_of_words(words: Sequence[str]) -> str:
    """vi, en or unknown for words in lower case. The words of a text that mixes languages are counted."""
    kinds = Counter(map(_kind, words))
    if kinds["toned"]:
        return "vi" if kinds["vi"] + kinds["toned"] >= kinds["en"] else "en"
    if len(words) == 1 and (kinds["both"] or kinds["rather"]):
        return "unknown"
    raw = kinds["vowel"] + kinds["tone"] if kinds["vowel"] else 0
    possible = (kinds["vi"] + kinds["both"] + kinds["rather"] + raw) / len(words)
    lead = (kinds["vi"] - kinds["en"] - kinds["rather"]) / max(1, len(words) - kinds["both"])
    lead += _LANGDETECT * _detected(words)
    if lead > 0:
        return "vi" if possible + kinds["en"] / len(words) >= _VIETNAMESE else "unknown"
    if _is_english(words, kinds):
        return "en"
    return "vi" if possible >= _ALL_BUT else "unknown"


def has_vietnamese_letters(word: str) -> bool:
    """Whether a word in lower case has letters that no other language of these has."""
    return bool(_ONLY.search(word))


def _is_english(words: Sequence[str], kinds: Counter[str]) -> bool:
    known = kinds["en"] + kinds["rather"] + kinds["both"] + (kinds["typo"] if len(words) <= _SHORT else 0)
    if kinds["en"] or kinds["rather"] or known > len(words) / 2:
        return known >= _ENGLISH * len(words)
    return len(words) <= 2 and _is_usual_in_english(words)


@lru_cache(maxsize=20_000)
def _kind(word: str) -> str:
    """What a word can be.

    toned (Vietnamese without a doubt), vi, en, both, rather (both, but in Vietnamese seldom), vowel or tone (raw_typing),
    typo (of an English word) or other.
    """
    if _TONED.search(word):
        return "toned"
    plain = fold(word).replace(" ", "")
    english = word.isascii() and _is_listed(plain)
    if plain in syllables() or plain in _short_forms():
        return "vi" if not english else "both" if plain in _often_used() else "rather"
    if english:
        return "en"
    if _ONLY.search(word) and not _OTHER_TONES.search(word):
        return "vi"
    if raw := raw_typing(word):
        return raw
    return "typo" if word.isascii() and _is_nearly_listed(plain) else "other"


def _is_listed(word: str) -> bool:
    """Whether a word is a common English one, with or without an ending."""
    stems = {word.removesuffix(end) for end in ("", "s", "es", "ed", "d", "ing", "ly", "er")}
    stems |= {re.sub(r"ing$", "e", word), re.sub(r"ie[sd]$", "y", word)}
    return any((len(stem) > 2 or stem == word) and stem in listed("english.txt") for stem in stems)


def _is_nearly_listed(word: str) -> bool:
    """Whether a longer word is a common English one with one slip of the fingers."""
    return len(word) > 4 and process.extractOne(word, _beginning(word[0]), scorer=OSA.distance, score_cutoff=1) is not None


def _is_usual_in_english(words: Sequence[str]) -> bool:
    factory = _factory()
    place = factory.langlist.index("en")
    padded = (f" {word} " for word in words)
    grams = [word[at : at + 3] for word in padded for at in range(len(word) - 2)]
    usual = [gram for gram in grams if gram in factory.word_lang_prob_map and factory.word_lang_prob_map[gram][place]]
    return len(usual) >= _USUAL * len(grams)


def _detected(words: Sequence[str]) -> int:
    """What langdetect says: 1 for Vietnamese, with or without diacritics, -1 for English, 0 if it cannot tell."""
    step = -(-sum(map(len, words)) // _LETTERS)
    detector = _factory().create()
    detector.n_trial = _TRIALS
    detector.append(" ".join(words[::step]))
    try:
        return -1 if detector.detect() == "en" else 1
    except LangDetectException:  # no letters that it knows
        return 0


@cache
def _factory() -> DetectorFactory:
    """A langdetect of our own: three profiles instead of all, and always the same answers (L1)."""
    folder = Path(langdetect.__file__).parent / "profiles"
    factory = DetectorFactory()
    factory.load_json_profile([path.read_text("utf-8") for path in (folder / "vi", folder / "en", PROFILE)])
    factory.set_seed(0)
    return factory


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list in data/; lines that start with # are remarks."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _beginning(letter: str) -> tuple[str, ...]:
    """The longer English words with this first letter."""
    return tuple(sorted(word for word in listed("english.txt") if word[0] == letter and len(word) > 4))


@cache
def _often_used() -> frozenset[str]:
    """The usual words of our Vietnamese sentences. Others that are English words too ("not", "hit") speak for English."""
    uses = Counter(word for sentence in sentences() for word in fold(sentence).split())
    return _short_forms() | {word for word, times in uses.items() if times >= _OFTEN}


@cache
def _short_forms() -> frozenset[str]:
    """What people type for Vietnamese words, without diacritics."""
    return frozenset(fold(spelled(form)).replace(" ", "") for row in rows("abbreviations.tsv") for form in row[0].split(" "))
