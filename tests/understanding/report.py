"""`python -m tests.understanding.report`: how well the bot understands, as Markdown for docs/understanding.md.

What was missed is named by its line in the file, not quoted: whoever builds the understanding should not see the sentences.
"""

from collections.abc import Iterator

from tests.understanding import judging
from tests.understanding.costs import costs
from tests.understanding.judging import FORMS, Score, lines
from tests.understanding.test_targets import KINDS, TOPICS

RANKS = ("first", "first two", "first three")


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|---" * len(head) + "|"
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


def percent(*scores: Score) -> str:
    return " / ".join(f"{score.share:.1f}" for score in scores)


def targets() -> Iterator[tuple[str, ...]]:
    said, same = judging.languages(), judging.sameness()
    asked = {form: judging.topics(form) for form in FORMS}
    rung = {form: judging.urgency(form) for form in FORMS}
    yield (
        "Vietnamese with diacritics / without / abbreviated without",
        "99.5 / 97 / 96 %",
        "100 / 99 / 98 %",
        percent(*(said[f"vi {form} with petitions"] for form in FORMS)),
    )
    yield "English", "96 %", "98 %", percent(said["en"])
    yield (
        "zh, ja, ko, th, lo, km",
        "98 % each",
        "99 % each",
        percent(*(said[code] for code in ("zh", "ja", "ko", "th", "lo", "km"))),
    )
    yield "Hmong, Hani, Dao called English", "≤ 15 %", "≤ 8 %", f"{100 - said['not English'].share:.1f}"
    bars = ("74 / 86 / 91 %", "82 / 92 / 96 %")
    yield "topic: first / in first two / in first three", *bars, percent(*(asked[FORMS[0]][rank] for rank in RANKS))
    for form, bar, aim in zip(FORMS[1:], ("≤ 2", "≤ 5"), ("0", "3"), strict=True):
        lost = (f"{asked[FORMS[0]][rank].share - asked[form][rank].share:.1f}" for rank in RANKS)
        yield f"topic, {form} diacritics: points lost", bar, aim, " / ".join(lost)
    for form in FORMS:
        sure = asked[form]["sure"], asked[form]["sure and right"]
        yield f"sure without asking: share, and right, {form}", "≥ 60 %, ≥ 95 %", "≥ 70 %, ≥ 98 %", percent(*sure)
    both = (asked[form]["harassment and accidents in two"] for form in FORMS)
    yield "harassment and accidents in the first two", "≥ 85 %", "≥ 95 %", percent(*both)
    yield "urgent heard", "≥ 97 %", "100 %", percent(*(rung[form]["heard"] for form in FORMS))
    harmless = " / ".join(f"{100 - rung[form]['left alone'].share:.1f}" for form in FORMS)
    yield "harmless rung", "≤ 5 %", "1 %", harmless
    yield "near-identical: precision / recall", "97 / 95 %", "99 / 99 %", percent(same["precision"], same["recall"])
    yield "other number, month or negation called same", "0", "0", str(len(same["told apart"].missed))
    yield from costs()


def details() -> Iterator[str]:
    asked = [judging.topics(form) for form in FORMS]
    yield "Three figures: with diacritics / without / abbreviated without.\n"
    yield from table(
        ("topic", "first", "in first two"),
        ((each, percent(*(a[each] for a in asked)), percent(*(a[f"{each} in two"] for a in asked))) for each in sorted(TOPICS)),
    )
    yield from table(
        ("topic", "%"),
        ((name, percent(*(a[name] for a in asked))) for name in ("acceptable", "two topics seen", "one left one")),
    )
    rung = [judging.urgency(form) for form in FORMS]
    yield from table(
        ("urgent", "heard"),
        ((kind, percent(*(each[kind] for each in rung))) for kind in (*sorted(KINDS), "kind")),
    )
    kept = [judging.confidentiality(form) for form in FORMS]
    yield from table(
        ("confidential", "right"),
        ((name, percent(*(each[name] for each in kept))) for name in ("kept", "left open")),
    )
    same = judging.sameness()
    yield from table(("pairs", "right"), ((name, percent(same[name])) for name in sorted(same) if ":" in name))
    near = [judging.suggestions(form) for form in FORMS]
    yield from table(("suggested", "%"), ((name, percent(*(each[name] for each in near))) for name in near[0]))


def confusions() -> Iterator[str]:
    counted = judging.topics(FORMS[0])["first"].confused.most_common(15)
    yield from table(("topic", "taken for", "times"), ((right, heard, str(times)) for (right, heard), times in counted))
    rung = judging.urgency(FORMS[0])["kind"].confused.most_common(10)
    yield from table(("urgent kind", "heard as", "times"), ((right, heard, str(times)) for (right, heard), times in rung))


def missed() -> Iterator[str]:
    """By line of the file, whatever way it was typed; for topics only what was not even among the first two."""
    asked = (
        ("topics.tsv", "not in the first two", judging.topics, "first two"),
        ("urgent.tsv", "not heard", judging.urgency, "heard"),
        ("urgent.tsv", "rung", judging.urgency, "left alone"),
        ("confidential.tsv", "not kept", judging.confidentiality, "kept"),
        ("confidential.tsv", "kept in vain", judging.confidentiality, "left open"),
    )
    found = [
        (file, how, [line for form in FORMS for line in asked_in(form)[name].missed]) for file, how, asked_in, name in asked
    ]
    said, same = judging.languages(), judging.sameness()
    found += [("languages_judge.tsv", name, said[name].missed) for name in said if "petitions" not in name]
    found += [("pairs_judge.tsv", name, same[name].missed) for name in same if ":" in name or name == "told apart"]
    for file, how, missing in found:
        if missing:
            yield f"* `{file}`, {how}: {', '.join(map(str, sorted(set(missing))))}"


def report() -> Iterator[str]:
    sizes = ", ".join(f"{len(lines(name))} in `{name}`" for name in ("topics.tsv", "urgent.tsv", "pairs_judge.tsv"))
    yield f"Asked: {sizes}, {len(lines('languages_judge.tsv'))} in `languages_judge.tsv`.\n"
    yield from table(("", "at least", "aim", "reached"), targets())
    yield from details()
    yield from confusions()
    yield from missed()


if __name__ == "__main__":
    print("\n".join(report()))  # noqa: T201 - a report is for reading
