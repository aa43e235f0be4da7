"""Danger: the numbers to call at once; behind them the way to an urgent petition."""

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
    ctx.say(
        Phrase(
            "urgent-group" if ctx.message.group else "urgent",
            numbers=emergency_numbers(ctx.house, ctx.place.language),
            hotline=Verbatim(office(ctx).hotline),
        )
    )
    if not ctx.message.group:
        # a message of its own: what follows takes its place, and the numbers stay
        ctx.say(Phrase("urgent-offer"), [[button("button-urgent-petition", "urgent:petition")]])
