"""Danger: the numbers to call at once, then an urgent petition, with words or without."""

from handlers.contact import office
from handlers.context import Context
from handlers.emergency import emergency_numbers
from handlers.router import Feature
from handlers.texts import Phrase, Verbatim
from handlers.voice import button

feature = Feature()


@feature.command("urgent", before_consent=True)
def urgent(ctx: Context) -> None:
    """Whom to call and what to do, without a question before it; in a group too, but nothing is written down there."""
    offer = [] if ctx.message.group else [[button("button-urgent-petition", "urgent:petition")]]
    ctx.say(
        Phrase(
            "urgent-group" if ctx.message.group else "urgent",
            numbers=emergency_numbers(ctx.house, ctx.place.language),
            hotline=Verbatim(office(ctx).hotline),
        ),
        offer,
    )
