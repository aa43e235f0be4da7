"""In which language a person is answered: the one they chose, else the one they write, once that is certain."""

from handlers.context import Context
from handlers.texts import Phrase, Verbatim
from handlers.voice import Button


def heed(ctx: Context) -> None:
    """Note in what the words in hand were written, and answer in that from now on if it is the second time.

    One message may be a quotation or a slip. In a language that the bot does not speak there is a choice, offered once: what is
    written in it is kept as it is, and its card asks for a reader.
    """
    contact, heard = ctx.contact, ctx.understood.language
    if contact.language_chosen or not heard:
        return
    before = contact.other_language
    contact.other_language = None if heard == contact.language else heard
    if heard == contact.language or heard == before:
        if heard in ctx.house.texts.languages:
            contact.language, contact.other_language = heard, None
    elif heard not in ctx.house.texts.languages:
        ctx.whisper(Phrase("language-offer"), [languages(ctx)])


def languages(ctx: Context) -> list[Button]:
    """A button for each language, by its own name."""
    texts = ctx.house.texts
    return [Button(Verbatim(texts.say(code, Phrase("language-name"))), f"language:{code}") for code in texts.languages]
