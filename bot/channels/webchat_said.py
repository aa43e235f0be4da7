"""What a page says and what it is told: JSON to messages and back. Nothing is kept here."""

import re
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import orjson

from storage.fold import clean
from storage.models import WebMessage
from storage.types import Incoming

LONGEST_TEXT = 20_000
LONGEST_LABEL = 200
MOST_FILES = 20
CLIENT_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
UNIT = re.compile(r"[A-Za-z0-9_-]{1,40}")


class Refusal(Exception):
    """What the page said is not taken; `words` is the key of what its person is told."""

    def __init__(self, reason: str, words: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.words = words


@dataclass(frozen=True)
class Said:
    """Something to be kept: the message for the inbox, the uploads it names, and what the conversation shows of it."""

    message: Incoming
    uploads: list[str] = field(default_factory=list)
    shown: dict[str, Any] = field(default_factory=dict)


def read_said(said: dict[str, Any], client_id: str, address: str, language: str) -> Said:
    """What was written or pressed. A press is shown as the person's own words: its label. Raises Refusal."""
    incoming = partial(
        Incoming, channel="web", bot="web", external_id=f"{address}/{client_id}", address=address, sender=address,
        language=language,
    )  # fmt: skip
    if said["type"] == "press":
        place, data, label = place_in(said.get("place")), said.get("data"), said.get("label")
        if place is None or not isinstance(data, str) or not isinstance(label, str):
            raise Refusal("unreadable", "web-refused-unreadable")
        message = incoming(kind="press", button=clean(data)[:LONGEST_LABEL], message_id=str(place))
        return Said(message, shown={"text": clean(label)[:LONGEST_LABEL], "pressed": place})
    text, uploads, place = said.get("text"), said.get("files") or [], place_in(said.get("reply_to"))
    if not isinstance(text, str) or not isinstance(uploads, list) or not all(isinstance(u, str) for u in uploads):
        raise Refusal("unreadable", "web-refused-unreadable")
    text = clean(text)
    if len(text) > LONGEST_TEXT:
        raise Refusal("too_long", "web-refused-long")
    if not text.strip() and not uploads:
        raise Refusal("empty", "web-refused-empty")
    if len(uploads) > MOST_FILES:
        raise Refusal("too_many_files", "web-refused-many-files")
    message = incoming(text=text, reply_to=str(place) if place else None)
    return Said(message, uploads, {"text": text, "reply_to": place})


def shown_message(row: WebMessage) -> dict[str, Any]:
    """One place of a conversation as the page gets it; whatever people wrote stays plain text in JSON."""
    payload = row.payload
    files = [
        {"url": f"files/{row.place}-{number}", "kind": file["kind"], "name": file["name"], "size": file["size"]}
        for number, file in enumerate(payload.get("files", []))
    ]
    return {
        "type": "message", "place": row.place, "from": "me" if row.mine else "bot", "text": payload.get("text", ""),
        "at": row.created.isoformat(), "id": row.client_id, "buttons": payload.get("buttons", []), "files": files,
        "reply_to": payload.get("reply_to"), "replaces": payload.get("replaces"), "quote": payload.get("quote"),
        "pressed": payload.get("pressed"),
    }  # fmt: skip


def read_frame(data: str) -> dict[str, Any] | None:
    """A frame of the socket; None: it is not in our language."""
    try:
        said = orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
    return said if isinstance(said, dict) else None


def place_in(value: object) -> int | None:
    """A place of a conversation, None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31 else None
