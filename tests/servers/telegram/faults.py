"""Troubles on demand, and Telegram's limits on how fast a bot may send."""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from tests.servers.telegram.refusal import too_many

KINDS = ("error", "flood", "html", "reset", "accept_then_reset", "accept_then_timeout", "slow")


@dataclass
class Fault:
    """A trouble that strikes calls of one method and chat, `times` times (None: until stop())."""

    kind: str
    method: str | None = None
    chat: int | None = None
    times: int | None = 1
    code: int = 500
    description: str = "Internal Server Error"
    parameters: dict[str, Any] = field(default_factory=dict)
    seconds: float = 1.0
    hits: int = 0

    def strikes(self, method: str, chat: Any) -> bool:
        """Whether it is this call's turn; counts it if so. Without a method all are meant except getUpdates."""
        if self.times is not None and self.hits >= self.times:
            return False
        if method.lower() != self.method.lower() if self.method else method == "getUpdates":
            return False
        if self.chat is not None and chat != self.chat:
            return False
        self.hits += 1
        return True

    def stop(self) -> None:
        """No more of it."""
        self.times = self.hits


class Flood:
    """About one message a second in a chat with a small burst, 20 a minute in a group, 30 a second over all.

    Source: core.telegram.org/bots/faq; the real limits move, only 429 and its retry_after bind. Off until `on` is set.
    `refused` counts the 429s by rule: "chat", "group", "overall".
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.on = False
        self.chat_burst, self.chat_seconds = 5, 5.0
        self.group_most, self.group_seconds = 20, 60.0
        self.overall_most, self.overall_seconds = 30, 1.0
        self.refused: Counter[str] = Counter()
        self._sent: dict[Hashable, deque[float]] = {}

    def take(self, chat: int, is_group: bool, messages: int = 1) -> None:
        """Counts messages about to be accepted. Raises Refusal 429, and then counts nothing."""
        if not self.on:
            return
        rules: list[tuple[str, Hashable, int, float]] = [
            ("overall", None, self.overall_most, self.overall_seconds),
            ("chat", chat, self.chat_burst, self.chat_seconds),
        ]
        if is_group:
            rules.append(("group", ("group", chat), self.group_most, self.group_seconds))
        now = self._now()
        waits: list[tuple[float, str]] = []
        for rule, key, most, seconds in rules:
            times = self._sent.setdefault(key, deque())
            while times and times[0] <= now - seconds:
                times.popleft()
            if len(times) + messages > most and times:
                waits.append((times[0] + seconds - now, rule))
        if waits:
            longest, rule = max(waits)
            self.refused[rule] += 1
            raise too_many(max(1, math.ceil(longest)))
        for _, key, _, _ in rules:
            self._sent[key].extend([now] * messages)
