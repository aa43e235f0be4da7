"""The file of the tree: what is read, what is refused and how it is said, and the shipped trees."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.fold import clean
from storage.tree import Commune, Tree, UnitNode
from storage.unit_file import COLUMNS, UnitFileError, read_units, write_units

SEED = Path(__file__).parents[2] / "storage" / "seed"
HEADING = ",".join(COLUMNS)
ROOT = "tinh,tinh,Liên đoàn Lao động tỉnh Lai Châu,,,,,"
GOOD = f"""{HEADING}
{ROOT}
huyen-a,huyen,Liên đoàn Lao động huyện Tam Đường,tinh,2023-01-01,2025-06-30,03390 Thị trấn Tam Đường; 03394 Xã Thèn Sin,
cs-may,co_so,Công đoàn cơ sở Công ty May Tam Đường,huyen-a,,,,1
"""
UNITS = [
    UnitNode("tinh", "tinh", "Liên đoàn Lao động tỉnh Lai Châu", None),
    UnitNode(
        "huyen-a",
        "huyen",
        "Liên đoàn Lao động huyện Tam Đường",
        "tinh",
        date(2023, 1, 1),
        date(2025, 6, 30),
        (Commune("03390", "Thị trấn Tam Đường"), Commune("03394", "Xã Thèn Sin")),
    ),
    UnitNode("cs-may", "co_so", "Công đoàn cơ sở Công ty May Tam Đường", "huyen-a", example=True),
]


def semicolons(text: str) -> str:
    return "\n".join(";".join(f'"{cell}"' if ";" in cell else cell for cell in row.split(",")) for row in text.split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.encode(),
        "\ufeff" + GOOD,
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        semicolons(GOOD),
        GOOD.replace("\n", "\n\n").replace("cs-may", " cs-may "),
        GOOD.replace("example", "EXAMPLE ").replace("\n", ",,\n"),
    ],
    ids=["text", "bytes", "mark", "mark bytes", "windows", "old mac", "semicolons", "blank lines", "empty columns"],
)
def test_a_file_is_read_however_a_spreadsheet_wrote_it(text: str | bytes) -> None:
    assert read_units(text) == UNITS


def test_columns_may_stand_in_any_order_and_those_without_need_be_left_out() -> None:
    assert read_units("parent,name,code,kind\n,A,tinh,tinh\n") == [UnitNode("tinh", "tinh", "A", None)]


def test_names_are_composed_and_without_what_nobody_sees() -> None:
    """L5"""
    assert read_units(f"{HEADING}\ntinh,tinh,Nậ\u0300m\u200b  Ban,,,,,")[0].name == clean("Nậ\u0300m Ban")


BROKEN = [
    ("", 1, "", "empty"),
    ("\n \n", 1, "", "empty"),
    (HEADING, 1, "", "empty"),
    (b"code,kind,name,parent\ntinh,tinh,A,\nb,x,\xc7\xd1,tinh", 3, "", "encoding"),
    ("\ufeffcode,kind".encode("utf-16-le"), 1, "", "encoding"),
    (f'{HEADING}\n{ROOT}\na,x,"A,tinh,,,,', 3, "", "unreadable"),
    (f"{HEADING},phone\n{ROOT},1", 1, "phone", "column-unknown"),
    (f"{HEADING},code\n{ROOT},tinh", 1, "code", "column-twice"),
    ("code,kind,name\ntinh,tinh,A", 1, "parent", "column-missing"),
    (f"{HEADING}\n{ROOT}\na,x,A,tinh", 3, "", "cells"),
    (f"{HEADING}\n{ROOT}\na,x,A,tinh,,,,,more", 3, "", "cells"),
    (f"{HEADING}\n{ROOT}\n,x,A,tinh,,,,", 3, "code", "missing"),
    (f"{HEADING}\n{ROOT}\na,,A,tinh,,,,", 3, "kind", "missing"),
    (f"{HEADING}\n{ROOT}\na,x, ,tinh,,,,", 3, "name", "missing"),
    (f"{HEADING}\n{ROOT}\na b,x,A,tinh,,,,", 3, "code", "code"),
    (f"{HEADING}\n{ROOT}\n{'a' * 41},x,A,tinh,,,,", 3, "code", "code"),
    (f"{HEADING}\n{ROOT}\nđ,x,A,tinh,,,,", 3, "code", "code"),
    (f"{HEADING}\n{ROOT}\na,x,A,tinh,,,,\na,x,B,tinh,,,,", 4, "code", "code-twice"),
    (f"{HEADING}\na,x,A,a,,,,", 1, "code", "root-missing"),
    (f"{HEADING}\n{ROOT}\na,x,A,,,,,", 3, "parent", "parent-missing"),
    (f"{HEADING}\na,x,A,tinh,,,,\ntinh,x,A,a,,,,", 3, "parent", "root-parent"),
    (f"{HEADING}\n{ROOT}\na,x,A,nowhere,,,,", 3, "parent", "parent-unknown"),
    (f"{HEADING}\n{ROOT}\na,x,A,b,,,,\nb,x,B,a,,,,", 3, "parent", "cycle"),
    (f"{HEADING}\n{ROOT}\na,x,A,tinh,01/07/2025,,,", 3, "valid_from", "date"),
    (f"{HEADING}\n{ROOT}\na,x,A,tinh,,20250701,,", 3, "valid_to", "date"),
    (f"{HEADING}\n{ROOT}\na,x,A,tinh,,2025-02-30,,", 3, "valid_to", "date"),
    (f"{HEADING}\n{ROOT}\na,x,A,tinh,2025-07-01,2025-06-30,,", 3, "valid_to", "dates"),
    (f"{HEADING}\n{ROOT}\na,x,A,tinh,,,3390 Xã Bình Lư,", 3, "communes", "commune"),
    (f"{HEADING}\n{ROOT}\na,x,A,tinh,,,03390,", 3, "communes", "commune"),
    (f"{HEADING}\n{ROOT}\na,x,A,tinh,,,03390 A; 03390 B,", 3, "communes", "commune-twice"),
    (f"{HEADING}\n{ROOT}\na,x,A,tinh,,,,yes", 3, "example", "example"),
]


@pytest.mark.parametrize(("text", "line", "column", "reason"), BROKEN, ids=[f"{b[3]} {b[1]} {b[2]}" for b in BROKEN])
def test_what_is_wrong_is_named_by_line_and_column(text: str | bytes, line: int, column: str, reason: str) -> None:
    with pytest.raises(UnitFileError) as raised:
        read_units(text)
    assert (line, column, f"unit-file-{reason}") in [(p.line, p.column, p.reason_key) for p in raised.value.problems]
    assert f"line {line}{f', column {column}' if column else ''}: " in str(raised.value)


def test_everything_wrong_is_told_at_once_in_the_order_of_the_lines() -> None:
    text = f'{HEADING}\n{ROOT}\n"a\nb",x,A,tinh,x,,,\nc,x,,nowhere,,,,'
    with pytest.raises(UnitFileError) as raised:
        read_units(text)
    assert [(p.line, p.column) for p in raised.value.problems] == [(3, "code"), (3, "valid_from"), (5, "name"), (5, "parent")]
    assert str(raised.value.problems[3]) == "line 5, column parent: no unit has this code (nowhere)"


code = st.from_regex(r"[A-Za-z0-9_-]{1,40}", fullmatch=True).filter(lambda code: code != "tinh")
name = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).map(lambda s: " ".join(clean(s).split())).filter(bool)
commune_name = name.map(lambda s: s.replace(";", "").strip()).filter(bool)
communes = st.lists(
    st.builds(Commune, st.from_regex(r"[0-9]{5}", fullmatch=True), commune_name), max_size=4, unique_by=lambda c: c.code
).map(tuple)


@st.composite
def trees(draw: st.DrawFn) -> list[UnitNode]:
    known = ["tinh"]
    nodes = [UnitNode("tinh", "top", draw(name), None, communes=draw(communes))]
    for new in draw(st.lists(code, max_size=12, unique=True)):
        since, until = sorted((draw(st.dates()), draw(st.dates())))
        dates = (draw(st.sampled_from([None, since])), draw(st.sampled_from([None, until])))
        nodes.append(
            UnitNode(new, draw(name), draw(name), draw(st.sampled_from(known)), *dates, draw(communes), draw(st.booleans()))
        )
        known.append(new)
    return draw(st.permutations(nodes))


@given(trees())
def test_a_tree_that_is_written_reads_back_as_itself(nodes: list[UnitNode]) -> None:
    assert read_units(write_units(nodes)) == nodes
    assert len(Tree(nodes)) == len(nodes)


@pytest.mark.parametrize(("file", "covered"), [("lai_chau_2023.csv", 106), ("lai_chau_2025.csv", 38)])
def test_the_shipped_trees_cover_every_commune_once(file: str, covered: int) -> None:
    units = read_units((SEED / file).read_bytes())
    found = [commune.code for unit in units for commune in unit.communes]
    assert len(found) == len(set(found)) == covered


def test_the_shipped_trees_say_what_is_invented_and_use_no_abbreviations() -> None:
    for file in SEED.glob("*.csv"):
        for unit in read_units(file.read_bytes()):
            assert unit.example == (unit.kind in ("co_so", "nghiep_doan") or unit.code == "nganh-giao-duc"), unit
            assert not {word for word in unit.name.split() if len(word) > 1 and word.isupper()}, unit


def test_the_tree_of_2025_has_no_level_between_grassroots_and_province() -> None:
    tree = Tree(read_units((SEED / "lai_chau_2025.csv").read_bytes()))
    assert {len(tree.path(unit.code)) for unit in tree} == {1, 2}


def test_the_shipped_files_have_exactly_the_published_columns() -> None:
    for file in SEED.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as rows:
            assert tuple(next(csv.reader(rows))) == COLUMNS
