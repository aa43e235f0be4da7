"""What happened to ourselves: a channel that went away or came back, a message that could not be read."""

import logging

from handlers.context import Context
from handlers.router import Feature
from handlers.texts import Phrase
from storage.officers import admin_addresses_beside

log = logging.getLogger(__name__)

feature = Feature()


@feature.event("channel_down")
def channel_down(ctx: Context) -> None:
    """A platform does not answer: the admins hear it where they can; what is to go out there waits."""
    _tell_admins(ctx, "house-channel-down")


@feature.event("channel_up")
def channel_up(ctx: Context) -> None:
    """It answers again; whatever waited is going out."""
    _tell_admins(ctx, "house-channel-up")


def _tell_admins(ctx: Context, key: str) -> None:
    channel = str(ctx.message.extra["channel"])
    for address in admin_addresses_beside(ctx.session, channel):
        ctx.send(address, Phrase(key, channel=Phrase(f"channel-{channel}")))


@feature.event("unreadable")
def unreadable(ctx: Context) -> None:
    """A message of a kind that we do not know: its person is told what we can read, if we know who it is."""
    log.warning("A message could not be read", extra={"inbound": ctx.inbound_id, "channel": ctx.message.channel})
    known = ctx.message.sender.partition(":")[2] not in {"", "0"}
    if known and not ctx.message.group and ctx.message.address == ctx.message.sender:
        ctx.say(Phrase("house-unreadable"))
