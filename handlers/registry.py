"""All that the bot can do: every feature, in order."""

from handlers.router import Feature, Router
from handlers.texts import Texts
from storage.fold import fold

FEATURES: list[Feature] = []


def build_router(texts: Texts) -> Router:
    """The router of the whole house. Raises ValueError when two features claim the same action."""
    return Router(FEATURES, texts.words_of, fold)
