"""Which words can be Vietnamese, by their letters alone: the beginnings and endings that a syllable may have."""

import re
from functools import cache
from typing import Final

# Endings without diacritics, by the letter they begin with.
_A: Final = "a ac ach ai am an ang anh ao ap at au ay"
_E: Final = "e ec ech em en eng enh eo ep et eu"
_I: Final = "i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu"
_O: Final = "o oa oac oach oai oam oan oang oanh oao oat oay oc oe oen oeo oet oi om on ong oong op ot"
_U: Final = "u ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu"
_UY: Final = "uy uya uych uyen uyet uynh uyt uyu"
_Y: Final = "y yem yen yeng yet yeu"
_AFTER_QU: Final = "a ac ach ai an ang anh ao at au ay e en eo et ech enh i ia ich in it o oc oi on ot y yen yet ynh yt"

_BEFORE_ALL: Final = "b ch d h kh l m n nh ph p r s t th tr v x"
_BEFORE_BACK: Final = "c g ng"
_BEFORE_FRONT: Final = "k gh ngh"
_BEFORE_Y: Final = "h k l m s t v"

# What an input method that is switched off leaves of the diacritics: "nowj luwowng".
_PAIR: Final = re.compile(r"aa|ee|oo|dd")
_HORN: Final = re.compile(r"(?<=[aou])w")
_TONE: Final = re.compile(r"(?<=[aeiouy])[sfrxj]|(?<=[aeiouy][cmnpt])[sfrxj]|(?<=[cn][hg])[sfrxj]")


@cache
def syllables() -> frozenset[str]:
    """Every syllable that Vietnamese spelling allows, without diacritics; not all of them are words."""
    front, back = f"{_E} {_I}".split(), f"{_A} {_O} {_U} {_UY}".split()
    found = {*front, *back, *_Y.split()}
    found.update(start + end for start in _BEFORE_ALL.split() for end in front + back)
    found.update(start + end for start in _BEFORE_BACK.split() for end in back)
    found.update(start + end for start in _BEFORE_FRONT.split() for end in front)
    found.update("gi" + end for end in back + _E.split())
    found.update("g" + end for end in _I.split())
    found.update("qu" + end for end in _AFTER_QU.split())
    found.update(start + "y" for start in _BEFORE_Y.split())
    return frozenset(found)


def raw_typing(word: str) -> str | None:
    """How a word in lower case looks like a syllable typed for an input method (Telex) that was switched off.

    "vowel" if a vowel is doubled or has its horn ("luwowng"): nobody else writes so; "tone" if it has but a letter for its
    tone ("bij"), as the words of other languages may; None if it is no such syllable.
    """
    bare = _HORN.sub("", _PAIR.sub(lambda pair: pair[0][0], word)).replace("w", "u")
    bare = _TONE.sub("", bare, count=1)
    if bare == word or bare not in syllables():
        return None
    return "vowel" if _PAIR.search(word) or "w" in word else "tone"
