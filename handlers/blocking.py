"""A person closes the door to us, or opens it again."""

from handlers.context import Context
from handlers.desk import tell_desks
from handlers.router import Feature
from handlers.texts import Phrase
from storage.following import undelivered
from storage.petitions import OPEN, cases_of_author

feature = Feature()

NEWEST = 20
"""So many of the newest cases are looked at."""


@feature.event("blocked")
def gone(ctx: Context) -> None:
    """Nothing reaches this address until the person writes or unblocks: answers look for another one."""
    ctx.contact.gone = True


@feature.event("unblocked")
def back(ctx: Context) -> None:
    """The address can be reached again: desks whose words did not arrive are told, so that they can send them again."""
    ctx.contact.gone = False
    for petition in cases_of_author(ctx.session, ctx.contact, NEWEST):
        if petition.state in OPEN and undelivered(ctx.session, petition.id, ctx.contact.address):
            tell_desks(ctx, petition, Phrase("told-reachable", code=petition.code))
