"""Finding the place where somebody works by what they type: no diacritics, abbreviations, typing errors."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from handlers.name_search import Names
from storage.tree import Commune, Tree

# What people write for the words that names of workplaces are made of: one reading each, all folded.
WORKPLACE_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bqlda": "ban quan ly du an",
        "bv": "benh vien",
        "bvdk": "benh vien da khoa",
        "cd": "cong doan",
        "cdcs": "cong doan co so",
        "cp": "co phan",
        "cs": "co so",
        "ct": "cong ty",
        "cty": "cong ty",
        "ctcp": "cong ty co phan",
        "dn": "doanh nghiep",
        "dntn": "doanh nghiep tu nhan",
        "gd": "giao duc",
        "h": "huyen",
        "htx": "hop tac xa",
        "kcn": "khu cong nghiep",
        "ks": "khach san",
        "ldld": "lien doan lao dong",
        "mn": "mam non",
        "mtv": "mot thanh vien",
        "nh": "ngan hang",
        "nm": "nha may",
        "ptdtbt": "pho thong dan toc ban tru",
        "ptdtnt": "pho thong dan toc noi tru",
        "sx": "san xuat",
        "td": "thuy dien",
        "th": "tieu hoc",
        "thcs": "trung hoc co so",
        "thpt": "trung hoc pho thong",
        "tm": "thuong mai",
        "tnhh": "trach nhiem huu han",
        "tp": "thanh pho",
        "tt": "trung tam",
        "tx": "thi xa",
        "ubnd": "uy ban nhan dan",
        "vc": "vien chuc",
        "xd": "xay dung",
        "xn": "xi nghiep",
        "yt": "y te",
    }
)
# What some write in a name and others leave out.
LEGAL_FORMS: Final = ("trach nhiem huu han", "mot thanh vien", "co phan")
# The same letters mean other things where people name a place.
COMMUNE_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {"h": "huyen", "p": "phuong", "tp": "thanh pho", "tt": "thi tran", "x": "xa"}
)


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that may be meant; context is the name of the unit above it ("" for the root), score lies in 0..1."""

    unit_code: str
    name: str
    context: str
    score: float


@dataclass(frozen=True, slots=True)
class CommuneMatch:
    """A commune that may be meant; context is the name of the closest unit that looks after it, score lies in 0..1."""

    commune: Commune
    context: str
    score: float


class WorkplaceIndex:
    """The units in force on a day and the communes they cover, ready to be searched by name."""

    def __init__(self, tree: Tree, day: date) -> None:
        units = tree.valid(day)
        above = {unit.code: tree.node(unit.parent).name if unit.parent else "" for unit in units}
        self._units = [Match(unit.code, unit.name, above[unit.code], 1.0) for unit in units]
        self._unit_names = Names([(unit.name, unit.context) for unit in self._units], WORKPLACE_WORDS, LEGAL_FORMS)
        communes = {commune.code: commune for unit in units for commune in unit.communes}
        self._communes = [CommuneMatch(found, tree.covers(code, day)[0].name, 1.0) for code, found in communes.items()]
        self._commune_names = Names([(found.commune.name, found.context) for found in self._communes], COMMUNE_WORDS)

    def find(self, query: str, limit: int = 5) -> list[Match]:
        """The units whose names are closest to what was typed, best first; none if nothing is near."""
        return [replace(self._units[at], score=score) for at, score in self._unit_names.find(query, limit)]

    def communes(self, query: str, limit: int = 5) -> list[CommuneMatch]:
        """The communes whose names are closest to what was typed, best first; none if nothing is near."""
        return [replace(self._communes[at], score=score) for at, score in self._commune_names.find(query, limit)]
