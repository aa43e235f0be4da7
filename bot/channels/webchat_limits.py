"""How much one conversation, or one network address, may do in a minute."""

from collections.abc import Callable
from datetime import datetime

KEYS = 20_000
"""So many keys at most are remembered; then all are forgiven: cheaper than a search at every request of a flood."""


class Allowance:
    """So many a minute for each key; what was not used is there at once, up to one minute's worth."""

    def __init__(self, per_minute: int, clock: Callable[[], datetime]) -> None:
        self.per_minute = per_minute
        self.clock = clock
        self._left: dict[str, tuple[float, datetime]] = {}

    def take(self, key: str) -> bool:
        """Use one of this key's allowance; False: it is used up for the moment."""
        now = self.clock()
        left, since = self._left.get(key, (float(self.per_minute), now))
        left = min(float(self.per_minute), left + max(0.0, (now - since).total_seconds()) * self.per_minute / 60)
        if left < 1:
            return False
        if len(self._left) >= KEYS:
            self._left.clear()
        self._left[key] = (left - 1, now)
        return True
