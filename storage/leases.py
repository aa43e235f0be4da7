"""What only one process may do at a time: hold a lease, renew it while working, lose it when it runs out."""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from storage.models import Lease

SPAN = timedelta(seconds=30)
RENEW = timedelta(seconds=15)


def hold_lease(session: Session, name: str, holder: str, now: datetime) -> bool:
    """Whether `holder` has the lease from now on for half a minute; taken over when the last one let it run out."""
    lease = session.get(Lease, name, with_for_update={"skip_locked": True})
    if lease is None:
        try:
            with session.begin_nested():
                session.add(Lease(name=name, holder=holder, until=now + SPAN))
        except IntegrityError:
            return False
        return True
    if lease.holder != holder and lease.until > now:
        return False
    if lease.holder != holder or lease.until - now < RENEW:
        lease.holder, lease.until = holder, now + SPAN
    return True


def free_leases(session: Session, holder: str, now: datetime) -> None:
    """Give back what this process holds, so that another one need not wait."""

    for lease in session.exec(select(Lease).where(Lease.holder == holder)):
        lease.until = now
