"""The commands that a person may be offered, in a language: for menus of the channels and for help."""

from collections.abc import Collection

from handlers.router import May, Router
from handlers.texts import Phrase, Texts


def menu(texts: Texts, router: Router, language: str, may: Collection[May] = (May.ANYONE,)) -> list[tuple[str, str]]:
    """(word without slash, what it does) for every command that says what it does: the phrase `about-<name>`."""
    found = []
    for name, route in router.commands.items():
        if route.may in may and texts.has(f"about-{name}"):
            word = texts.say(language, Phrase(f"command-{name}")).split("|")[0].strip()
            found.append((word, texts.say(language, Phrase(f"about-{name}"))))
    return found
