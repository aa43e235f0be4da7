"""The one way a method says no, with the words of the real server."""

from __future__ import annotations

from typing import Any

from tests.servers.schema import Unfit

PREFIX = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 409: "Conflict", 500: "Internal Server Error"}


class Refusal(Exception):
    """An answer with "ok": false; the HTTP status is its code."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters

    def body(self) -> dict[str, Any]:
        """The JSON object the client gets."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad(text: str) -> Refusal:
    """400 with the usual prefix."""
    return Refusal(400, f"Bad Request: {text}")


def forbidden(text: str) -> Refusal:
    """403 with the usual prefix."""
    return Refusal(403, f"Forbidden: {text}")


def too_many(seconds: int) -> Refusal:
    """429: how long to wait stands in the text, in the parameters and in the header Retry-After."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def upgraded(new_id: int) -> Refusal:
    """The group became a supergroup and lives under another id now."""
    return Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": new_id})


def of_unfit(error: Unfit) -> Refusal:
    """What Telegram says about a parameter that does not fit; where its words are not known, our own plain ones."""
    known = {
        ("chat_id", "missing"): "chat_id is empty",
        ("text", "missing"): "message text is empty",
        ("message_id", "missing"): "message identifier is not specified",
        ("file_id", "missing"): "file_id not specified",
        ("callback_data", "limits"): "BUTTON_DATA_INVALID",
        ("emoji", "enum"): "REACTION_INVALID",
        ("reply_markup", "object"): "object expected as reply markup",
        ("reply_markup", "json"): "can't parse reply keyboard markup JSON object",
        ("reply_parameters", "object"): "object expected as reply parameters",
        ("reply_parameters", "json"): "can't parse reply parameters JSON object",
        ("link_preview_options", "object"): "object expected as link preview options",
        ("link_preview_options", "json"): "can't parse link preview options JSON object",
        ("media", "json"): "can't parse media JSON object",
        ("commands", "json"): "can't parse commands JSON object",
        ("command", "limits"): "BOT_COMMAND_INVALID",
        ("latitude", "missing"): "latitude is empty",
        ("longitude", "missing"): "longitude is empty",
    }
    for kind in ("photo", "document", "voice", "video", "audio", "sticker", "animation", "video_note"):
        known[kind, "missing"] = f"there is no {kind.replace('_', ' ')} in the request"
    return bad(known.get((error.field, error.wrong), f"wrong parameter: {error}"))
