"""The whole of a case in words: all that was said, by whom, and how far each answer has come."""

from collections.abc import Mapping

from handlers.cards import author_words, state_words, topic_words, workplace_words
from handlers.texts import Phrase, Verbatim, Words
from handlers.voice import Voice
from storage.case_view import CaseView, SaidView


def history_words(voice: Voice, language: str, view: CaseView, arrival: Mapping[int, str], *, given_away: bool) -> Words:
    """A case from its first word on. arrival: how far an answer has come, by its message; `given_away`: as it was then."""
    say = voice.house.texts.say
    head = Phrase(
        "history-head", code=view.code, topic=topic_words(view.topic), workplace=workplace_words(voice.house, view),
        author=author_words(view), at=view.submitted,
        state=Phrase("card-given-away") if given_away else state_words(view),
    )  # fmt: skip
    return Verbatim("\n\n".join(say(language, words) for words in [head, *(_line(said, arrival) for said in view.said)]))


def _line(said: SaidView, arrival: Mapping[int, str]) -> Words:
    reached = arrival.get(said.id)
    return Phrase(
        f"history-{said.author}",
        at=said.at,
        officer=Verbatim(said.officer or ""),
        text=Verbatim(said.text),
        revised=Phrase("history-revised") if said.revised else Verbatim(""),
        arrived=Phrase(f"arrived-{reached}") if reached else Verbatim(""),
        files=Phrase("history-files", count=len(said.files)) if said.files else Verbatim(""),
    )
