"""All that the bot can do: every feature, in order."""

from handlers import (
    consent,
    invitations,
    linking,
    petition,
    petition_answers,
    petition_sending,
    petition_switches,
    start,
    urgent,
)
from handlers.router import Feature, Router
from handlers.texts import Texts
from storage.fold import fold

FEATURES: list[Feature] = [
    consent.feature,
    invitations.feature,
    linking.feature,
    petition.feature,
    petition_answers.feature,
    petition_sending.feature,
    petition_switches.feature,
    start.feature,
    urgent.feature,
]


def build_router(texts: Texts) -> Router:
    """The router of the whole house. Raises ValueError when two features claim the same action."""
    return Router(FEATURES, texts.words_of, fold)
