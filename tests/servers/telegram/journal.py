"""The journal: everything the bot got through and everything it confirmed, in order, in memory and in a file."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from tests.servers.telegram.files import StoredFile
from tests.servers.telegram.markup import Button


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened.

    `what` is sent, edited, deleted, answered (a button press), reacted, topic (made or changed), or confirmed (an update the
    bot took for good). `at` is time.monotonic(). `text` is what a person reads: text or caption without tags.
    """

    number: int
    at: float
    what: str
    method: str
    chat: int | None = None
    message_id: int | None = None
    thread: int | None = None
    text: str = ""
    buttons: list[list[Button]] = field(default_factory=list)
    keyboard: list[list[Button]] | None = None
    files: list[StoredFile] = field(default_factory=list)
    reply_to: int | None = None
    update_id: int | None = None
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def labels(self) -> list[str]:
        """The words on the inline buttons, else on the reply keyboard, in reading order."""
        return [b.text for row in self.buttons or self.keyboard or [] for b in row]

    @property
    def data(self) -> list[str]:
        """The callback data of the inline buttons."""
        return [b.data for row in self.buttons for b in row if b.data is not None]

    def as_json(self) -> dict[str, Any]:
        """For the file and the control door: bytes of files up to 64 KB as base64, of larger ones only the size."""
        return {
            "number": self.number, "at": self.at, "what": self.what, "method": self.method, "chat": self.chat,
            "message_id": self.message_id, "thread": self.thread, "text": self.text,
            "buttons": [[{"text": b.text, "data": b.data, "url": b.url} for b in row] for row in self.buttons],
            "keyboard": self.keyboard and [[b.text for b in row] for row in self.keyboard],
            "files": [
                {"kind": f.kind, "name": f.name, "mime": f.mime, "size": f.size, "file_id": f.file_id,
                 "content": base64.b64encode(f.content).decode() if len(f.content) <= 65536 else None}
                for f in self.files
            ],
            "reply_to": self.reply_to, "update_id": self.update_id, "params": self.params,
        }  # fmt: skip


class Journal:
    """Entries in order; with a path, each is also a line of JSON that is with the system before the bot gets its answer."""

    def __init__(self, path: Path | None = None) -> None:
        self.entries: list[Entry] = []
        self._file: IO[str] | None = path.open("a", encoding="utf-8") if path else None

    def add(self, what: str, method: str, **details: Any) -> Entry:
        """Writes one thing down."""
        entry = Entry(len(self.entries), time.monotonic(), what, method, **details)
        self.entries.append(entry)
        if self._file:
            self._file.write(json.dumps(entry.as_json()) + "\n")
            self._file.flush()  # a test reads it after killing us
        return entry

    def close(self) -> None:
        """Closes the file."""
        if self._file:
            self._file.close()
            self._file = None


def read_journal(path: Path) -> list[dict[str, Any]]:
    """The entries of a journal file, as Entry.as_json() made them; a line cut by a kill is left out."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]
