"""What officers see of a case in their chat: the card, the digest, the buttons below them."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.hearing import GRAVEST
from handlers.house import House
from handlers.texts import Phrase, Verbatim, Words
from handlers.voice import Button, Rows, button
from storage.case_view import CaseView
from storage.models import Petition

SHOWN = 1500
"""Letters of the worker's text on the card; the whole of it is one press away, and a card stays one message to be edited."""
SHORT = 200
"""Letters of an answer, a question or a reason on the card."""
ROW = 3


def card_words(house: House, view: CaseView, *, given_away: bool = False) -> Words:
    """The card of a case."""
    return Phrase(
        "card",
        heading=_heading(view),
        topic=topic_words(view.topic),
        language=_language(house, view),
        workplace=workplace_words(house, view),
        author=author_words(view),
        at=view.submitted,
        text=shown_text(view),
        **_exchange(house, view),
        files=Phrase("card-files", count=files) if (files := sum(len(said.files) for said in view.said)) else Verbatim(""),
        state=Phrase("card-given-away") if given_away else state_words(view),
    )


def _heading(view: CaseView) -> Words:
    kind = Phrase(f"kind-{view.kind}")
    if not view.urgent:
        return Phrase("card-heading", kind=kind, code=view.code)
    danger = min((said.danger for said in view.said if said.danger), key=GRAVEST.index, default=None)
    told = Phrase("card-danger", what=Phrase(f"danger-{danger}")) if danger else Verbatim("")
    return Phrase("card-heading-urgent", danger=told, kind=kind, code=view.code)


def _language(house: House, view: CaseView) -> Words:
    """In what it was written, when that is not the language of the house, and who can read it."""
    written = dict.fromkeys(said.language for said in view.said if said.language not in {"", house.texts.languages[0]})
    if not written:
        return Verbatim("")
    say, own = house.texts.say, house.texts.languages[0]
    names = Verbatim(", ".join(say(own, Phrase(f"written-{language}")) for language in written))
    if set(written) <= set(house.texts.languages):
        return Phrase("card-language", names=names)
    readers = [
        Phrase("card-reader", name=Verbatim(one.name), languages=Verbatim(", ".join(one.languages)), phone=Verbatim(one.phone))
        for one in house.contact.interpreters
    ]
    return Phrase("card-needs-reader", names=names, readers=Verbatim("".join(say(own, reader) for reader in readers)))


def topic_words(topic: str | None) -> Words:
    """The name of a topic."""
    return Phrase(f"topic-{topic}") if topic else Phrase("topic-unsaid")


def author_words(view: CaseView) -> Words:
    """Who wrote it, as far as the desk may know."""
    if view.anonymous:
        return Phrase("author-anonymous")
    return Verbatim(view.author_name) if view.author_name else Phrase("author-unnamed")


def workplace_words(house: House, view: CaseView | Petition) -> Words:
    """Where the author works, as far as it was said."""
    units = house.units.known()
    if view.workplace_unit and view.workplace_unit in units:
        return Verbatim(units.node(view.workplace_unit).name)
    if view.workplace_commune:
        return Verbatim(units.commune_name(view.workplace_commune))
    return Phrase("workplace-none" if view.workplace_said == "none" else "workplace-unsaid")


def reason_words(house: House, reason: Mapping[str, Any]) -> Words:
    """Why a unit has a case, from what was kept with it ({key, args}: casework.kept_reason)."""
    units = house.units.known()
    names = dict(reason["args"])
    for name in ("unit", "passed"):
        if names.get(name) in units:
            names[name] = Verbatim(units.node(names[name]).name)
    if "commune" in names:
        names["commune"] = Verbatim(units.commune_name(names["commune"]))
    if "to" in names and house.texts.has(f"unit-kind-{names['to']}"):
        names["to"] = Phrase(f"unit-kind-{names['to']}")
    return Phrase(reason["key"], **names)


