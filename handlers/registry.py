"""All that the bot can do: every feature, in order."""

from handlers import (
    adding,
    admin,
    admin_contact,
    admin_roles,
    admin_units,
    blocking,
    canned,
    consent,
    editing,
    following,
    groups,
    house_events,
    invitations,
    judging,
    linking,
    officer,
    officer_answer,
    officer_delivery,
    officer_handover,
    officer_lists,
    petition,
    petition_answers,
    petition_sending,
    petition_switches,
    start,
    uncertain,
    urgent,
)
from handlers.router import Feature, Router
from handlers.texts import Texts
from storage.fold import fold

FEATURES: list[Feature] = [
    adding.feature,
    admin.feature,
    admin_contact.feature,
    admin_roles.feature,
    admin_units.feature,
    blocking.feature,
    canned.feature,
    consent.feature,
    editing.feature,
    following.feature,
    groups.feature,
    house_events.feature,
    invitations.feature,
    judging.feature,
    linking.feature,
    officer.feature,
    officer_answer.feature,
    officer_delivery.feature,
    officer_handover.feature,
    officer_lists.feature,
    petition.feature,
    petition_answers.feature,
    petition_sending.feature,
    petition_switches.feature,
    start.feature,
    uncertain.feature,
    urgent.feature,
]


def build_router(texts: Texts) -> Router:
    """The router of the whole house. Raises ValueError when two features claim the same action."""
    return Router(FEATURES, texts.words_of, fold)
