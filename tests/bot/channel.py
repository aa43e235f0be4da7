"""A channel that remembers what it was given and fails as told."""

import asyncio
from collections import defaultdict

from bot.channels.base import Channel, Parcel, SendError
from storage.limits import Limits


class FakeChannel(Channel):
    """`fails[address]` is a list of errors, one for each coming try; `hold` keeps sends in the air until it is set."""

    name = "telegram"

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.sent: list[Parcel] = []
        self.topics: list[tuple[str, str]] = []
        self.fails: dict[str, list[SendError]] = defaultdict(list)
        self.hold: asyncio.Event | None = None
        self.in_the_air = 0
        self.most_in_the_air = 0

    async def send(self, parcel: Parcel) -> str:
        self.in_the_air += 1
        self.most_in_the_air = max(self.most_in_the_air, self.in_the_air)
        try:
            if self.hold is not None:
                await self.hold.wait()
            if self.fails[parcel.address]:
                raise self.fails[parcel.address].pop(0)
            self.sent.append(parcel)
            return str(len(self.sent))
        finally:
            self.in_the_air -= 1

    async def open_topic(self, address: str, name: str) -> str:
        self.topics.append((address, name))
        return str(700 + len(self.topics))

    def texts(self, address: str | None = None) -> list[str]:
        """What was delivered, in order."""
        return [parcel.text for parcel in self.sent if address in (None, parcel.address)]
