"""An officer looks for cases: the inbox by tabs, and a search by words or code."""

import re
from collections.abc import Iterable

from handlers.cards import topic_words
from handlers.casework import unit_name
from handlers.context import Context
from handlers.router import Feature, May
from handlers.texts import Phrase, Verbatim, Words
from handlers.voice import Button, Rows, button
from storage.case_lists import cases_page, cases_taken, count_cases, count_taken, messages_saying
from storage.case_view import CaseView, case_view
from storage.casework import case_by_code
from storage.fold import fold
from storage.models import Petition
from storage.petitions import OPEN, UNANSWERED, Relation, petition_with, read_until, relation

feature = Feature()

TABS = {"waiting": UNANSWERED, "mine": OPEN, "answered": ("answered", "referred")}
WORDS = 60
"""Letters of a search that count; fewer go on with the button to the next page, which takes 64 bytes."""
ROW = 4
LOOKED_AT = 40
CODE = re.compile(r"#?([2-9A-HJ-NP-Z]{4,7})", re.IGNORECASE)


@feature.command("inbox", May.OFFICER)
def inbox(ctx: Context) -> None:
    """What waits at the desks of this officer."""
    _list(ctx, "waiting", 0)


@feature.button("inbox:list", May.OFFICER)
def turn(ctx: Context) -> None:
    """Another tab or the next page: what comes after the case with this id."""
    tab, after = (*ctx.args, "", "")[:2]
    _list(ctx, tab if tab in TABS else "waiting", int(after) if after.isdecimal() and len(after) < 19 else 0)


def _list(ctx: Context, tab: str, after: int) -> None:
    desks, page = _desks(ctx), ctx.house.desk.page
    seats = {role.unit_code for role in ctx.roles}
    mine = {role.id for role in ctx.roles}
    counts = {name: count_cases(ctx.session, desks, states, seats) for name, states in TABS.items() if name != "mine"}
    counts["mine"] = count_taken(ctx.session, mine, OPEN, seats)
    if tab == "mine":
        found = cases_taken(ctx.session, mine, OPEN, seats, after, page + 1)
    else:
        found = cases_page(ctx.session, desks, TABS[tab], seats, after, page + 1)
    views = list(_heads(ctx, found[:page]))
    rows = _case_buttons(views)
    if len(found) > page:
        rows.append([button("button-next-page", f"inbox:list:{tab}:{found[page - 1]}")])
    rows.append(
        [button(f"button-tab-{name}", f"inbox:list:{name}:0", count=counts[name]) for name in TABS if name != tab or after]
    )
    words = Phrase(f"inbox-{tab}", count=counts[tab], lines=_lines(ctx, views, several=len(desks) > 1))
    _tell(ctx, words if views else Phrase(f"inbox-{tab}-none"), rows)


def _tell(ctx: Context, words: Words, rows: Rows) -> None:
    """In place of the list before; asked for in a group, to the officer alone: the group may be another unit's desk."""
    if ctx.message.group:
        ctx.whisper(words, rows)
    else:
        ctx.replace(words, rows)


def _desks(ctx: Context) -> set[str]:
    return {role.unit_code for role in ctx.roles if role.role == "officer"}


def _heads(ctx: Context, cases: Iterable[int]) -> Iterable[CaseView]:
    """The cases without their words; a right that is not there any more leaves a case out."""
    for case in cases:
        petition = petition_with(ctx.session, case)
        if petition is not None and relation(ctx.session, petition, ctx.roles, ctx.tree) is Relation.HOLDER:
            yield case_view(ctx.session, petition, Relation.ABOVE)


def _case_buttons(views: Iterable[CaseView]) -> list[list[Button]]:
    buttons = [Button(Verbatim(view.code), f"case:card:{view.id}") for view in views]
    return [buttons[start : start + ROW] for start in range(0, len(buttons), ROW)]


def _lines(ctx: Context, views: Iterable[CaseView], *, several: bool) -> Verbatim:
    say, language = ctx.house.texts.say, ctx.contact.language
    lines = []
    for view in views:
        words = Phrase(
            "inbox-line-urgent" if view.urgent else "inbox-line",
            code=view.code,
            topic=topic_words(view.topic),
            since=view.holder_since,
            taken=Phrase("inbox-taken", officer=Verbatim(view.taken_by)) if view.taken_by else Phrase("inbox-untaken"),
            unit=Phrase("inbox-unit", unit=unit_name(ctx, view.unit_code)) if several else Verbatim(""),
        )
        lines.append(say(language, words))
    return Verbatim("\n".join(lines))


