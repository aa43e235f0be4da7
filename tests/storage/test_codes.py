"""Codes are easy to read out, and no two cases share one."""

from hypothesis import given
from hypothesis import strategies as st

from storage.codes import ALPHABET, case_code

MILLION = 32**4


def test_the_first_million_cases_have_a_million_codes_of_four_letters() -> None:
    codes = {case_code(number) for number in range(MILLION)}
    assert len(codes) == MILLION
    assert {len(code) for code in codes} == {4}


@given(st.sets(st.integers(0, 2**50), min_size=2, max_size=50))
def test_no_two_numbers_share_a_code(numbers: set[int]) -> None:
    assert len({case_code(number) for number in numbers}) == len(numbers)


@given(st.integers(0, 2**50))
def test_a_code_has_no_letter_that_is_mistaken_for_another(number: int) -> None:
    assert set(case_code(number)) <= set(ALPHABET)
    assert not set("01IO") & set(case_code(number))


def test_neighbours_do_not_look_alike() -> None:
    alike = sum(
        sum(a == b for a, b in zip(case_code(number), case_code(number + 1), strict=True)) >= 3 for number in range(1000)
    )
    assert alike < 50
