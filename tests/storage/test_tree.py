"""The tree of units: paths, coverage, dates, and what is no tree."""

from datetime import date

import pytest

from storage.tree import Commune, Tree, TreeError, UnitNode

DAY = date(2026, 11, 22)
DOAN_KET = Commune("03388", "Phường Đoàn Kết")
BINH_LU = Commune("03390", "Xã Bình Lư")


def unit(code: str, parent: str | None = "tinh", *communes: Commune, **dates: date) -> UnitNode:
    return UnitNode(code, "kind", f"Unit {code}", parent, communes=communes, **dates)


def codes(units: tuple[UnitNode, ...]) -> list[str]:
    return [unit.code for unit in units]


@pytest.fixture
def tree() -> Tree:
    return Tree(
        [
            unit("cs-b", "huyen"),  # the order of the nodes is free
            unit("tinh", None, DOAN_KET),
            unit("huyen", "tinh", DOAN_KET, BINH_LU),
            unit("cs-a", "huyen", BINH_LU),
            unit("a-team", "tinh", BINH_LU),
            unit("cs-c", "tinh"),
        ]
    )


def test_a_path_goes_from_the_unit_up_to_the_root(tree: Tree) -> None:
    assert codes(tree.path("cs-a")) == ["cs-a", "huyen", "tinh"]
    assert codes(tree.path("cs-c")) == ["cs-c", "tinh"]
    assert tree.path("tinh") == (tree.root,)


def test_children_stand_in_the_order_of_the_file(tree: Tree) -> None:
    assert codes(tree.children("tinh")) == ["huyen", "a-team", "cs-c"]
    assert codes(tree.children("huyen")) == ["cs-b", "cs-a"]
    assert tree.children("cs-a") == ()


def test_the_closest_unit_covers_a_commune_first(tree: Tree) -> None:
    assert codes(tree.covers("03390", DAY)) == ["cs-a", "a-team", "huyen"]
    assert codes(tree.covers("03388", DAY)) == ["huyen", "tinh"]
    assert tree.covers("99999", DAY) == ()


def test_below_means_below_at_any_depth_and_never_oneself(tree: Tree) -> None:
    assert tree.is_below("cs-a", "tinh")
    assert tree.is_below("cs-a", "huyen")
    assert not tree.is_below("huyen", "cs-a")
    assert not tree.is_below("cs-c", "huyen")
    assert not tree.is_below("huyen", "huyen")


def test_an_unknown_code_is_a_key_error(tree: Tree) -> None:
    assert "nowhere" not in tree
    for ask in (tree.node, tree.path, lambda code: tree.is_below(code, "tinh")):
        with pytest.raises(KeyError):
            ask("nowhere")


def test_a_unit_is_in_force_from_its_first_to_its_last_day() -> None:
    district = unit("huyen", "tinh", BINH_LU, valid_from=date(2023, 1, 1), valid_to=date(2025, 6, 30))
    commune = unit("xa", "tinh", BINH_LU, valid_from=date(2025, 7, 1))
    tree = Tree([unit("tinh", None), district, commune])
    assert codes(tree.valid(date(2022, 12, 31))) == ["tinh"]
    assert codes(tree.valid(date(2023, 1, 1))) == ["tinh", "huyen"]
    assert codes(tree.covers("03390", date(2025, 6, 30))) == ["huyen"]
    assert codes(tree.covers("03390", date(2025, 7, 1))) == ["xa"]


def test_a_tree_tells_since_which_day_the_same_units_are_in_force() -> None:
    tree = Tree(
        [
            unit("tinh", None),
            unit("begins", valid_from=date(2026, 3, 1)),
            unit("ends", valid_from=date(2025, 1, 1), valid_to=date(2026, 6, 30)),
        ]
    )
    since = {date(2024, 5, 5): date.min, date(2025, 1, 1): date(2025, 1, 1), date(2026, 2, 28): date(2025, 1, 1)}
    since |= {day: date(2026, 3, 1) for day in (date(2026, 3, 1), date(2026, 6, 30))}
    since |= {day: date(2026, 7, 1) for day in (date(2026, 7, 1), date(2030, 1, 1))}
    assert {day: tree.unchanged_since(day) for day in since} == since
    assert all(tree.valid(first) == tree.valid(day) for day, first in since.items())


@pytest.mark.parametrize(
    ("nodes", "reason", "value"),
    [
        ([], "root-missing", "tinh"),
        ([unit("a", None)], "root-missing", "tinh"),
        ([unit("tinh", None), unit("b", None)], "parent-missing", "b"),
        ([unit("tinh", None), unit("a", "nowhere")], "parent-unknown", "nowhere"),
        ([unit("tinh", None), unit("a"), unit("a")], "code-twice", "a"),
        ([unit("tinh", "a"), unit("a")], "root-parent", "a"),
        ([unit("tinh", None), unit("a", "a")], "cycle", "a > a"),
        ([unit("tinh", None), unit("x", "a"), unit("a", "b"), unit("b", "a")], "cycle", "a > b > a"),
    ],
)
def test_what_is_no_tree_is_refused_with_the_reason(nodes: list[UnitNode], reason: str, value: str) -> None:
    with pytest.raises(TreeError, match=reason) as raised:
        Tree(nodes)
    assert (reason, value) in [(fault.reason, fault.value) for fault in raised.value.faults]


def test_a_circle_is_told_once_and_every_circle_is_told() -> None:
    nodes = [unit("tinh", None), unit("a", "b"), unit("b", "a"), unit("below", "a"), unit("c", "c")]
    with pytest.raises(TreeError) as raised:
        Tree(nodes)
    assert [(fault.position, fault.reason) for fault in raised.value.faults] == [(1, "cycle"), (4, "cycle")]


def test_a_tree_of_many_levels_is_walked_without_deep_calls() -> None:
    nodes = [unit("tinh", None), *(unit(f"u{n}", f"u{n - 1}" if n else "tinh") for n in range(5000))]
    assert len(Tree(nodes).path("u4999")) == 5001
