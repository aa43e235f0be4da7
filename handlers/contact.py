"""How people reach the office without the bot."""

from handlers.house import ContactConfig
from handlers.voice import Voice
from storage.models import Setting

CONTACT = "contact"
"""The setting that an admin edits in chat: some or all fields of ContactConfig."""


def office(voice: Voice) -> ContactConfig:
    """What an admin edited, else the configuration."""
    edited = voice.session.get(Setting, CONTACT)
    return voice.house.contact.model_copy(update=edited.value) if edited else voice.house.contact
