"""People find the place where they work by what they type on a phone (L3)."""

from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.workplace_search import COMMUNE_WORDS, WORKPLACE_WORDS, WorkplaceIndex
from handlers.workplaces import learn
from storage.fold import fold
from storage.tree import Tree, UnitNode
from storage.unit_file import read_units

SEED = Path(__file__).parents[2] / "storage" / "seed"
DAY = date(2026, 11, 22)
UNITS = read_units((SEED / "lai_chau_2023.csv").read_bytes())
INDEX = WorkplaceIndex(Tree(UNITS), DAY)


def found(query: str) -> list[str]:
    return [match.unit_code for match in INDEX.find(query)]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("cty may tam duong", "cs-may-tam-duong"),
        ("Cty may Tam Đường", "cs-may-tam-duong"),
        ("maytamduong", "cs-may-tam-duong"),
        ("em lam o cty may tam duong a", "cs-may-tam-duong"),
        ("may mac tam duong", "cs-may-tam-duong"),
        ("thuy dien nam ban", "cs-thuy-dien-nam-ban-2"),
        ("td nam na", "cs-thuy-dien-nam-na"),
        ("cong ty che than uyen", "cs-che-than-uyen"),
        ("htx che", "cs-hop-tac-xa-che-tan-uyen"),
        ("bv tinh", "cs-benh-vien-tinh"),
        ("bvdk tinh lai chau", "cs-benh-vien-tinh"),
        ("thpt tan uyen", "cs-thpt-tan-uyen"),
        ("ldld h tam duong", "huyen-tam-duong"),
        ("lien doan lao dong tinh", "tinh"),
        ("cs-bao-tang-tinh", "cs-bao-tang-tinh"),
    ],
)
def test_what_people_type_finds_the_place_first(query: str, code: str) -> None:
    assert found(query)[0] == code


@pytest.mark.parametrize(
    "query",
    ["", "   ", "a", "😡", "123", "xyz abc", "khong biet", "toi khong muon noi", "cong ty no luong 3 thang", "con meo an ca"],
)
def test_nonsense_and_other_talk_finds_nothing(query: str) -> None:
    assert INDEX.find(query) == []


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.code)
def test_every_shipped_unit_is_first_by_its_name_without_diacritics(unit: UnitNode) -> None:
    match = INDEX.find(fold(unit.name))[0]
    assert (match.unit_code, match.name, match.score) == (unit.code, unit.name, 1.0)


@given(st.sampled_from(UNITS), st.data())
def test_one_typing_error_does_not_hide_a_unit(unit: UnitNode, data: st.DataObject) -> None:
    text = fold(unit.name)
    at = data.draw(st.integers(0, len(text) - 2))
    letter = data.draw(st.sampled_from("abcdeghiklmnopqrstuvxy"))
    one, two = text[at], text[at + 1]
    typed = text[:at] + data.draw(st.sampled_from([one + letter + two, letter + two, two, two + one])) + text[at + 2 :]
    assert unit.code in found(typed)[:3]


WORDS = sorted({word for unit in UNITS for word in fold(unit.name).split()} - {"phan"})


@pytest.mark.parametrize("word", WORDS)
def test_a_name_that_holds_the_word_stands_above_one_that_only_looks_like_it(word: str) -> None:
    names = [fold(match.name).split() for match in INDEX.find(word, limit=50)]
    assert sorted(names, key=lambda name: word not in name) == names
    assert word in names[0]


def test_a_short_word_is_not_taken_for_another_one() -> None:
    assert [code for code in found("cty may") if "xay-dung" in code or "muong-te" in code] == []
    assert found("mey") == found("cty mey") == []
    assert found("mya tam duong")[0] == "cs-may-tam-duong", "letters that changed places make no other word"


@pytest.mark.parametrize("query", ["cty tnhh may", "cty tnhh mtv may", "ctcp may", "cong ty cp may"])
def test_the_legal_form_is_nothing_against_a_name(query: str) -> None:
    assert found(query)[0] == "cs-may-tam-duong"


def test_the_context_tells_same_names_apart() -> None:
    match = INDEX.find("cty may tam duong")[0]
    assert match.context == "Liên đoàn Lao động huyện Tam Đường"
    assert INDEX.find("lien doan lao dong tinh")[0].context == ""


