"""Which language somebody writes: the bars on our own sentences, and what has gone wrong elsewhere."""

import os
import subprocess
import sys
import unicodedata
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from langdetect import DetectorFactory, LangDetectException, detect

from handlers.understanding import latin, profile
from handlers.understanding.language import LANGUAGES, language_of, next_language
from storage.fold import fold

HERE = Path(__file__).parent
# what must be reached: shares of the messages of a kind, in hundredths
BARS = {"vi": 100, "vi-toneless": 99, "vi-short": 98, "en": 98, "zh": 99, "ja": 99, "ko": 99, "th": 99, "lo": 99, "km": 99}


@cache
def messages() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (HERE / "languages.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, text = line.split("\t")
            found.setdefault(kind, []).append(text)
    return found


def share(kind: str, language: str) -> float:
    return 100 * sum(language_of(text, known="") == language for text in messages()[kind]) / len(messages()[kind])


def every() -> list[str]:
    return [text for texts in messages().values() for text in texts]


def test_there_are_enough_messages_of_every_kind() -> None:
    many = {kind: len(texts) for kind, texts in messages().items()}
    assert min(many[kind] for kind in ("vi", "vi-toneless", "vi-short", "en", "other")) >= 60
    assert min(many[kind] for kind in ("zh", "ja", "ko", "th", "lo", "km")) >= 30
    assert max(Counter(every()).values()) == 1


def test_no_message_is_among_the_sentences_of_the_profile() -> None:
    known = {fold(sentence) for sentence in profile.sentences()}
    assert [text for text in every() if fold(text) in known] == []


@pytest.mark.parametrize("kind", BARS)
def test_each_language_is_known(kind: str) -> None:
    assert share(kind, kind.split("-")[0]) >= BARS[kind]


@pytest.mark.parametrize("known", ["vi", "en"])
def test_what_only_looks_like_english_is_not_called_so(known: str) -> None:
    called = [text for text in messages()["other"] if language_of(text, known) == "en"]
    assert len(called) <= 0.08 * len(messages()["other"])


def test_what_nobody_knows_is_unknown() -> None:
    assert share("other", "unknown") >= 90


def test_plain_langdetect_fails_the_same_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    def plain(text: str) -> str:
        try:
            return str(detect(text)).split("-")[0]
        except LangDetectException:
            return "unknown"

    monkeypatch.setattr(DetectorFactory, "seed", 0)
    right = {kind: sum(plain(text) == kind.split("-")[0] for text in messages()[kind]) for kind in BARS}
    failed = {kind for kind, bar in BARS.items() if 100 * right[kind] < bar * len(messages()[kind])}
    assert failed >= {"vi-toneless", "vi-short", "en", "zh", "lo", "km"}
    assert right["lo"] == right["km"] == 0


@pytest.mark.parametrize("way", [str.upper, str.lower, lambda text: unicodedata.normalize("NFD", text)])
@pytest.mark.parametrize("kind", ["vi", "vi-toneless", "en", "ko"])
def test_capitals_and_letters_taken_apart_change_nothing(kind: str, way: object) -> None:
    assert callable(way)
    changed = [(text, way(text)) for text in messages()[kind]]
    assert [text for text, other in changed if language_of(text) != language_of(other)] == []


def test_wide_letters_are_letters() -> None:
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    assert [text for text in messages()["vi-toneless"] if language_of(text.translate(wide), "en") != "vi"] == []


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "OKKK",
        "alo",
        "hi",
        "Hello",
        "tks ad",
        "👍👍",
        "12345",
        "0912 345 678",
        "K7M2",
        "HA5B",
        "k",
        "ko",
        "no",
        "haha",
        "hihihi",
        ":))",
        "https://congdoan.vn/lai-chau",
        "lan@congdoan.vn",
        "@caunoi_bot",
        "/kiennghi",
        "",
        "   ",
        "...",
        "3tr5",
        "🙏",
        "Foxconn",
        "the",
        "¯\\_(ツ)_/¯",
        "(ﾉ◕ヮ◕)ﾉ",
        "ㅠㅠ",
        "ಠ_ಠ",
        "の",
    ],
)
def test_what_says_nothing_keeps_the_language_of_the_conversation(text: str) -> None:
    assert [language_of(text, known) for known in ("vi", "en", "zh", "")] == ["vi", "en", "zh", ""]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("em lam OT 4 tieng ma boss ko tra luong", "vi"),
        ("sep check mail roi ma khong reply", "vi"),
        ("team leader chui em", "vi"),
        ("xin off", "vi"),
        ("team leader touches me", "en"),
        ("cong ty Samsung Electronics Vietnam no luong", "vi"),
        ("The boss said tra luong next week, please help us", "en"),
        ("Nguyễn Văn Hùng insulted me at the factory again", "en"),
        ("Mr Hùng ở office chửi em trước mặt team", "vi"),
        ("I work for Công ty May Hòa Bình and they did not pay me", "en"),
        ("sếp nói 你明天不用来了 nghĩa là gì ạ", "vi"),
        ("公司没有发工资 lương", "zh"),
        ("我是越南人，我叫 Nguyễn Văn An，公司没有发工资", "zh"),
        ("老板 không trả lương 三个月了", "vi"),
        ("Samsung 공장", "ko"),
        ("ทำงานที่ Samsung Electronics Vietnam", "th"),
        ("会社の給料 OK", "ja"),
        ("没有发工资のの老板说明天再来公司里面拿我的钱他也没有给我还叫我等到月底再说", "zh"),
    ],
)
def test_the_most_of_a_mixed_message_counts(text: str, language: str) -> None:
    assert language_of(text, known="") == language


