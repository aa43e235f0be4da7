"""One way to normalise text: for matching (fold) and for keeping (clean)."""

import re
import unicodedata
from typing import Final

# What nobody sees but what makes two equal texts differ, turns a line around or is refused by a database:
# soft hyphen, joiners, fillers, direction marks, byte order marks, tags, lone surrogates (no UTF-8 for them).
# A joiner between two emoji stays: it makes them one picture.
_EMOJI: Final = r"[\u2190-\u2bff\U0001f000-\U0001faff]"
_INVISIBLE: Final = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    r"\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
    rf"|\u200d(?:(?<!{_EMOJI}\u200d)(?<!{_EMOJI}\ufe0f\u200d)|(?!{_EMOJI}))"
)
_EMOJI_STYLE: Final = re.compile(r"[\ufe00-\ufe0f\u20e3]")
_LINE_ENDS: Final = re.compile(r"\r\n|[\r\u000b\u000c\u0085\u2028\u2029]")
_CONTROLS: Final = re.compile(r"[\u0000-\u0008\u000e-\u001f\u007f-\u009f]")

_MARKS: Final = re.compile(r"[\u0300-\u036f]+")
_WORDS: Final = re.compile(r"[a-z0-9]+")
# A letter that is held ("roiiii") says no more than the letter. None is held in Roman numbers, identity cards, fire safety.
_HELD: Final = re.compile(r"(?<![^\W_])(?:x{0,3}v?iii|cccd|pccc)(?![^\W_])|([a-z])\1\1+")
# Unicode does not take these apart. Eth is what some keyboards give in place of the Vietnamese d with a stroke.
_STROKES: Final = str.maketrans({"\u0111": "d", "\u0110": "d", "\u00f0": "d", "\u00d0": "d"})


def fold(text: str) -> str:
    """The key by which texts are compared, never shown (L3).

    Lower case, without Vietnamese diacritics, compatibility forms (wide letters, ligatures, circled digits) made plain,
    invisible characters gone; everything that is neither letter nor digit becomes one space, none at the ends. A letter
    three times or more in a row is that letter once, but for the Roman numbers that end in iii and two short forms.
    Letters of other scripts keep their marks. Folding twice changes nothing.
    """
    if not text.isascii():
        text = _bare(_bare(text).casefold())
    if text.isascii():
        text = " ".join(_WORDS.findall(text.lower()))
    else:
        text = " ".join("".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in text).split())
    return _HELD.sub(lambda held: held[1] or held[0], text)


def _bare(text: str) -> str:
    text = unicodedata.normalize("NFKD", _EMOJI_STYLE.sub("", _INVISIBLE.sub("", text)))
    return _MARKS.sub("", text).translate(_STROKES)


def clean(text: str) -> str:
    """The form in which a text is kept (L5): composed (NFC), every line end a newline, a tab a space.

    Control characters, zero-width and direction marks and lone surrogates are taken out: they hide words, turn lines
    around, or cannot be written to the database. Everything else, spaces at the ends and what holds an emoji together
    included, stays as it was typed.
    Cleaning twice changes nothing.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", _INVISIBLE.sub("", text)))
