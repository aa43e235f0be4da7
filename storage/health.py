"""How the slots stand: what has been due for how long."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from storage.models import Inbound, Outbound


def oldest_pending(session: Session, now: datetime) -> list[tuple[str, str, float]]:
    """(slot, channel, seconds since the oldest message that waits was due) for each channel that has one waiting."""
    found = []
    for slot, model in (("inbox", Inbound), ("outbox", Outbound)):
        query = (
            select(model.channel, func.min(model.due))
            .where(model.state == "pending", col(model.due) <= now)
            .group_by(model.channel)
        )
        for channel, due in session.exec(query):
            found.append((slot, channel, max(0.0, (now - due).total_seconds())))
    return found
