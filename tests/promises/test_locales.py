"""Every word for people stands in every language, and the code asks for no other."""

import re
import unicodedata

import pytest

from tests.promises.locales import FOLDER, LANGUAGES, asked, locale, put_together
from tests.promises.source import TOP

# ò, ó… before the last vowel: hòa, khỏe, thủy (not hoà, khoẻ, thuỷ); qu is one consonant: quý, quỹ
NEW_TONE_POSITION = re.compile(r"\w*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)

each_language = pytest.mark.parametrize("language", LANGUAGES)


def test_vietnamese_and_english_are_there() -> None:
    assert {"vi", "en"} <= set(LANGUAGES)


@each_language
def test_a_language_can_be_read_and_says_everything_once(language: str) -> None:
    read = locale(language)
    assert read.unread == []
    assert read.twice == []
    assert read.included <= read.placeholders.keys()


@each_language
def test_every_language_has_the_same_files(language: str) -> None:
    ours, vietnamese = ({path.name for path in (FOLDER / name).iterdir()} for name in (language, "vi"))
    assert ours == vietnamese


@each_language
def test_every_language_has_the_same_keys(language: str) -> None:
    ours, vietnamese = locale(language).placeholders.keys(), locale("vi").placeholders.keys()
    assert sorted(ours ^ vietnamese) == []


@each_language
def test_every_language_has_the_same_placeholders(language: str) -> None:
    ours, vietnamese = locale(language).placeholders, locale("vi").placeholders
    assert {key: (names, vietnamese[key]) for key, names in ours.items() if names != vietnamese.get(key, names)} == {}


def test_every_phrase_in_the_code_has_words() -> None:
    known = locale("vi").placeholders
    assert [f"{one.where} says {one.key}" for one in asked() if one.key not in known] == []


def test_every_phrase_in_the_code_brings_what_its_words_need() -> None:
    known = locale("vi").placeholders
    assert [
        f"{one.where} says {one.key} without {', '.join(sorted(known[one.key] - one.brings))}"
        for one in asked()
        if one.brings is not None and known.get(one.key, set()) - one.brings
    ] == []


def test_every_phrase_that_is_put_together_can_be_found() -> None:
    keys = locale("vi").placeholders
    assert [f"{where} {family.pattern}" for where, family in put_together() if not any(map(family.fullmatch, keys))] == []


def test_vietnamese_is_written_the_old_way_hoa_with_the_tone_first() -> None:
    pages = [path for path in (TOP / "bot").rglob("*") if path.suffix in {".html", ".js"}]
    plans = [path for path in (TOP / "scheduler").rglob("*vi*") if path.suffix in {".yaml", ".ftl", ".csv"}]
    assert [
        f"{path.relative_to(TOP)}: {word}"
        for path in [*(FOLDER / "vi").glob("*.ftl"), TOP / "config.yaml", *pages, *plans]
        for word in NEW_TONE_POSITION.findall(path.read_text("utf-8"))
    ] == []


@each_language
def test_letters_are_composed_so_that_the_same_word_is_the_same_text(language: str) -> None:
    """L5"""
    for file in (FOLDER / language).glob("*.ftl"):
        text = file.read_text("utf-8")
        assert text == unicodedata.normalize("NFC", text), file.name