@pytest.mark.parametrize("text", ["ꪁꪫꪱꪣ ꪼꪕ", "Помогите, не платят", "أحتاج مساعدة", "मुझे मदद चाहिए", "ကူညီပါ", "བཀྲ་ཤིས"])
def test_scripts_that_nobody_here_reads_are_unknown(text: str) -> None:
    assert language_of(text) == "unknown"


@pytest.mark.parametrize("text", ["toi bij nowj luwowng", "coong ty khoong dongs baor hieemr", "em lafm owr xuwowrng may"])
def test_an_input_method_that_was_off_is_still_vietnamese(text: str) -> None:
    assert language_of(text, known="en") == "vi"


@pytest.mark.parametrize("text", ["sallary not paid", "plz help", "recieved nothing", "urgnt", "he didnt pay", "overtme"])
def test_english_with_slips_is_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("con be", "vi"),
        ("tra not", "vi"),
        ("nghi he", "vi"),
        ("do not go", "en"),
        ("so can he do that", "en"),
        ("may day no to the", "vi"),
    ],
)
def test_words_of_both_languages_are_told_by_their_neighbours(text: str, language: str) -> None:
    assert language_of(text, known="") == language


def test_langdetect_has_a_vote(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "check luong"  # one word of each language
    assert language_of(text, known="") == "vi"
    monkeypatch.setattr(latin, "_detected", lambda words: -1)
    assert language_of(text, known="") == "en"


def test_the_shipped_profile_is_what_the_sentences_say() -> None:
    assert profile.PROFILE.read_text("utf-8") == profile.build(), "make understanding"


def test_no_neutral_word_counts_as_english() -> None:
    assert sorted(latin.listed("neutral.txt") & latin.listed("english.txt")) == []


def test_a_message_of_any_length_is_read_at_once() -> None:
    for text in ("a" * 50_000, "luong " * 20_000, "a'" * 20_000, "x@" * 20_000, "'" * 50_000, "公司" * 20_000, "zaw" * 20_000):
        assert language_of(text) in (*LANGUAGES, "unknown")


def test_the_answers_are_the_same_in_any_order_from_any_thread_in_any_process() -> None:
    texts = every()
    first = [language_of(text) for text in texts]
    assert all([language_of(text) for text in texts[:5]] == first[:5] for _ in range(100))
    with ThreadPoolExecutor(8) as threads:
        for _ in range(3):
            assert list(threads.map(language_of, reversed(texts))) == first[::-1]
    elsewhere = subprocess.run(
        [sys.executable, "-c", COLD], env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True
    )
    assert elsewhere.stdout.split() == first


COLD = """
from concurrent.futures import ThreadPoolExecutor
from handlers.understanding.language import language_of
from tests.understanding.test_language import every
with ThreadPoolExecutor(8) as threads:
    print(*threads.map(language_of, every()))
"""


@pytest.mark.parametrize(
    ("current", "heard", "then"),
    [
        ("vi", [], "vi"),
        ("vi", ["en"], "vi"),
        ("vi", ["en", "en"], "en"),
        ("vi", ["en", "vi", "en"], "vi"),
        ("vi", ["en", "", "en"], "en"),
        ("vi", ["en", "unknown", "en"], "en"),
        ("vi", ["en", "en", "vi"], "vi"),
        ("vi", ["unknown", "unknown"], "vi"),
        ("vi", ["zh"], "zh"),
        ("zh", ["zh", "vi"], "vi"),
        ("zh", ["ja"], "ja"),
        ("en", ["vi"], "en"),
        ("en", ["vi", "vi"], "vi"),
        ("vi", ["zh", "en"], "vi"),
    ],
)
def test_the_answers_change_their_language_only_when_it_is_sure(current: str, heard: list[str], then: str) -> None:
    assert next_language(current, heard) == then
    assert next_language(current, heard, chosen=True) == current
