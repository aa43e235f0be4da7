"""What the harness must know of a bot that it measures."""

import sys
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from benchmarks.petitions.fake_telegram import BOT, Call
from benchmarks.petitions.words import WORDS

PATH = "/telegram"
SECRET = "bench-secret"
_FIRST_WORKER = 1_000_000_000
_TO_OFFICER = 1_000_000_000


def worker_chat(n: int) -> int:
    """The chat (and user) id of worker `n`, counted from 0."""
    return _FIRST_WORKER + n


def officer_of(worker: int) -> int:
    """The chat id of the officer who gets this worker's cards: one officer for each worker."""
    return worker + _TO_OFFICER


class Variant(ABC):
    """A bot under measurement: how to make its folder, start it, and press its send button.

    `name` is one word. `answers` tells whether the bot answers each callback query; the harness then waits for that too.
    """

    name: str
    path = PATH
    secret = SECRET

    def __init__(self, answers: bool) -> None:
        self.answers = answers

    def prepare(self, folder: Path, workers: int, api_url: str, port: int, synchronous: str) -> None:
        """Make the database with `workers` ready drafts and their officers in the empty `folder`, all files closed.

        Called once in a run. The harness keeps a copy and puts it back to the same place before each round, so paths
        into `folder` may be written down. `api_url` has no token and no slash at its end; `synchronous` is NORMAL or FULL.
        """
        self.folder, self.api_url, self.port, self.synchronous = folder, api_url, port, synchronous

    @abstractmethod
    def command(self) -> list[str]:
        """How to start the bot's process from the repository's root: [python, "-m", module, …], so it can be profiled."""

    def environment(self) -> dict[str, str]:
        """What the process needs in its environment besides the harness's own."""
        return {}

    def data(self, n: int) -> str:
        """The callback data behind worker `n`'s send button."""
        return f"petition:send:{n + 1}"

    def worker(self, n: int) -> int:
        """The chat that must get exactly one receipt."""
        return worker_chat(n)

    def officer(self, n: int) -> int:
        """The chat that must get exactly one card; no other worker's card goes there."""
        return officer_of(worker_chat(n))

    def callback_id(self, n: int) -> str:
        """The id of worker `n`'s press, which answerCallbackQuery must name."""
        return str(4_000_000_000_000_000_000 + n)

    def counts(self, call: Call) -> bool:
        """Whether this call is a receipt or a card, and not for example an edit of the draft."""
        return call.method.startswith("send")

    def update(self, n: int) -> dict[str, Any]:
        """Worker `n`'s press, as Telegram sends it."""
        person = {"id": self.worker(n), "first_name": "Lan", "last_name": f"Lo {n}"}
        buttons = {f"{data}:{n + 1}": text for data, text in WORDS.draft_buttons.items()}
        keyboard = [[{"text": text, "callback_data": data}] for data, text in buttons.items()]
        keyboard[0][0]["callback_data"] = self.data(n)
        return {
            "update_id": 500_000_000 + n,
            "callback_query": {
                "id": self.callback_id(n),
                "from": person | {"is_bot": False, "language_code": "vi"},
                "message": {
                    "message_id": 20 + n,
                    "from": BOT,
                    "chat": person | {"type": "private"},
                    "date": int(time.time()) - 60,
                    "text": WORDS.draft,
                    "reply_markup": {"inline_keyboard": keyboard},
                },
                "chat_instance": str(-3_000_000_000_000_000_000 - n),
                "data": self.data(n),
            },
        }


def python_module(module: str, *arguments: str) -> list[str]:
    """The command that runs a module with this Python."""
    return [sys.executable, "-m", module, *arguments]