def _last_word(view: CaseView) -> int:
    """The place of the last answer or question in what was said; behind all of it if there is none."""
    return max((at for at, said in enumerate(view.said) if said.author in {"answer", "question"}), default=len(view.said))


def shown_text(view: CaseView) -> Words:
    """What the worker wrote before the last answer or question, the beginning of it if it is long."""
    text = "\n\n".join(said.text for said in view.said[: _last_word(view)] if said.author == "worker" and said.text)
    if not text:
        return Phrase("card-no-text")
    return Verbatim(text) if len(text) <= SHOWN else Phrase("card-cut", text=Verbatim(text[:SHOWN].rstrip()))


def _exchange(house: House, view: CaseView) -> dict[str, Words]:
    """Where the next reader begins: the last answer or question, what came back, why another unit gave the case away."""
    said: Words = Verbatim("")
    reply: Words = Verbatim("")
    given: Words = Verbatim("")
    newest = [one for one in view.said[_last_word(view) :] if one.author != "note"]
    for last in newest[:1]:
        said = Phrase(f"card-{last.author}", officer=Verbatim(last.officer or ""), at=last.at, text=_shortened(last.text))
    if after := newest[1:]:
        reply = Phrase("card-reply", at=after[0].at, text=_shortened("\n".join(one.text for one in after if one.text)))
    if view.given_by:
        units = house.units.known()
        unit = units.node(view.given_by).name if view.given_by in units else view.given_by
        given = Phrase("card-given", unit=Verbatim(unit), why=_shortened(view.given_why))
    return {"said": said, "reply": reply, "given": given}


def _shortened(text: str) -> Words:
    if not text:
        return Phrase("author-files-only")
    return Verbatim(text) if len(text) <= SHORT else Phrase("card-shortened", text=Verbatim(text[:SHORT].rstrip()))


def state_words(view: CaseView) -> Words:
    """How the case stands and who has it."""
    if view.taken_by is None:
        return Phrase(f"state-{view.state}")
    return Phrase("state-with", state=Phrase(f"state-{view.state}"), officer=Verbatim(view.taken_by))


def topic_name(house: House, view: CaseView) -> str:
    """The name of the forum topic of a case (≤ 128 letters)."""
    return f"{view.code} · {house.texts.say(house.texts.languages[0], topic_words(view.topic))}"[:128]


def card_buttons(view: CaseView, *, own: bool = False) -> Rows:
    """What may be done with a case from its card, by its state; `own`: nobody reads it but the officer who has the case."""
    case = view.id
    show = button("button-case-show", f"case:show:{case}")
    if view.state in {"closed", "withdrawn"}:
        return [[show]]
    take = [button("button-case-take" if view.taken_by is None else "button-case-takeover", f"case:take:{case}")]
    return [
        [*(() if own else take),
         button("button-case-answer", f"case:answer:{case}"), button("button-case-ask", f"case:ask:{case}")],
        [button("button-case-transfer", f"case:transfer:{case}"), button("button-case-up", f"case:up:{case}"),
         button("button-case-refer", f"case:refer:{case}")],
        [button("button-case-note", f"case:note:{case}"), button("button-case-close", f"case:close:{case}"), show],
    ]  # fmt: skip


def digest_words(house: House, views: Sequence[CaseView]) -> Words:
    """Several new cases in one message, the urgent ones first; a line each, without their text."""
    say = house.texts.say
    language = house.texts.languages[0]
    lines = [
        say(
            language,
            Phrase("digest-line-urgent" if view.urgent else "digest-line", code=view.code, topic=topic_words(view.topic)),
        )
        for view in views
    ]
    return Phrase("digest", count=len(views), lines=Verbatim("\n".join(lines)))


def digest_buttons(views: Sequence[CaseView]) -> Rows:
    """One button a case, to open its card."""
    buttons = [Button(Verbatim(view.code), f"case:card:{view.id}") for view in views]
    return [buttons[start : start + ROW] for start in range(0, len(buttons), ROW)]
