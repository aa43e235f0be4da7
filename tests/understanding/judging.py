"""The judge: sentences with what is right about them, three ways of typing each, and how often the bot agrees."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path

from handlers.understanding.language import language_of
from handlers.understanding.reading import read
from handlers.understanding.sameness import Index, same
from handlers.understanding.topics import rank, several, sure
from handlers.understanding.urgency import confidential, urgent_kind

HERE = Path(__file__).parent
FORMS = ("with diacritics", "without", "abbreviated without")


@cache
def lines(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of a file of the judge, each cut at its tabs; always as many fields as the longest line has."""
    cut = [line.split("\t") for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
    width = max(map(len, cut))
    return tuple((*fields, *[""] * (width - len(fields))) for fields in cut)


def toneless(text: str) -> str:
    """What a phone without a Vietnamese keyboard leaves of it."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if not unicodedata.combining(sign)))


@cache
def shortened() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """The judge's own short forms, long phrases first; where there are several they take turns."""
    longest_first = sorted(lines("typing.tsv"), key=lambda row: -len(row[0]))
    return tuple((re.compile(rf"(?<!\w){re.escape(full)}(?!\w)"), tuple(short.split())) for full, short in longest_first)


def abbreviated(text: str) -> str:
    """The same typed in haste: short forms wherever there is one, small letters, no diacritics."""
    typed = text.lower()
    for full, shorts in shortened():
        turn = count()
        typed = full.sub(lambda _, shorts=shorts, turn=turn: shorts[next(turn) % len(shorts)], typed)
    return re.sub(r"(?<=\d) (?=(k|tr)\b)", "", toneless(typed))


def typed(text: str, form: str) -> str:
    return {"with diacritics": text, "without": toneless(text), "abbreviated without": abbreviated(text)}[form]


@dataclass
class Score:
    """So many of so many, and where (file line, counted from 1) it was not so."""

    right: int = 0
    asked: int = 0
    missed: list[int] = field(default_factory=list)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        return 100 * self.right / max(1, self.asked)

    def note(self, line: int, right: bool, expected: str = "", heard: str = "") -> None:
        self.asked += 1
        self.right += right
        if not right:
            self.missed.append(line)
            self.confused[expected, heard] += 1


@cache
def languages() -> dict[str, Score]:
    """Each language and each way of typing Vietnamese; `not English`: ethnic languages in Latin letters, not taken for it."""
    scores: dict[str, Score] = {}
    for line, (text, expected, form) in enumerate(lines("languages_judge.tsv"), 1):
        heard = language_of(text)
        scores.setdefault(f"{expected} {form}".strip(), Score()).note(line, heard == expected, expected, heard)
        if expected == "unknown":
            scores.setdefault("not English", Score()).note(line, heard != "en", expected, heard)
    for form, name in zip(FORMS, ("typed", "toneless", "abbreviated"), strict=True):
        whole = scores[f"vi {form} with petitions"] = Score()
        for line, (text, expected, how) in enumerate(lines("languages_judge.tsv"), 1):
            if (expected, how) == ("vi", name):
                whole.note(line, (heard := language_of(text)) == "vi", "vi", heard)
        for line, (text, *_) in enumerate(lines("topics.tsv"), 1):
            whole.note(line, (heard := language_of(typed(text, form))) == "vi", "vi", heard)
    return scores


@cache
def topics(form: str) -> dict[str, Score]:
    """The ranks of the topic; `acceptable`: the first is one of the two; `sure`: asked nothing; one score for each topic."""
    scores = {name: Score() for name in ("first", "first two", "first three", "acceptable", "sure", "sure and right")}
    scores |= {"harassment and accidents in two": Score(), "two topics seen": Score(), "one left one": Score()}
    for line, (text, topic, second) in enumerate(lines("topics.tsv"), 1):
        ranked = rank(read(typed(text, form)))
        best = [each.topic for each in ranked]
        for name, depth in (("first", 1), ("first two", 2), ("first three", 3)):
            scores[name].note(line, topic in best[:depth], topic, best[0])
        scores["acceptable"].note(line, best[0] in (topic, second), topic, best[0])
        scores["sure"].note(line, sure(ranked), topic, best[0])
        if sure(ranked):
            scores["sure and right"].note(line, best[0] in (topic, second), topic, best[0])
        if topic in ("harassment", "osh"):
            scores["harassment and accidents in two"].note(line, topic in best[:2], topic, best[0])
        scores["two topics seen" if second else "one left one"].note(line, several(ranked) == bool(second))
        scores.setdefault(topic, Score()).note(line, topic == best[0], topic, best[0])
        scores.setdefault(f"{topic} in two", Score()).note(line, topic in best[:2], topic, best[0])
    return scores


@cache
def urgency(form: str) -> dict[str, Score]:
    """`heard`: any bell for what is urgent; `left alone`: none for what is not; `kind`: the right bell, of those heard."""
    scores = {name: Score() for name in ("heard", "left alone", "kind")}
    for line, (text, kind) in enumerate(lines("urgent.tsv"), 1):
        heard = urgent_kind(read(typed(text, form)))
        if kind == "-":
            scores["left alone"].note(line, heard is None, kind, heard or "-")
            continue
        scores["heard"].note(line, heard is not None, kind, heard or "-")
        scores.setdefault(kind, Score()).note(line, heard is not None, kind, heard or "-")
        if heard is not None:
            scores["kind"].note(line, heard == kind, kind, heard)
    return scores


@cache
def confidentiality(form: str) -> dict[str, Score]:
    """`kept`: what must stay between few; `left open`: what need not."""
    scores = {"kept": Score(), "left open": Score()}
    for line, (text, expected) in enumerate(lines("confidential.tsv"), 1):
        kept = confidential(read(typed(text, form)))
        scores["kept" if expected == "yes" else "left open"].note(line, kept == (expected == "yes"))
    return scores


@cache
def sameness() -> dict[str, Score]:
    """`recall`: the same called so; `precision`: what is called so is; each relation by how the texts differ; `told apart`:
    texts that differ in a number, month or negation, in every way of typing."""
    scores = {name: Score() for name in ("recall", "precision", "told apart")}
    for line, (one, other, relation, how) in enumerate(lines("pairs_judge.tsv"), 1):
        said = same(one, other)
        scores.setdefault(f"{relation}: {how}", Score()).note(line, said == (relation == "same"))
        if relation == "same":
            scores["recall"].note(line, said, how)
        if said:
            scores["precision"].note(line, relation == "same", how)
        if relation == "different" and how in ("number", "month", "negation"):
            for form in FORMS:
                scores["told apart"].note(line, not same(typed(one, form), typed(other, form)), form)
    return scores


@cache
def suggestions(form: str) -> dict[str, Score]:
    """How often a paraphrase, with hardly a word in common, is suggested first or among five, out of 481 texts."""
    scores = {"paraphrase first": Score(), "paraphrase among five": Score()}
    index = Index()
    for number, (text, *_) in enumerate(lines("topics.tsv")):
        index.add(f"petition {number}", typed(text, form))
    pairs = [(line, row) for line, row in enumerate(lines("pairs_judge.tsv"), 1) if row[2] == "similar"]
    for line, (_, other, *_) in pairs:
        index.add(str(line), typed(other, form))
    for line, (one, *_) in pairs:
        found = [key for key, _ in index.near(typed(one, form), 5)]
        scores["paraphrase first"].note(line, found[:1] == [str(line)])
        scores["paraphrase among five"].note(line, str(line) in found)
    return scores