@feature.command("search", May.OFFICER)
def search(ctx: Context) -> None:
    """Cases by code or by words without diacritics."""
    if ctx.args:
        _search(ctx, " ".join(ctx.args), None)
        return
    ctx.goto("officer.search")
    ctx.say(Phrase("search-what"), [[button("button-never-mind", "officer:drop")]])


@feature.state("officer.search", May.OFFICER)
def searched(ctx: Context) -> None:
    """What to look for."""
    ctx.goto(None)
    _search(ctx, ctx.text, None)


@feature.button("search:next", May.OFFICER)
def search_on(ctx: Context) -> None:
    """The next page: what was said before the message with this id."""
    before, words = (*ctx.args, "", "")[:2]
    if before.isdecimal() and len(before) < 19 and words:
        _search(ctx, words.replace("+", " "), int(before))


def _search(ctx: Context, asked: str, before: int | None) -> None:
    if before is None and (code := CODE.fullmatch(asked.strip())) and (found := _by_code(ctx, code[1].upper())):
        ctx.replace(
            Phrase("search-found", asked=Verbatim(found.code), lines=_found_lines(ctx, [found])), _case_buttons([found])
        )
        return
    folded = fold(asked)[:WORDS].strip()
    if len(folded) < 2:
        ctx.say(Phrase("search-what"))
        return
    views, next_before = _by_words(ctx, folded.split(), before)
    rows = _case_buttons(views)
    if next_before is not None and (data := f"search:next:{next_before}:{folded.replace(' ', '+')}").isascii():
        rows.append([button("button-next-page" if views else "button-search-older", data[:64])])
    words = Phrase("search-found", asked=Verbatim(asked.strip()), lines=_found_lines(ctx, views))
    _tell(ctx, words if views else Phrase("search-nothing", asked=Verbatim(asked.strip())), rows)


def _readable(ctx: Context, petition: Petition | None) -> CaseView | None:
    """The case as this person may read it, None if they may not read its words."""
    how = relation(ctx.session, petition, ctx.roles, ctx.tree) if petition else Relation.NONE
    if petition is None or how not in {Relation.HOLDER, Relation.FORMER}:
        return None
    until = read_until(ctx.session, petition, ctx.roles) if how is Relation.FORMER else None
    return case_view(ctx.session, petition, how, until)


def _by_code(ctx: Context, code: str) -> CaseView | None:
    return _readable(ctx, case_by_code(ctx.session, code))


def _by_words(ctx: Context, words: list[str], before: int | None) -> tuple[list[CaseView], int | None]:
    """One page of cases, and the message below which the search goes on. A case stands where it said the words last; one
    whose topic is meant, where it said anything."""
    desks, page, seats = _desks(ctx), ctx.house.desk.page, {role.unit_code for role in ctx.roles}
    views: list[CaseView] = []
    topics = _topics_named(ctx, set(words))
    found, older = messages_saying(ctx.session, words, desks, seats, before, LOOKED_AT, topics)
    for message, case in found:
        if len(views) == page:
            return views, before
        view = _readable(ctx, petition_with(ctx.session, case))
        # what is read, not what is stored: covered names and later words are no hit
        said, named = (view.said, view.topic in topics) if view else ((), False)
        hits = [one.id for one in said if named or all(word in fold(one.text) for word in words)]
        if view is not None and max(hits, default=0) == message:
            views.append(view)
        before = message
    return views, older


def _topics_named(ctx: Context, words: set[str]) -> set[str]:
    """The topics whose names, in whatever language, hold all the words."""
    names = {topic: ctx.house.texts.words_of(f"topic-{topic}") for topic in ctx.house.topics}
    return {topic for topic, said in names.items() if any(words <= set(fold(name).split()) for name in said)}


def _found_lines(ctx: Context, views: Iterable[CaseView]) -> Verbatim:
    say, language = ctx.house.texts.say, ctx.contact.language
    lines = [
        say(language, Phrase("search-line", code=view.code, topic=topic_words(view.topic), at=view.submitted)) for view in views
    ]
    return Verbatim("\n".join(lines))
