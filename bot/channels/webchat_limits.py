"""How much one conversation, or one network address, may do in a minute."""

from collections.abc import Callable
from datetime import datetime

KEYS = 20_000
"""So many keys at most are remembered; then those that have their whole allowance again are dropped."""


class Allowance:
    """So many a minute for each key; what was not used is there at once, up to one minute's worth."""

    def __init__(self, per_minute: int, clock: Callable[[], datetime]) -> None:
        self.per_minute = per_minute
        self.clock = clock
        self._left: dict[str, tuple[float, datetime]] = {}

    def take(self, key: str) -> bool:
        """Use one of this key's allowance; False: it is used up for the moment."""
        now = self.clock()
        left = self._now_left(key, now)
        if left < 1:
            return False
        if len(self._left) >= KEYS:
            self._left = {k: v for k, v in self._left.items() if self._now_left(k, now) < self.per_minute}
        self._left[key] = (left - 1, now)
        return True

    def _now_left(self, key: str, now: datetime) -> float:
        left, since = self._left.get(key, (float(self.per_minute), now))
        return min(float(self.per_minute), left + (now - since).total_seconds() * self.per_minute / 60)
