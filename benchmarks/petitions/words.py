"""The texts of the benchmark's messages, as long as the real ones."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True)
class Words:
    """Texts with their places in braces; buttons by the beginning of their callback data."""

    draft: str
    draft_buttons: dict[str, str]
    receipt: str
    card: str
    card_buttons: dict[str, str]


WORDS: Final = Words(**json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8")))
