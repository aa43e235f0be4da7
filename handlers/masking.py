"""What in a text may tell who wrote it: numbers to call or pay, addresses, the writer's own name; and covering it (P4)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

COVER: Final = "***"
_STROKES: Final = {"\u0111": "d", "\u0110": "d", "\u00f0": "d", "\u00d0": "d"}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_GAP: Final = r"[ .\-()]{0,2}"
_NUMBERS: Final = (
    # telephones: 0912 345 678, +84 912.345.678, 84912345678, (0213) 3876 543
    re.compile(rf"(?<![\w+])(?:(?:\+|00)84{_GAP}|84(?=[1-9]\d{{8}}(?!\d))|\(?0)[1-9]\d(?:{_GAP}\d){{7,8}}(?!\d)"),
    # identity cards, with or without gaps between groups of three or four: 001 203 004 005
    re.compile(r"(?<![\w.,])0\d{2,3}(?:[ .]\d{3,4}){2,3}(?![\w])"),
    # whatever is told as the number of an account or of a card
    re.compile(
        r"(?<![a-z0-9])(?:stk|so (?:tai khoan|tk)|tai khoan|tk|cccd|cmnd|cmt|can cuoc)\b[^\d\n]{0,20}"
        r"(\d(?:[ .\-]?\d){5,18})(?!\d)"
    ),
    # a long number that is no sum of money
    re.compile(r"(?<![\w.,+])(?!\d*000(?!\d))\d{9,19}(?!\w)"),
    # begun only where a word begins: else a long word without @ is read again from each of its letters
    re.compile(r"(?<![a-z0-9_.+\-])[a-z0-9_.+\-]+@[a-z0-9\-]+(?:\.[a-z0-9\-]+)+"),
    re.compile(r"(?<![a-z0-9])(?:fb|facebook|zalo|m)\.(?:com|me)/[^\s,]+"),
)  # fmt: skip

# where somebody stood, in degrees
_PLACE: Final = re.compile(r"(?<![\w.])-?\d{1,3}\.\d{4,}, ?-?\d{1,3}\.\d{4,}(?!\w)")

_WRITER: Final = r"(?:toi|em|minh|chau|con|anh|chi|tui|tao|to)"
_NAMED: Final = re.compile(
    # "toi ten la", "ten em la", "em ten", "ho va ten:": whatever follows is a name
    rf"(?<!\w)(?:{_WRITER} ten(?: la)?|ten(?: cua)? {_WRITER}(?: la)?|ho(?: va)? ten(?: la)?|ten(?= la |:)(?: la)?)[ :]+"
)
# "toi la": a name only if it is written or begins like one ("toi la cong nhan" names nobody)
_IS: Final = re.compile(rf"(?<!\w){_WRITER} la[ :]+")
_WORD: Final = re.compile(r"[^\W\d_]+")

# family names of the peoples of the province, folded
_FAMILIES: Final = _set(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly lo giang vang sung mua thao hau lau cu"
    " trang ma tan phan chao chang ha dao luong tong quang ca deo vi cam lu lam lau mao ly po phung phu gia hang hau"
    " sin sung thang tao tho to cheo lung khoang kha mai trinh dinh truong cao doan luu ta thai"
)
# what people are, not what they are called
_NO_NAME: Final = _set(
    "ai cong nhan vien giao lao dong nguoi nu nam que to doi truong bao ve thu ky ke toan lai xe tho y bac si dieu duong"
    " mot me bo vo chong hoc mua con cha ban dan doan cuu gi"
)
# words that end a name written in small letters
_AFTER_A_NAME: Final = _set(
    "la o lam dang hien sinh tuoi thuoc tai ben cty ct da va thi ma co khong bi moi vua xin muon mong tu den quan"
    " nhe a anh chi em toi minh nay nha day noi cho cua duoc ko k"
)
_LONGEST_NAME: Final = 5


def traces(text: str) -> list[str]:
    """The pieces of a cleaned text that may tell who wrote it, in their order, each once."""
    return list(dict.fromkeys(text[start:end] for start, end in _spans(text)))


def cover(text: str) -> str:
    """The cleaned text with those pieces covered; the same text if there are none."""
    return _covered(text, _spans(text))


def cover_places(text: str) -> str:
    """The text with nothing covered but where somebody stood."""
    return _covered(text, [match.span() for match in _PLACE.finditer(text)])


def _covered(text: str, spans: list[tuple[int, int]]) -> str:
    covered, after = [], 0
    for start, end in spans:
        covered += [text[after:start], COVER]
        after = end
    return "".join([*covered, text[after:]])


def _spans(text: str) -> list[tuple[int, int]]:
    plain = _plain(text)
    found = sorted([*_numbers(plain), *_names(text, plain)])
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _plain(text: str) -> str:
    """Lower case without diacritics, letter by letter: a place in it is the same place in the text."""
    if text.isascii():
        return text.lower()
    return text.translate({ord(c): _STROKES.get(c) or unicodedata.normalize("NFD", c)[0].lower()[:1] for c in set(text)})


def _numbers(plain: str) -> Iterator[tuple[int, int]]:
    for pattern in (*_NUMBERS, _PLACE):
        for match in pattern.finditer(plain):
            yield match.span(match.lastindex or 0)


def _names(text: str, plain: str) -> Iterator[tuple[int, int]]:
    for pattern, sure in ((_NAMED, True), (_IS, False)):
        for match in pattern.finditer(plain):
            if span := _name(text, plain, match.end(), sure=sure):
                yield span


def _name(text: str, plain: str, start: int, *, sure: bool) -> tuple[int, int] | None:
    """The name that begins there, if it is one: written with capitals, begun by a family name, or `sure` to be one."""
    words = _words(plain, start)
    if not words:
        return None
    capitals = 0
    while capitals < len(words) and text[words[capitals][0]].isupper():
        capitals += 1
    first = plain[slice(*words[0])]
    if capitals:
        taken = capitals if sure or first in _FAMILIES or first not in _NO_NAME else 0
    elif sure or (first in _FAMILIES - _NO_NAME and len(words) > 1):
        taken = _until_no_name(plain, words)
    else:
        taken = 0
    return (start, words[taken - 1][1]) if taken else None


def _until_no_name(plain: str, words: list[tuple[int, int]]) -> int:
    taken = 0
    for number, span in enumerate(words[:4]):
        word = plain[slice(*span)]
        # the first word may be a family name that means something else too; a lone "a" inside a name is one
        if number == 0 and word in _FAMILIES:
            taken = 1
            continue
        if (word in _NO_NAME and number < 2) or (
            word in _AFTER_A_NAME and not (word == "a" and number == 1 and len(words) > 2)
        ):
            break
        taken += 1
    return taken


def _words(plain: str, start: int) -> list[tuple[int, int]]:
    """The words from there on that only spaces part, as many as a name may have."""
    words: list[tuple[int, int]] = []
    at = start
    while len(words) < _LONGEST_NAME and (match := _WORD.match(plain, at)):
        words.append(match.span())
        at = match.end()
        if plain[at : at + 1] != " ":
            break
        at += 1
    return words
