"""The answers to what a petition that is being written still lacks: where somebody works, and what it is about."""

from handlers.cards import topic_words
from handlers.context import Context
from handlers.drafts import draft_here
from handlers.petition_steps import go_on, join, no_such_number, show, still_telling, take_in
from handlers.petition_topics import second
from handlers.router import Feature, May
from handlers.sent import still_draft
from handlers.texts import Phrase
from handlers.workplaces import Places, communes_named, places_named
from storage.fold import fold
from storage.models import Petition

NAME_WORDS = 12
"""More words than this are a story, even if the name of a workplace stands in it."""

feature = Feature()


@feature.state("petition.workplace")
def workplace_typed(ctx: Context) -> None:
    """A name of a workplace, or of a commune; what is no such name is part of the story and must not be lost."""
    draft = draft_here(ctx)
    places = Places() if _no_name(ctx) else places_named(ctx, ctx.text)
    if draft is None or not places or (not places.only and still_telling(ctx, draft)):
        _no_answer(ctx, draft, "workplace")
        return
    note = None
    if not places.only or _is_story(ctx):
        take_in(ctx, draft)
        note = Phrase("petition-noted")
    show(ctx, draft, "workplace", note, found=places.found)


@feature.state("petition.commune")
def commune_typed(ctx: Context) -> None:
    """The name of a commune."""
    draft = draft_here(ctx)
    places = Places() if _no_name(ctx) or _is_story(ctx) else communes_named(ctx, ctx.text)
    if draft is None or not places:
        _no_answer(ctx, draft, "commune")
    else:
        show(ctx, draft, "commune", found=places.found)


def _no_name(ctx: Context) -> bool:
    return bool(ctx.message.files) or no_such_number(ctx)


def _is_story(ctx: Context) -> bool:
    return len(ctx.text.split()) > NAME_WORDS or ctx.understood.urgent is not None


def _no_answer(ctx: Context, draft: Petition | None, step: str) -> None:
    if draft is None:
        ctx.house.router.states["any"].handler(ctx)
    elif _no_name(ctx) or _is_story(ctx) or still_telling(ctx, draft) or not fold(ctx.text):
        join(ctx, draft)
    else:
        # somebody read the question and answered: they wait for a word
        take_in(ctx, draft)
        show(ctx, draft, step, Phrase("petition-place-unknown"))


@feature.state("petition.topic")
def topic_typed(ctx: Context) -> None:
    """Some of the words of a topic; anything else is part of the story."""
    draft = draft_here(ctx)
    topic = _topic_named(ctx)
    if draft is not None and topic is not None:
        _about(draft, topic)
        go_on(ctx, draft)
    elif draft is not None:
        join(ctx, draft)
    else:
        ctx.house.router.states["any"].handler(ctx)


def _topic_named(ctx: Context) -> str | None:
    """The only topic whose name holds all the words that were typed."""
    typed = set(fold(ctx.text).split())
    say, language = ctx.house.texts.say, ctx.contact.language
    named = [topic for topic in ctx.house.topics if typed <= set(fold(say(language, topic_words(topic))).split())]
    return named[0] if typed and len(named) == 1 and not ctx.message.files else None


@feature.button("draft:unit", May.AUTHOR, private=True)
def unit(ctx: Context) -> None:
    """A unit was chosen."""
    code = ctx.args[-1]
    if still_draft(ctx):
        if code in ctx.tree:
            _works(ctx.petition, "unit", unit=code)
        go_on(ctx, ctx.petition)


@feature.button("draft:commune", May.AUTHOR, private=True)
def commune(ctx: Context) -> None:
    """A commune was chosen: where somebody works, or where a place without a union is."""
    code = ctx.args[-1]
    if still_draft(ctx):
        if ctx.tree.covers(code, ctx.house.day(ctx.now).date()):
            _works(ctx.petition, "none" if ctx.petition.workplace_said == "none" else "commune", commune=code)
        go_on(ctx, ctx.petition)


@feature.button("draft:communes", May.AUTHOR, private=True)
def communes(ctx: Context) -> None:
    """The commune is easier to say than the workplace."""
    if still_draft(ctx):
        if ctx.petition.workplace_said == "none":
            ctx.petition.workplace_said = None
        show(ctx, ctx.petition, "commune")


@feature.button("draft:none", May.AUTHOR, private=True)
def none(ctx: Context) -> None:
    """There is no union: the commune tells which one is near."""
    if still_draft(ctx):
        _works(ctx.petition, "none")
        show(ctx, ctx.petition, "commune")


@feature.button("draft:unsaid", May.AUTHOR, private=True)
def unsaid(ctx: Context) -> None:
    """They would rather not say."""
    if still_draft(ctx):
        _works(ctx.petition, "unsaid")
        go_on(ctx, ctx.petition)


def _works(petition: Petition, said: str, *, unit: str | None = None, commune: str | None = None) -> None:
    petition.workplace_said, petition.workplace_unit, petition.workplace_commune = said, unit, commune
    # whoever keeps the own union out means the union of the place that is named now
    petition.excluded_unit = unit if petition.excluded_unit is not None else None


@feature.button("draft:topic", May.AUTHOR, private=True)
def topic(ctx: Context) -> None:
    """A topic was chosen."""
    if still_draft(ctx):
        if ctx.args[-1] in ctx.house.topics:
            _about(ctx.petition, ctx.args[-1])
        go_on(ctx, ctx.petition)


@feature.button("draft:topics", May.AUTHOR, private=True)
def topics(ctx: Context) -> None:
    """None of those that were offered: all of them."""
    if still_draft(ctx):
        show(ctx, ctx.petition, "topic", every=True)


def _about(petition: Petition, topic: str) -> None:
    petition.topic, petition.topic_guess, petition.second_topic = topic, None, None


@feature.button("draft:split", May.AUTHOR, private=True)
def split(ctx: Context) -> None:
    """Two things become two cases, or stay one."""
    if not still_draft(ctx):
        return
    draft, other = ctx.petition, ctx.args[-1]
    draft.second_topic = other if other == second(ctx, draft) else None
    if draft.second_topic is None:
        ctx.contact.data = {**ctx.data, "case": draft.id, "one": True}
    go_on(ctx, draft)


@feature.button("draft:skip", May.AUTHOR, private=True)
def skip(ctx: Context) -> None:
    """No answer; what was answered before stays."""
    if not still_draft(ctx):
        return
    if ctx.args[-1] == "topic":
        ctx.contact.data = {**ctx.data, "case": ctx.petition.id, "no_topic": True}
    elif ctx.petition.workplace_said is None:
        _works(ctx.petition, "unsaid")
    go_on(ctx, ctx.petition)
