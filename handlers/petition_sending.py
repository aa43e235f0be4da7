"""Sending: the petition becomes a case. Nothing here happens twice, however often it is pressed."""

from handlers.casework import open_case
from handlers.context import Context
from handlers.petition_steps import show
from handlers.router import Feature, May
from handlers.sent import receipt, still_draft
from handlers.texts import Phrase
from storage.drafts import drop_held_back, held_back, split_off

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
    draft = ctx.petition
    if ctx.args[1:] == ["yes"]:
        for file in held_back(ctx.session, draft.id):
            file.allowed = True
    elif not drop_held_back(ctx.session, ctx.house.files, draft.id) and not draft.urgent:
        # no draft is ever empty, so that sending need not ask
        show(ctx, draft, "more", Phrase("petition-only-files"))
        return
    ctx.session.flush()
    _send(ctx)


def _send(ctx: Context) -> None:
    petition = ctx.petition
    other, petition.second_topic = petition.second_topic, None
    # nothing that is asked on the way depends on what is changed on the way: written once, at the end
    with ctx.session.no_autoflush:
        secret = open_case(ctx, petition)
        ctx.goto(None)
        receipt(ctx, secret)
    if other is not None:
        ctx.session.flush()  # an address has one draft
        ctx.case = split_off(ctx.session, petition, other, ctx.now)
        receipt(ctx, open_case(ctx, ctx.case))
