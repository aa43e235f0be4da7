"""Codes and secrets may be mistyped, not tried out: after some wrong ones the conversation is barred for a while."""

from datetime import timedelta

from handlers.context import Context
from handlers.texts import Phrase
from storage.contacts import bar_guessing


def barred(ctx: Context) -> bool:
    """Whether this conversation may not try a code now; it is told until when."""
    until = ctx.contact.guessing_barred_until
    if until is None or until <= ctx.now:
        return False
    ctx.say(Phrase("guessing-barred", until=until))
    return True


def wrong(ctx: Context, key: str) -> None:
    """Count a wrong code and say so with the phrase `key`: the same words, whatever is wrong with it."""
    desk = ctx.house.desk
    bar_guessing(ctx.contact, ctx.now, ctx.now + timedelta(minutes=desk.barred_minutes), desk.wrong_guesses)
    if not barred(ctx):
        ctx.say(Phrase(key))
