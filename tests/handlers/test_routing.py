"""Which unit answers: the rules, the way up, and the alarm when nobody is there (R2, R3)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from handlers.routing import Route, RoutingConfig, Workplace, next_up, route
from storage.tree import Commune, Tree, UnitNode

DAY = date(2026, 11, 22)
CONFIG = {
    "ranks": [["co_so", "nghiep_doan"], ["huyen", "nganh"], ["tinh"]],
    "rules": [
        {"flags": ["confidential"], "to": "tinh"},
        {"topics": ["insurance"], "kinds": ["petition"], "to": "nganh"},
        {"kinds": ["question"], "flags": ["urgent", "many"], "to": "tinh"},
        {"to": "co_so"},
    ],
}
RULES = RoutingConfig.model_validate(CONFIG)
LE_LOI, BINH_LU = Commune("03487", "Xã Lê Lợi"), Commune("03390", "Xã Bình Lư")
TREE = Tree(
    [
        UnitNode("tinh", "tinh", "Province", None),
        UnitNode("huyen", "huyen", "District", "tinh", communes=(BINH_LU,)),
        UnitNode("nganh", "nganh", "Sector", "tinh", communes=(BINH_LU,)),
        UnitNode("may", "co_so", "Garments", "huyen"),
        UnitNode("to-may", "to", "A kind without a rank", "may"),
        UnitNode("dien", "co_so", "Power", "tinh"),
        UnitNode("cu", "co_so", "Ended", "huyen", valid_to=DAY - timedelta(days=1)),
    ]
)
ALL = frozenset(unit.code for unit in TREE)
MAY = Workplace(said="unit", unit="may")


def routed(workplace: Workplace = MAY, *, tree: Tree = TREE, **case: Any) -> Route:
    asked = {"topic": None, "kind": "petition", "flags": frozenset(), "excluded": frozenset(), "reachable": ALL} | case
    return route(RULES, tree, DAY, workplace, **asked)


def said(found: Route) -> tuple[str, str, dict[str, str]]:
    return found.unit, found.reason.key, {k: v for k, v in found.reason.args.items() if k != "unit"}


def test_the_own_union_answers_what_no_rule_takes_away() -> None:
    assert said(routed()) == ("may", "route-own", {})


def test_a_topic_goes_past_the_units_that_stand_too_low() -> None:
    assert said(routed(topic="insurance")) == ("huyen", "route-rank", {"to": "nganh"})
    assert said(routed(Workplace(said="unit", unit="dien"), topic="insurance")) == ("tinh", "route-rank", {"to": "nganh"})


def test_the_first_rule_that_matches_wins() -> None:
    assert routed(topic="insurance", flags=frozenset({"confidential"})).unit == "tinh"


def test_a_rule_asks_for_one_of_its_kinds_and_all_of_its_flags() -> None:
    assert routed(topic="insurance", kind="question").unit == "may"
    assert routed(kind="question", flags=frozenset({"urgent"})).unit == "may"
    assert routed(kind="question", flags=frozenset({"urgent", "many", "other"})).unit == "tinh"


def test_a_unit_without_a_reachable_officer_never_swallows_a_case() -> None:
    """R3"""
    assert said(routed(reachable=ALL - {"may"})) == ("huyen", "route-nobody", {"passed": "may"})
    assert said(routed(reachable=ALL - {"may", "huyen"})) == ("tinh", "route-nobody", {"passed": "may"})


def test_a_unit_that_stands_too_low_anyway_is_not_blamed_for_having_nobody() -> None:
    assert said(routed(topic="insurance", reachable=ALL - {"may"})) == ("huyen", "route-rank", {"to": "nganh"})


def test_an_excluded_union_is_passed_over_with_everything_below_it() -> None:
    assert said(routed(excluded=frozenset({"may"}))) == ("huyen", "route-excluded", {"passed": "may"})
    assert said(routed(excluded=frozenset({"huyen"}))) == ("tinh", "route-excluded", {"passed": "may"})
    assert routed(excluded=frozenset({"nganh", "nowhere"})).unit == "may"


def test_the_wish_of_the_worker_is_the_reason_told_first() -> None:
    found = routed(excluded=frozenset({"may"}), reachable=frozenset({"tinh"}))
    assert said(found) == ("tinh", "route-excluded", {"passed": "may"})


def test_a_unit_that_has_ended_hands_on_to_the_one_above() -> None:
    assert said(routed(Workplace(said="unit", unit="cu"))) == ("huyen", "route-ended", {"passed": "cu"})


def test_a_unit_of_a_kind_without_a_rank_is_passed_over() -> None:
    assert said(routed(Workplace(said="unit", unit="to-may"))) == ("may", "route-rank", {"to": "co_so"})
    assert RULES.unranked(TREE) == {"to"}


def test_a_commune_goes_to_a_unit_that_looks_after_it() -> None:
    here = Workplace(said="commune", commune="03390")
    assert said(routed(here)) == ("huyen", "route-commune", {"commune": "03390"})
    assert said(routed(here, reachable=ALL - {"huyen"})) == ("nganh", "route-nobody", {"commune": "03390", "passed": "huyen"})
    assert routed(Workplace(said="none", commune="03390")).unit == "huyen"


@pytest.mark.parametrize(
    ("workplace", "reason"),
    [
        (Workplace(said="commune", commune="03487"), "route-commune-uncovered"),
        (Workplace(said="none"), "route-no-union"),
        (Workplace(said="unsaid"), "route-unsaid"),
        (Workplace(said="unit", unit="gone"), "route-unit-unknown"),
    ],
)
def test_not_knowing_where_is_a_valid_answer_and_goes_to_the_root(workplace: Workplace, reason: str) -> None:
    """R2"""
    found = routed(workplace)
    assert (found.unit, found.reason.key, found.alarm) == ("tinh", reason, False)


def test_if_nobody_is_there_the_root_holds_the_case_and_it_is_an_alarm() -> None:
    """R3"""
    for workplace in (MAY, Workplace(said="unsaid")):
        assert routed(workplace, reachable=frozenset()) == routed(workplace, excluded=frozenset({"tinh"}))
        assert said(routed(workplace, reachable=frozenset())) == ("tinh", "route-alarm", {})
        assert routed(workplace, reachable=frozenset()).alarm


def test_a_unit_that_stands_too_low_does_not_get_the_case_because_nobody_else_is_there() -> None:
    assert routed(topic="insurance", reachable=frozenset({"may"})).alarm


def climbed(unit: str, **case: frozenset[str]) -> tuple[str, str, bool]:
    found = next_up(TREE, DAY, unit, **({"excluded": frozenset(), "reachable": ALL} | case))
    return found.unit, found.reason.key, found.alarm


def test_a_case_climbs_to_the_closest_unit_above_that_can_take_it() -> None:
    assert climbed("may") == ("huyen", "climb-next", False)
    assert climbed("to-may", reachable=ALL - {"may"}) == ("huyen", "climb-passed", False)
    assert climbed("may", excluded=frozenset({"huyen"})) == ("tinh", "climb-passed", False)
    assert climbed("gone") == ("tinh", "climb-next", False)


def test_above_the_root_there_is_only_the_alarm() -> None:
    assert climbed("tinh") == ("tinh", "climb-top", True)
    assert climbed("may", reachable=frozenset({"may"})) == ("tinh", "climb-alarm", True)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"rules": []}, "the last one is the default"),
        ({"rules": [{"topics": ["wage"], "to": "tinh"}]}, "the last one is the default"),
        ({"rules": [{"to": "tinh"}, {"kinds": ["petition"], "to": "tinh"}]}, "rule 1 matches everything"),
        ({"rules": [{"to": "huyenn"}]}, "'huyenn', not one of ranks: co_so"),
        ({"ranks": [["tinh"], ["co_so", "tinh"]]}, "a kind has one rank only: tinh"),
        ({"rules": [{"to": "tinh", "topic": "wage"}]}, "Extra inputs are not permitted"),
        ({"levels": []}, "Extra inputs are not permitted"),
    ],
)
def test_rules_that_cannot_work_are_refused(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        RoutingConfig.model_validate(CONFIG | change)


@pytest.mark.parametrize("wrong", [{"said": "unit"}, {"said": "none", "unit": "may"}, {"said": "commune"}])
def test_a_workplace_that_contradicts_itself_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="said "):
        Workplace(**wrong)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Tree, Workplace, dict[str, Any]]:
    kinds = st.sampled_from(["co_so", "nghiep_doan", "huyen", "nganh", "tinh", "unranked"])
    ends = st.sampled_from([None, DAY, DAY - timedelta(days=1)])
    covered = st.sets(st.sampled_from([LE_LOI, BINH_LU])).map(tuple)
    nodes = [UnitNode("tinh", draw(kinds), "tinh", None, valid_to=draw(ends))]
    for n in range(draw(st.integers(0, 8))):
        parent = draw(st.sampled_from(nodes)).code
        nodes.append(UnitNode(f"u{n}", draw(kinds), f"u{n}", parent, None, draw(ends), draw(covered)))
    codes = st.sampled_from([node.code for node in nodes])
    places = st.one_of(
        st.builds(Workplace, said=st.just("unit"), unit=codes | st.just("gone")),
        st.builds(Workplace, said=st.sampled_from(["commune", "none"]), commune=st.sampled_from(["03487", "03390", "0"])),
        st.builds(Workplace, said=st.sampled_from(["none", "unsaid"])),
    )
    case = {
        "topic": draw(st.sampled_from([None, "insurance", "wage"])),
        "kind": draw(st.sampled_from(["petition", "question"])),
        "flags": draw(st.frozensets(st.sampled_from(["urgent", "many", "confidential"]))),
        "excluded": draw(st.frozensets(codes, max_size=2)),
        "reachable": draw(st.frozensets(codes)),
    }
    return Tree(nodes), draw(places), case


def barred(tree: Tree, unit: str, excluded: frozenset[str]) -> bool:
    return unit in excluded or any(tree.is_below(unit, code) for code in excluded)


@given(worlds())
def test_a_case_comes_to_somebody_who_may_read_it_or_it_is_an_alarm_at_the_root(
    world: tuple[Tree, Workplace, dict[str, Any]],
) -> None:
    tree, workplace, case = world
    found = routed(workplace, tree=tree, **case)
    if found.alarm:
        assert found.unit == "tinh"
        assert "tinh" not in case["reachable"] or "tinh" in case["excluded"]
        return
    unit = tree.node(found.unit)
    assert found.unit in case["reachable"]
    assert not barred(tree, found.unit, case["excluded"])
    if unit != tree.root:
        assert unit.in_force(DAY)
        least = RULES.rule_for(case["topic"], case["kind"], case["flags"]).to
        assert RULES.rank(unit.kind) >= RULES.rank(least)


@given(worlds())
def test_names_decide_nothing(world: tuple[Tree, Workplace, dict[str, Any]]) -> None:
    tree, workplace, case = world
    renamed = Tree(replace(unit, name="the same for all") for unit in tree)
    assert routed(workplace, tree=renamed, **case) == routed(workplace, tree=tree, **case)


@given(worlds())
def test_climbing_always_comes_to_an_end_at_the_root(world: tuple[Tree, Workplace, dict[str, Any]]) -> None:
    tree, _, case = world
    for unit in tree:
        at, alarm = unit.code, False
        for _ in range(len(tree) + 1):
            if alarm:
                break
            up = next_up(tree, DAY, at, excluded=case["excluded"], reachable=case["reachable"])
            assert up.alarm or (tree.is_below(at, up.unit) and up.unit in case["reachable"])
            assert up.alarm or not barred(tree, up.unit, case["excluded"])
            at, alarm = up.unit, up.alarm
        assert (at, alarm) == ("tinh", True)
