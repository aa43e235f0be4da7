"""A fake Telegram that checks itself, and the real client of python-telegram-bot in front of it."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.request import HTTPXRequest

from tests.servers.telegram import FakeTelegram

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    """A button a row, whose data is do:<label>."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=f"do:{label}")] for label in labels])


def client_of(fake: FakeTelegram) -> Bot:
    """A client of the fake; it does not read the certificates of the world, which takes longer than most tests."""
    roads = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
    return Bot(
        fake.token, request=roads[0], get_updates_request=roads[1],
        base_url=f"{fake.url}/bot", base_file_url=f"{fake.url}/file/bot",
    )  # fmt: skip


class HandClock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.seconds = 1_790_000_000.0

    def __call__(self) -> float:
        return self.seconds

    def pass_by(self, seconds: float) -> None:
        """Time goes on."""
        self.seconds += seconds


@pytest.fixture
def hand_clock() -> HandClock:
    """A clock set by hand."""
    return HandClock()


@pytest.fixture
async def fake(hand_clock: HandClock) -> AsyncIterator[FakeTelegram]:
    """A platform whose own answers are checked against Telegram's list of types."""
    async with FakeTelegram(now=hand_clock, checks_itself=True) as telegram:
        yield telegram


@pytest.fixture
async def bot(fake: FakeTelegram, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    """The client; it says how long to wait as a timedelta, without complaining of its future."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with client_of(fake) as client:
        yield client
