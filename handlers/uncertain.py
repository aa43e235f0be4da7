"""A typed number that means nothing for certain: something else was said below its menu, or no numbers were shown."""

from handlers.context import Context
from handlers.drafts import draft_here
from handlers.petition_steps import asks, show_again
from handlers.router import Feature
from handlers.texts import Phrase, Verbatim
from handlers.voice import Button

WIDTH = 30
"""Letters of the buttons of one row on a telephone."""

feature = Feature()


@feature.state("uncertain_number", before_consent=True)
def ask_again(ctx: Context) -> None:
    """Show what can be chosen once more, at the end of the chat."""
    note, draft = Phrase("uncertain-number"), draft_here(ctx)
    if draft is not None and asks(ctx, draft):
        show_again(ctx, draft, note)
    else:
        ctx.say(note, _rows(ctx))


def _rows(ctx: Context) -> list[list[Button]]:
    rows: list[list[Button]] = []
    room = 0
    for label, data, *_ in ctx.contact.choices:
        if room < len(label):
            rows.append([])
            room = WIDTH
        room -= len(label)
        rows[-1].append(Button(Verbatim(label), data))
    return rows
