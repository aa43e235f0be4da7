"""Secrets of cases on our page: what was read is covered after a while, the page itself still has it (storage/webchat.py)."""

import re

from handlers.texts import Phrase
from handlers.voice import Voice
from storage.codes import ALPHABET
from storage.contacts import contact_at
from storage.web_secrets import to_cover

AT_ONCE = 200
_SECRET = re.compile("-".join([f"[{ALPHABET}]{{4}}"] * 3))


def cover_secrets(voice: Voice) -> None:
    """Cover what has stood long enough and was seen; what somebody typed themselves holds nothing else."""
    for row in to_cover(voice.session, voice.now, AT_ONCE):
        contact = contact_at(voice.session, row.address)
        language = contact.language if contact else voice.house.texts.languages[0]
        covered = voice.house.texts.say(language, Phrase("secret-covered"))
        text = covered if row.mine else _SECRET.sub(covered, row.payload.get("text", ""))
        row.payload = {**row.payload, "text": text}
