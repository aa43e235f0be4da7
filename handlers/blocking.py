"""A person closes the door to us, or opens it again."""

from handlers.context import Context
from handlers.desk import tell_desks
from handlers.router import Feature
from handlers.texts import Phrase
from storage.following import undelivered_cases
from storage.petitions import OPEN, petition_with

feature = Feature()


@feature.event("blocked")
def gone(ctx: Context) -> None:
    """Nothing reaches this address until the person writes or unblocks: answers look for another one."""
    ctx.contact.gone = True


@feature.event("unblocked")
def back(ctx: Context) -> None:
    """The address can be reached again: desks whose words did not arrive are told, so that they can send them again."""
    ctx.contact.gone = False
    for case in undelivered_cases(ctx.session, ctx.contact.address):
        petition = petition_with(ctx.session, case, lock=True)
        if petition is not None and petition.state in OPEN:
            tell_desks(ctx, petition, Phrase("told-reachable", code=petition.code))
