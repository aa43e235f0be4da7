"""The table of targets ("at least"), on the judge's sentences: nothing here was seen by whoever built the understanding."""

import itertools
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import pytest
from langdetect import DetectorFactory, LangDetectException, detect

from handlers.understanding.language import language_of
from handlers.understanding.reading import read
from handlers.understanding.sameness import Index
from handlers.understanding.topics import rank
from handlers.understanding.urgency import urgent_kind
from storage.fold import fold
from tests.understanding import judging
from tests.understanding.judging import FORMS, lines, typed

TOPICS = {"wages", "overtime", "social_insurance", "meals", "housing", "osh"}
TOPICS |= {"contract", "union", "welfare", "harassment", "leave_maternity", "other"}
KINDS = {"accident", "danger", "violence", "harassment", "self_harm", "forced_labour", "child", "mass_wages", "stoppage"}


def test_the_judge_asks_enough_of_everything() -> None:
    topics = Counter(topic for _, topic, _ in lines("topics.tsv"))
    kinds = Counter(kind for _, kind in lines("urgent.tsv"))
    assert set(topics) == TOPICS
    assert min(topics.values()) >= 30
    assert set(kinds) == KINDS | {"-"}
    assert min(kinds.values()) >= 20
    assert kinds["-"] >= sum(kinds[kind] for kind in KINDS)
    for name in ("topics.tsv", "urgent.tsv", "confidential.tsv", "languages_judge.tsv"):
        assert max(Counter(text for text, *_ in lines(name)).values()) == 1


def test_no_sentence_of_the_judge_is_among_those_it_was_built_from() -> None:
    known: set[str] = set()
    data = Path(str(files("handlers.understanding"))) / "data"
    for file in (each for each in data.rglob("*") if each.is_file()):
        for line in file.read_text(encoding="utf-8").splitlines():
            known |= {fold(part) for part in (line, re.sub(r"^\s*- ", "", line), *line.split("\t"))}
    asked = (text for name in ("topics.tsv", "urgent.tsv", "confidential.tsv") for text, *_ in lines(name))
    asked = itertools.chain(asked, *((one, other) for one, other, *_ in lines("pairs_judge.tsv")))
    assert [text for text in asked if len(text.split()) > 3 and fold(text) in known] == []


@pytest.mark.parametrize(("form", "bar"), [*zip(FORMS, (99.5, 97, 96), strict=True)])
def test_vietnamese_is_known_in_every_way_of_typing(form: str, bar: float) -> None:
    assert judging.languages()[f"vi {form} with petitions"].share >= bar


@pytest.mark.parametrize(
    ("language", "bar"), [("en", 96), ("zh", 98), ("ja", 98), ("ko", 98), ("th", 98), ("lo", 98), ("km", 98)]
)
def test_other_languages_are_known(language: str, bar: float) -> None:
    assert judging.languages()[language].share >= bar


def test_ethnic_languages_in_latin_letters_are_not_taken_for_english() -> None:
    assert judging.languages()["not English"].share >= 85


def test_plain_langdetect_would_not_do() -> None:
    def plain(text: str) -> str:
        try:
            return detect(text)
        except LangDetectException:
            return "unknown"

    DetectorFactory.seed = 0
    wrong = [how or language for text, language, how in lines("languages_judge.tsv") if plain(text) != language]
    failed = Counter(wrong)
    assert failed["toneless"] > 60 * 0.2
    assert failed["lo"] == failed["km"] == 30


@pytest.mark.parametrize(("rank", "bar"), [("first", 74), ("first two", 86), ("first three", 91)])
def test_the_topic_stands_high(rank: str, bar: float) -> None:
    assert judging.topics("with diacritics")[rank].share >= bar


@pytest.mark.parametrize(("form", "loss"), [("without", 2), ("abbreviated without", 5)])
@pytest.mark.parametrize("rank", ["first", "first two", "first three"])
def test_little_is_lost_without_diacritics(form: str, loss: float, rank: str) -> None:
    assert judging.topics(form)[rank].share >= judging.topics("with diacritics")[rank].share - loss


@pytest.mark.parametrize("form", FORMS)
def test_harassment_and_accidents_are_among_the_first_two(form: str) -> None:
    assert judging.topics(form)["harassment and accidents in two"].share >= 85


@pytest.mark.xfail(strict=True, reason="right in 94 of 100 when sure")
def test_it_is_sure_often_and_then_right() -> None:
    scores = judging.topics("with diacritics")
    assert scores["sure"].share >= 60
    assert scores["sure and right"].share >= 95


@pytest.mark.xfail(strict=True, reason="two thirds are heard: stories without a word of danger are not")
@pytest.mark.parametrize("form", FORMS)
def test_what_is_urgent_is_heard(form: str) -> None:
    assert judging.urgency(form)["heard"].share >= 97


@pytest.mark.xfail(strict=True, reason="12 of 100 ring: figures of speech, games, questions about the law")
@pytest.mark.parametrize("form", FORMS)
def test_what_is_harmless_rings_no_bell(form: str) -> None:
    assert judging.urgency(form)["left alone"].share >= 95


def test_the_same_in_other_spelling_is_the_same() -> None:
    scores = judging.sameness()
    assert scores["precision"].share >= 97
    assert scores["recall"].share >= 95


def test_other_numbers_or_a_negation_make_another_text() -> None:
    assert judging.sameness()["told apart"].missed == []


def test_different_petitions_are_no_twins() -> None:
    texts = dict(enumerate(text for text, *_ in lines("topics.tsv")))
    index = Index()
    for number, text in texts.items():
        index.add(str(number), text)
    twins = {frozenset((str(number), twin)) for number, text in texts.items() for twin in index.twins(text)}
    assert len([pair for pair in twins if len(pair) == 2]) <= 5


def test_the_answer_is_the_same_again_in_any_order_and_in_parallel() -> None:
    def answer(text: str) -> object:
        reading = read(text)
        return language_of(text), rank(reading), urgent_kind(reading)

    texts = [typed(text, form) for text, *_ in lines("topics.tsv")[::4] for form in FORMS]
    once = [answer(text) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(answer, reversed(texts))) == once[::-1]