def test_the_district_helps_where_the_name_is_not_enough() -> None:
    units = [*UNITS, *(UnitNode(f"hh-{n}", "co_so", "Công ty Hoàng Hà", n) for n in ("huyen-sin-ho", "huyen-tan-uyen"))]
    index = WorkplaceIndex(Tree(units), DAY)
    assert index.find("cty hoang ha tan uyen")[0].unit_code == "hh-huyen-tan-uyen"
    assert index.find("cty hoang ha sin ho")[0].unit_code == "hh-huyen-sin-ho"


def test_the_closest_name_comes_first_and_scores_fall() -> None:
    matches = INDEX.find("tam duong", limit=3)
    scores = [match.score for match in matches]
    assert len(matches) == 3
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_units_that_have_ended_are_not_offered() -> None:
    units = [UNITS[0], UnitNode("old", "co_so", "Công ty Hoàng Hà", "tinh", valid_to=date(2025, 6, 30))]
    assert WorkplaceIndex(Tree(units), date(2025, 6, 30)).find("hoang ha")
    assert not WorkplaceIndex(Tree(units), date(2025, 7, 1)).find("hoang ha")


@pytest.mark.parametrize(
    ("query", "code"),
    [("doan ket", "03389"), ("p. đoàn kết", "03389"), ("xa pa u", "03442"), ("tt tam duong", "03390"), ("pa ve xu", "03448")],
)
def test_a_commune_is_found_by_its_name(query: str, code: str) -> None:
    assert INDEX.communes(query)[0].commune.code == code


def test_every_commune_is_found_by_its_name_and_told_with_its_district() -> None:
    for unit in UNITS:
        for commune in unit.communes:
            match = INDEX.communes(commune.name)[0]
            assert (match.commune, match.context) == (commune, unit.name)
            assert commune in [match.commune for match in INDEX.communes(fold(commune.name))[:2]]


def test_diacritics_decide_between_names_that_fold_alike() -> None:
    assert [match.commune.name for match in INDEX.communes("nậm chà")][:2] == ["Xã Nậm Chà", "Xã Nậm Cha"]
    assert [match.commune.name for match in INDEX.communes("nậm cha")][:2] == ["Xã Nậm Cha", "Xã Nậm Chà"]


def test_an_index_of_nothing_but_the_root_answers() -> None:
    index = WorkplaceIndex(Tree(UNITS[:1]), DAY)
    assert [match.unit_code for match in index.find("lai chau")] == ["tinh"]
    assert index.communes("doan ket") == []


@given(st.text())
def test_any_text_may_be_asked(text: str) -> None:
    assert len(INDEX.find(text)) <= 5
    assert len(INDEX.communes(text, limit=2)) <= 2


def test_a_very_long_message_is_not_a_burden() -> None:
    began = process_time()
    INDEX.find("toi lam o cong ty " * 5000)
    INDEX.find("maytamduong" * 5000)
    assert process_time() - began < 0.5


def test_the_words_for_short_forms_are_folded() -> None:
    for words in (WORKPLACE_WORDS, COMMUNE_WORDS):
        assert all(fold(short) == short and fold(full) == full for short, full in words.items())


def test_five_thousand_units_are_searched_in_milliseconds() -> None:
    sorts = ["Trường Tiểu học", "Trường Mầm non", "Công ty May", "Công ty trách nhiệm hữu hạn Xây dựng", "Hợp tác xã Chè"]
    places = [commune.name.split(" ", 1)[1] for unit in UNITS for commune in unit.communes]
    many = [
        UnitNode(f"u{n}", "co_so", f"Công đoàn cơ sở {sorts[n % 5]} {places[n % 97]} {places[n // 50]}", "tinh")
        for n in range(5000)
    ]
    index = WorkplaceIndex(Tree([*UNITS, *many]), DAY)
    queries = [
        "cty may tam duong",
        "thuy dein nam bna",
        "cong doan co so truong tieu hoc hoang thenn nam cuoi",
        "cty",
        "maytamduong",
    ]
    began = process_time()
    answers = [index.find(query) for query in queries * 4]
    spent = (process_time() - began) / len(answers)
    assert all(answers)
    assert spent < 0.02


def test_names_are_learnt_anew_only_when_other_units_are_in_force() -> None:
    tree = Tree([*UNITS, UnitNode("new", "co_so", "Công đoàn cơ sở Trạm Khí tượng", "tinh", valid_from=date(2026, 12, 1))])
    november = learn(tree, DAY)
    assert learn(tree, date(2026, 11, 30)) is november
    assert learn(tree, date(2026, 12, 1)) is not november
    assert [match.unit_code for match in learn(tree, date(2027, 1, 1)).find("tram khi tuong")] == ["new"]
