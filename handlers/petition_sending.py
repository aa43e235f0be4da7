"""Sending: the petition becomes a case. Nothing here happens twice, however often it is pressed."""

from handlers.casework import open_case
from handlers.context import Context
from handlers.petition_steps import show
from handlers.router import Feature, May
from handlers.sent import receipt, still_draft
from handlers.texts import Phrase
from storage.drafts import drop_file, has_parts, held_back

feature = Feature()


@feature.button("petition:send", May.AUTHOR, private=True)
def send(ctx: Context) -> None:
    """Send it, once it is clear what of the anonymous goes along."""
    if not still_draft(ctx):
        return
    if ctx.petition.anonymous and held_back(ctx.session, ctx.petition.id):
        show(ctx, ctx.petition, "files")
    else:
        _send(ctx)


@feature.button("petition:files", May.AUTHOR, private=True)
def files(ctx: Context) -> None:
    """The answer to whether files go along that may reveal their sender; then the petition leaves."""
    if not still_draft(ctx):
        return
    agreed = ctx.args[1:] == ["yes"]
    for file in held_back(ctx.session, ctx.petition.id):
        if agreed:
            file.allowed = True
        else:
            drop_file(ctx.session, file)
    _send(ctx)


def _send(ctx: Context) -> None:
    draft = ctx.petition
    if not draft.urgent and not has_parts(ctx.session, draft.id):
        show(ctx, draft, "more", Phrase("petition-empty"))
        return
    secret = open_case(ctx, draft)
    ctx.goto(None)
    receipt(ctx, secret)
