"""Keyboards: what may be in them, and how a test sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.servers.telegram.refusal import bad

INLINE_KINDS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
)  # fmt: skip
MOST_BUTTONS = 100


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message, or one of the keyboard that replaces the letters (then without data)."""

    text: str
    data: str | None = None
    url: str | None = None
    asks: str | None = None  # "contact" or "location"


def check_markup(markup: dict[str, Any] | None, private: bool) -> None:
    """Raises Refusal for a keyboard that Telegram would not take."""
    if not markup:
        return
    rows = markup.get("inline_keyboard", [])
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    for button in (b for row in rows for b in row):
        kinds = [kind for kind in INLINE_KINDS if kind in button]
        if not button["text"].strip():
            raise bad("inline keyboard button text must be non-empty")
        if not kinds:
            raise bad("text buttons are unallowed in the inline keyboard")
        if len(kinds) > 1:
            raise bad("can't parse inline keyboard button: exactly one optional field was expected")
        url = button.get("url")
        if url is not None and not url.startswith(("http://", "https://", "tg://")):
            raise bad("BUTTON_URL_INVALID")
    for button in (b for row in markup.get("keyboard", []) for b in row):
        if not private and button.get("request_contact"):
            raise bad("phone number can be requested in private chats only")
        if not private and button.get("request_location"):
            raise bad("location can be requested in private chats only")


def inline_rows(markup: dict[str, Any] | None) -> list[list[Button]]:
    """The buttons below a message, row by row."""
    rows = (markup or {}).get("inline_keyboard", [])
    return [[Button(b["text"], b.get("callback_data"), b.get("url")) for b in row] for row in rows]


def reply_rows(markup: dict[str, Any] | None) -> list[list[Button]] | None:
    """The keyboard in place of the letters; [] when it was taken away, None when nothing was said about it."""
    if not markup or ("keyboard" not in markup and "remove_keyboard" not in markup):
        return None
    return [
        [Button(b["text"], asks="contact" if b.get("request_contact") else "location" if b.get("request_location") else None)
         for b in row]
        for row in markup.get("keyboard", [])
    ]  # fmt: skip
