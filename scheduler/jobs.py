"""What the clock has done: thin, because what is done is decided and worded at the desks. Each does a limited step."""

from handlers.consent import forget_unconsented
from handlers.drafts import forget_old_drafts
from handlers.empty_units import tell_of_empty_units
from handlers.secrets import cover_secrets
from handlers.voice import Voice
from storage.attachments import forget_orphans, forget_unused_uploads


def first_messages(voice: Voice) -> None:
    """Erase first messages whose person did not agree in time (product.md: 72 hours), and tell them."""
    forget_unconsented(voice)


def old_drafts(voice: Voice) -> None:
    """Erase drafts that nobody touched for a month, and tell their authors."""
    forget_old_drafts(voice)


def uploads(voice: Voice) -> None:
    """Erase files that were uploaded and never sent."""
    forget_unused_uploads(voice.session, voice.house.files, voice.now)


def orphans(voice: Voice) -> None:
    """Sweep up contents of files that nobody points to."""
    forget_orphans(voice.session, voice.house.files)


def secrets(voice: Voice) -> None:
    """Cover secrets of cases that were read on our page long ago."""
    cover_secrets(voice)


def unanswered_units(voice: Voice) -> None:
    """Tell admins of workplaces that nobody answers for."""
    tell_of_empty_units(voice)
