"""HTTP/1.1 cut out of a stream of bytes: just enough for the fake server and for the webhook client."""

import re
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import orjson

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_PART = re.compile(rb'; name="([^"]+)"(?!; *filename)(?:\r\n[^\r\n]+)*\r\n\r\n(.*?)\r\n--', re.DOTALL)


class Message(NamedTuple):
    """One request or answer: `head` without the empty line, `body` whole."""

    head: bytes
    body: bytes


class Stream:
    """Gathers the bytes of one connection and gives back whole messages, also pipelined ones."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[Message]:
        """The messages that `data` completes, in their order."""
        buffer = self._rest + data if self._rest else data
        messages = []
        start = 0
        while (end := buffer.find(b"\r\n\r\n", start)) >= 0:
            head = buffer[start:end]
            cut = _body(buffer, end + 4, head)
            if cut is None:
                break
            body, start = cut
            messages.append(Message(head, body))
        self._rest = buffer[start:]
        return messages


def _body(buffer: bytes, start: int, head: bytes) -> tuple[bytes, int] | None:
    """The body that begins at `start` and where it ends, None while some of it is still on the way."""
    length = _LENGTH.search(head)
    if length:
        stop = start + int(length[1])
        return (buffer[start:stop], stop) if len(buffer) >= stop else None
    if _CHUNKED.search(head):
        return _joined(buffer, start)
    return b"", start


def _joined(buffer: bytes, start: int) -> tuple[bytes, int] | None:
    chunks: list[bytes] = []
    while (line := buffer.find(b"\r\n", start)) >= 0:
        size = int(buffer[start:line].split(b";")[0], 16)
        stop = line + 2 + size
        if len(buffer) < stop + 2:
            return None
        if not size:
            return b"".join(chunks), stop + 2
        chunks.append(buffer[line + 2 : stop])
        start = stop + 2
    return None


def fields(body: bytes) -> dict[str, Any]:
    """The parameters of a Bot API call: a JSON object, a form, or the parts of a multipart body that are no files."""
    if body.startswith(b"{"):
        given: dict[str, Any] = orjson.loads(body)
        return given
    if body.startswith(b"--"):
        return {name.decode(): value.decode() for name, value in _PART.findall(body)}
    return dict(parse_qsl(body.decode()))
