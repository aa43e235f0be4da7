"""Text is compared folded and kept clean (L3, L5)."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.fold import clean, fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Đoàn Kết", "doan ket"),
        ("ĐƯỜNG", "duong"),
        ("Ðường", "duong"),  # eth, as some keyboards write it
        ("  Công ty\tTNHH\n“May” (Tam-Đường)!!! ", "cong ty tnhh may tam duong"),
        ("hoà, hòa; thuỷ / thủy", "hoa hoa thuy thuy"),
        ("\uff23\uff34\uff39 \u2460", "cty 1"),
        ("nợ bhxh 3 tháng r 😡", "no bhxh 3 thang r"),
        ("Nậm\u200bBan\ufeff", "namban"),
        ("ສະບາຍດີ", "ສະບາຍດີ"),
        ("\U0001d400ສ", "aສ"),  # a bold A is an A only after it was taken apart
        ("_-.,", ""),
        ("❤\ufe0f", ""),
        ("1\ufe0f\u20e3", "1"),  # the key of a telephone
        ("Rồiiii, koooo cóoó!", "roi ko co"),
        ("Khu III, tổ VIII, oo, aab", "khu iii to viii oo aab"),  # Roman numbers, and letters that are only doubled
        ("số CCCD, PCCC", "so cccd pccc"),
        ("2000 đồng", "2000 dong"),
    ],
)
def test_the_key_of_a_text_is_its_bare_letters_and_digits(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_composed_and_decomposed_letters_fold_alike() -> None:
    """L5"""
    text = "Liên đoàn Lao động huyện Tam Đường, Pa Vệ Sủ"
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == "lien doan lao dong huyen tam duong pa ve su"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_key_has_single_spaces_and_none_at_its_ends(text: str) -> None:
    assert fold(text).split(" ") == (fold(text).split() or [""])


@given(st.text(st.characters(max_codepoint=0x7F) | st.sampled_from("đĐươăâêôáàảãạệửỡ\u0301\u0323\u200b")))
def test_vietnamese_folds_to_plain_letters(text: str) -> None:
    assert fold(text).isascii()


def test_what_is_kept_is_composed() -> None:
    """L5"""
    assert clean(unicodedata.normalize("NFD", "Nậm Ban")) == "Nậm Ban"


def test_line_ends_become_newlines_and_stay() -> None:
    assert clean("a\r\nb\rc\u2028d\n\ne\tf ") == "a\nb\nc\nd\n\ne f "


def test_what_nobody_sees_is_taken_out() -> None:
    assert clean("a\x00b\x1b\u200bc\u202ed\u2066e\ufefff\ud83dg\u00ad") == "abcdefg"


def test_an_emoji_keeps_its_look() -> None:
    assert clean("❤\ufe0f") == "❤\ufe0f"


@pytest.mark.parametrize(
    "emoji",
    [
        "\U0001f469\u200d\U0001f467",  # mother and daughter
        "\U0001f469\U0001f3fd\u200d\U0001f3ed",  # a worker of some colour
        "\U0001f937\u200d\u2642\ufe0f",
        "\U0001f3f3\ufe0f\u200d\U0001f308",
    ],
)
def test_what_joins_emoji_to_one_stays(emoji: str) -> None:
    assert clean(f"a {emoji} b") == f"a {emoji} b"
    assert fold(f"a {emoji} b") == "a b"


@pytest.mark.parametrize(
    "text", ["no\u200d luong", "\u200d\U0001f469", "\U0001f469\u200d", "\U0001f469\u200da", "a\ufe0f\u200d\U0001f469"]
)
def test_a_joiner_that_joins_no_emoji_is_taken_out(text: str) -> None:
    assert clean(text) == text.replace("\u200d", "")


@given(st.text(st.characters(exclude_categories=[])))
@example("\U0001f469\u200d\u200b\u200d\U0001f469")
@example("\u2060\u200d\U0001f469")
def test_cleaning_twice_changes_nothing_and_the_text_can_always_be_written(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    assert b"\x00" not in kept.encode("utf-8")
