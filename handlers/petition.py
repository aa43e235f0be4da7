"""A worker writes: any word or file begins a petition, more joins it, it can be left, found again and thrown away."""

from handlers.context import Context
from handlers.drafts import begin_anew, draft_here, rewrite, says_something, start_draft
from handlers.menu import main_menu
from handlers.petition_questions import open_cases
from handlers.petition_steps import STATE, go_on, join, settled, show, step_now, take_in
from handlers.router import Feature, May
from handlers.sent import still_draft
from handlers.texts import Phrase
from storage.drafts import erase, has_parts

PETITION, QUESTION = "kien_nghi", "cau_hoi"
BACK_TO = {"commune": "workplace", "preview": "edit"}
"""Where one goes back to; from everywhere else on to what is not known yet."""

feature = Feature()


@feature.state("any")
def first_word(ctx: Context) -> None:
    """Whatever somebody writes or sends: the beginning of a petition, or more of the one that is being written."""
    draft = draft_here(ctx)
    if draft is not None:
        join(ctx, draft)
    elif says_something(ctx, ctx.text):
        cases = open_cases(ctx)
        draft = start_draft(ctx)
        take_in(ctx, draft)
        if cases:
            show(ctx, draft, "whither")
        else:
            go_on(ctx, draft, Phrase("petition-noted"))
    else:
        _invite(ctx, PETITION)


@feature.command("petition", private=True)
def petition(ctx: Context) -> None:
    """`/kiennghi`, with words behind it or without."""
    _write(ctx, PETITION)


@feature.command("question", private=True)
def question(ctx: Context) -> None:
    """`/cauhoi`: a petition of the kind that asks."""
    _write(ctx, QUESTION)


def _write(ctx: Context, kind: str) -> None:
    text = ctx.text.partition(" ")[2] if ctx.text.startswith("/") else ""
    draft = draft_here(ctx)
    told = says_something(ctx, text)
    if draft is not None:
        since = take_in(ctx, draft, text).id if told else 0
        show(ctx, draft, "old", since=since, kind=kind)
    elif told:
        _begin(ctx, kind, text)
    else:
        _invite(ctx, kind)


def _begin(ctx: Context, kind: str, text: str) -> None:
    draft = start_draft(ctx, kind)
    take_in(ctx, draft, text)
    go_on(ctx, draft, Phrase("petition-noted"))


def _invite(ctx: Context, kind: str) -> None:
    ctx.goto(f"{STATE}tell", kind=kind)
    ctx.say(Phrase(f"petition-tell-{kind}"))


@feature.button("urgent:petition", private=True)
def urgent(ctx: Context) -> None:
    """An alarm that needs no words; they may follow."""
    draft = draft_here(ctx) or start_draft(ctx)
    draft.urgent = True
    go_on(ctx, draft, Phrase("urgent-begun"))


@feature.state("petition.tell")
def told(ctx: Context) -> None:
    """The story, after it was asked for: it is a new one, whatever cases are open."""
    draft = draft_here(ctx)
    if draft is not None:
        join(ctx, draft)
    elif says_something(ctx, ctx.text):
        _begin(ctx, ctx.data.get("kind", PETITION), ctx.text)
    else:
        _invite(ctx, ctx.data.get("kind", PETITION))


@feature.state("petition.rewrite")
def rewritten(ctx: Context) -> None:
    """The story again, in other words: they stand in place of the old ones."""
    draft = draft_here(ctx)
    if draft is None or not says_something(ctx, ctx.text):
        first_word(ctx)
        return
    rewrite(ctx, draft)
    go_on(ctx, draft, Phrase("petition-rewritten"))


for _step in ("whither", "split", "old", "more", "edit", "files", "cancel", "preview"):
    feature.state(f"petition.{_step}")(first_word)
feature.event("draft_settled")(settled)


@feature.button("petition:new", May.AUTHOR, private=True)
@feature.button("petition:resume", May.AUTHOR, private=True)
def resume(ctx: Context) -> None:
    """Go on writing, with all that was said."""
    if still_draft(ctx):
        go_on(ctx, ctx.petition)


@feature.button("petition:fresh", May.AUTHOR, private=True)
def fresh(ctx: Context) -> None:
    """Throw away what was begun earlier; what was written just now, if anything, begins the new one."""
    if not still_draft(ctx):
        return
    kind = QUESTION if QUESTION in ctx.args else PETITION
    since = int(ctx.args[1]) if len(ctx.args) > 1 and ctx.args[1].isdecimal() else 0
    begin_anew(ctx, ctx.petition, since, kind)
    if since and has_parts(ctx.session, ctx.petition.id):
        go_on(ctx, ctx.petition, Phrase("petition-noted"))
    else:
        erase(ctx.session, ctx.house.files, ctx.petition)
        _invite(ctx, kind)


@feature.button("petition:back", May.AUTHOR, private=True)
def back(ctx: Context) -> None:
    """One question back."""
    if not still_draft(ctx):
        return
    draft = ctx.petition
    step = ctx.args[1] if len(ctx.args) > 1 else step_now(ctx)
    if step == "workplace" and draft.workplace_said is None:
        show(ctx, draft, "more")
    elif step == "topic" and draft.topic is None and not ctx.data.get("no_topic"):
        show(ctx, draft, "workplace")
    elif step in BACK_TO:
        show(ctx, draft, BACK_TO[step])
    else:
        go_on(ctx, draft)


@feature.button("petition:cancel", May.AUTHOR, private=True)
def cancel(ctx: Context) -> None:
    """Ask before anything is thrown away."""
    if still_draft(ctx):
        show(ctx, ctx.petition, "cancel")


@feature.button("petition:drop", May.AUTHOR, private=True)
def drop(ctx: Context) -> None:
    """Throw it away."""
    if still_draft(ctx):
        erase(ctx.session, ctx.house.files, ctx.petition)
        _leave(ctx, "petition-dropped")


@feature.button("petition:keep", May.AUTHOR, private=True)
def keep(ctx: Context) -> None:
    """Leave it for another day."""
    if still_draft(ctx):
        _leave(ctx, "petition-kept")


def _leave(ctx: Context, words: str) -> None:
    ctx.goto(None)
    ctx.say(Phrase(words), main_menu(ctx.house, ctx.roles))
