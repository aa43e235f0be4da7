"""What can still be changed before a petition is sent: the switches, and what the button "edit" leads to."""

from handlers.context import Context
from handlers.drafts import set_anonymous, set_masked
from handlers.petition_steps import go_on, show
from handlers.router import Feature, May
from handlers.sent import still_draft
from handlers.texts import Phrase
from storage.drafts import has_parts

feature = Feature()


def _wants_on(ctx: Context) -> bool:
    # the wish stands in the button: pressed twice it is the same wish
    return ctx.args[1:] == ["on"]


@feature.button("petition:anonymous", May.AUTHOR, private=True)
def anonymous(ctx: Context) -> None:
    """Hide who wrote it, or not."""
    if still_draft(ctx):
        set_anonymous(ctx, ctx.petition, _wants_on(ctx))
        show(ctx, ctx.petition, "preview")


@feature.button("petition:own_unit", May.AUTHOR, private=True)
def own_unit(ctx: Context) -> None:
    """Whether the union of the own workplace may read it."""
    if still_draft(ctx):
        ctx.petition.excluded_unit = None if _wants_on(ctx) else ctx.petition.workplace_unit
        show(ctx, ctx.petition, "preview")


@feature.button("petition:mask", May.AUTHOR, private=True)
def mask(ctx: Context) -> None:
    """Cover names and numbers in the text for the desk too, or not."""
    if still_draft(ctx):
        set_masked(ctx, ctx.petition, _wants_on(ctx))
        show(ctx, ctx.petition, "preview")


@feature.button("petition:urgent", May.AUTHOR, private=True)
def urgent(ctx: Context) -> None:
    """Whether it is an alarm; without words that is all there is of it."""
    if not still_draft(ctx):
        return
    if _wants_on(ctx) or has_parts(ctx.session, ctx.petition.id):
        ctx.petition.urgent = _wants_on(ctx)
        show(ctx, ctx.petition, "preview")
    else:
        show(ctx, ctx.petition, "more", Phrase("petition-empty"))


@feature.button("petition:edit", May.AUTHOR, private=True)
def edit(ctx: Context) -> None:
    """What is to be changed?"""
    if still_draft(ctx):
        show(ctx, ctx.petition, "edit")


@feature.button("petition:rewrite", May.AUTHOR, private=True)
def rewrite(ctx: Context) -> None:
    """Other words in place of all that was written."""
    if still_draft(ctx):
        show(ctx, ctx.petition, "rewrite")


@feature.button("petition:more", May.AUTHOR, private=True)
def more(ctx: Context) -> None:
    """More words, pictures or recordings."""
    if still_draft(ctx):
        show(ctx, ctx.petition, "more")


@feature.button("petition:workplace", May.AUTHOR, private=True)
def workplace(ctx: Context) -> None:
    """Another workplace."""
    if still_draft(ctx):
        show(ctx, ctx.petition, "workplace")


@feature.button("petition:topic", May.AUTHOR, private=True)
def topic(ctx: Context) -> None:
    """Another topic."""
    if still_draft(ctx):
        show(ctx, ctx.petition, "topic")


@feature.button("petition:kind", May.AUTHOR, private=True)
def kind(ctx: Context) -> None:
    """A petition or a question."""
    if still_draft(ctx):
        if ctx.args[-1] in {"kien_nghi", "cau_hoi"}:
            ctx.petition.kind = ctx.args[-1]
        go_on(ctx, ctx.petition)
