"""How fast a platform may be written to: over all chats, to one chat, to one group."""

from collections import deque
from collections.abc import Callable

from storage.limits import Limits

WINDOW = 60.0
GROUP_MESSAGES = 19
"""Telegram takes 20 a minute in a group; one is left for what we cannot see from here.

Digests come every `group_pace`, so rarely (3.25 s) that they never use this up: else one in a minute would come late.
"""
BURST = 3
"""A private chat takes a few at once, then one a second."""
STORM = 3
"""So many chats told to wait at about the same moment mean that the whole bot is."""


class Pace:
    """Answers when the next message may go. Times are seconds of a clock that never goes back."""

    def __init__(self, limits: Limits, per_second: float | None, clock: Callable[[], float]) -> None:
        self.limits = limits
        self.per_second = per_second
        self.clock = clock
        self._tokens = self._most
        self._filled = clock()
        self._chats: dict[str, deque[float]] = {}
        self._not_before: dict[str, float] = {}
        self._all_not_before = 0.0

    @property
    def _most(self) -> float:
        # a burst and a second's flow together stay below what Telegram takes in one second (30)
        return max(1.0, (self.per_second or 0) * 0.2)

    def room(self) -> int:
        """How many messages may go at this moment over all chats."""
        now = self.clock()
        if now < self._all_not_before:
            return 0
        if self.per_second is None:
            return 64
        self._tokens = min(self._most, self._tokens + (now - self._filled) * self.per_second)
        self._filled = now
        return int(self._tokens)

    def wait(self) -> float:
        """Seconds until there is room again."""
        now = self.clock()
        if now < self._all_not_before:
            return self._all_not_before - now
        if self.per_second is None or self._tokens >= 1:
            return 0.0
        return (1 - self._tokens) / self.per_second

    def wait_for(self, chat: str, *, group: bool) -> float:
        """Seconds until this chat may get a message; 0: now."""
        now = self.clock()
        held = self._not_before.get(chat, 0.0) - now
        if held > 0:
            return held
        sent = self._chats.get(chat)
        if not sent or not (self.limits.group_pace if group else self.limits.pace):
            return 0.0
        if group:
            while sent and now - sent[0] >= WINDOW + 1:
                sent.popleft()
            return sent[0] + WINDOW + 1 - now if len(sent) >= GROUP_MESSAGES else 0.0
        while sent and now - sent[0] >= BURST * self.limits.pace:
            sent.popleft()
        return sent[0] + BURST * self.limits.pace - now if len(sent) >= BURST else 0.0

    def sent(self, chat: str) -> None:
        """One message goes to this chat now."""
        self._tokens -= 1
        if self.limits.pace or self.limits.group_pace:
            self._chats.setdefault(chat, deque()).append(self.clock())
            if len(self._chats) > 10_000:
                self._forget()

    def hold(self, chat: str, seconds: float) -> None:
        """The platform told this chat to wait; when it tells several at once, it means everybody."""
        now = self.clock()
        self._not_before[chat] = now + seconds
        told = sum(1 for until in self._not_before.values() if until > now)
        if told >= STORM:
            self._all_not_before = max(self._all_not_before, now + seconds)
        if len(self._not_before) > 1_000:
            self._not_before = {name: until for name, until in self._not_before.items() if until > now}

    def _forget(self) -> None:
        edge = self.clock() - WINDOW - 1
        self._chats = {chat: sent for chat, sent in self._chats.items() if sent and sent[-1] > edge}
