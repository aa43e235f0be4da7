"""Which language somebody writes, and when the answers follow it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

from handlers.understanding.latin import has_vietnamese_letters, language_of_words, listed
from handlers.understanding.words import spelled
from storage.fold import clean

LANGUAGES: Final = ("vi", "en", "zh", "ja", "ko", "th", "lo", "km")
UNKNOWN: Final = "unknown"

_SHARE: Final = 0.3  # a script with so many of the letters is the one the person writes; the rest is names
_MAJORITY: Final = 0.5  # beside Vietnamese it must be the most of it
_READ: Final = 2_000  # letters of a message: more say nothing new
_LONGEST: Final = 24  # letters of a word
_FEWEST: Final = 3  # letters; two are anybody's
_KANA: Final = 0.1  # of the Chinese and Japanese letters: below it is a brand in a Chinese text

_LATIN: Final = r"a-z\u00df-\u024f\u1e00-\u1eff"  # in lower case
_LINKS: Final = re.compile(r"(?:https?://|www\.)\S+|[^\s@]{1,64}@\S+|(?<!\S)[@/#]\S+")
_HAN: Final = r"\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# India to Burma, Tibet, the Tai scripts: between their letters stand marks, which are no letters to Python
_WITH_MARKS: Final = r"\u0900-\u0dff\u0f00-\u0fbc\u1000-\u109d\u1980-\u19df\u1a20-\u1aad\uaa80-\uaadf"
_KANA_LETTERS: Final = r"\u3041-\u3096\u30a1-\u30fa\u30fc"
# A single letter of another script stands in faces that people draw with letters, so only two of them count.
_LETTERS: Final = re.compile(
    rf"(?P<han>[{_HAN}{_KANA_LETTERS}]{{2,}}|[{_HAN}])|(?P<ko>[\uac00-\ud7a3]+)|(?P<th>[\u0e01-\u0e3a\u0e40-\u0e4e]{{2,}})"
    rf"|(?P<lo>[\u0e81-\u0ece\u0edc-\u0edf]{{2,}})|(?P<km>[\u1780-\u17d3]{{2,}})|(?P<latin>[{_LATIN}]+)"
    rf"|(?P<unknown>(?:[^\W\d_{_LATIN}\u1100-\u11ff\u3041-\u30ff]|[{_WITH_MARKS}]){{2,}})"
)
_KANA_LETTER: Final = re.compile(rf"[{_KANA_LETTERS}]")
_DENSE: Final = {"han", "ko"}  # a letter says as much as two of ours

_TOKEN: Final = re.compile(rf"[{_LATIN}\d]+(?:['\u2019][{_LATIN}]+)*")
_APOSTROPHE: Final = re.compile(r"['\u2019]")
_INSIDE_NUMBERS: Final = re.compile(rf"[{_LATIN}]{{4,}}")
_LAUGH: Final = re.compile(r"(?:h[aeiouy])+h?")
_NAME: Final = re.compile(rf"(?<=[^\s.!?:\u2026] )[^\W\d_{_LATIN}][{_LATIN}]+")


def language_of(text: str, known: str = "vi") -> str:
    """The language of a message: one of LANGUAGES, or "unknown", which is a normal answer.

    A message that says nothing of it ("ok", a number, a code, a link, a face, one word of no known language) is in the
    language `known`.
    The same text has the same answer, in any order and from any thread.
    """
    text = unicodedata.normalize("NFKC", _LINKS.sub(" ", clean(text[:_READ])))
    script = _script(_NAME.sub(" ", text).lower())
    if script != "latin":
        return script
    words = _words(text)
    if sum(map(len, words)) < _FEWEST and not any(map(has_vietnamese_letters, words)):
        return known
    language = language_of_words(words)
    return known if language == UNKNOWN and len(words) == 1 else language


def next_language(current: str, heard: Sequence[str], *, chosen: bool = False) -> str:
    """The language to answer in, after messages in these languages (the newest last; language_of with known="").

    What a person chose stays. Else two messages of one other language change it, or one in another script; what is unknown
    or says nothing ("") neither changes it nor comes in between.
    """
    told = [language for language in heard if language in LANGUAGES]
    if chosen or not told or told[-1] == current:
        return current
    latin = {"vi", "en"}
    same_script = told[-1] in latin and current in latin
    return current if same_script and told[-2:] != [told[-1]] * 2 else told[-1]


def _script(text: str) -> str:
    """The language that the letters show by themselves; "latin" when they do not."""
    letters, weights, kana = Counter[str](), Counter[str](), 0
    for run in _LETTERS.finditer(text):
        name = str(run.lastgroup)
        letters[name] += len(run[0])
        weights[name] += len(run[0]) * (2 if name in _DENSE else 1)
        kana += len(_KANA_LETTER.findall(run[0])) if name == "han" else 0
    others = [name for name in weights if name != "latin"]
    if not others:
        return "latin"
    name = max(sorted(others), key=lambda name: weights[name])
    needed = _MAJORITY if has_vietnamese_letters(text) else _SHARE
    if weights[name] < needed * weights.total():
        return "latin"
    if name == "han":
        return "ja" if kana >= _KANA * letters["han"] else "zh"
    return name


def _words(text: str) -> list[str]:
    """The words of a text in lower case, without those that are neutral, numbers, codes, and names if they are the fewer."""
    every, nameless = _said(text), _said(_NAME.sub(" ", text))
    return nameless if len(nameless) >= max(2, len(every) / 2) else every


def _said(text: str) -> list[str]:
    neutral = listed("neutral.txt")
    found: list[str] = []
    for token in _TOKEN.findall(text.lower()):
        word = _APOSTROPHE.sub("", token)
        found += [word] if word.isalpha() else _INSIDE_NUMBERS.findall(word)
    words = (spelled(word) for word in found if len(word) <= _LONGEST)
    return [word for word in words if word not in neutral and not _LAUGH.fullmatch(word)]
