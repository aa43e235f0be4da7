"""What a file is, by its first bytes and not by what it is called; pictures come out without what a camera wrote in."""

import asyncio
import mimetypes
from dataclasses import dataclass

from bot.pictures import Unreadable, is_picture, neutral_picture
from storage.attachments import ENDINGS
from storage.fold import clean

LONGEST_NAME = 120
HEAD = 32
# beginning: the media type, audio first where the same bytes may be either
SOUNDS = {
    b"ID3": "audio/mpeg", b"\xff\xfb": "audio/mpeg", b"\xff\xf3": "audio/mpeg", b"\xff\xf2": "audio/mpeg",
    b"#!AMR": "audio/amr", b"\xff\xf1": "audio/aac", b"\xff\xf9": "audio/aac", b"OggS": "audio/ogg",
}  # fmt: skip
_MATROSKA = b"\x1a\x45\xdf\xa3"


class Unusable(Exception):
    """A picture that cannot be drawn anew, so that it cannot be freed of where and when it was taken. Ask for another one."""


@dataclass(frozen=True)
class Media:
    """A file that may be kept. kind: photo | voice | video | file; name is the sender's own."""

    kind: str
    mime: str
    content: bytes
    name: str | None


async def inspected(content: bytes, name: str | None, said: str | None) -> Media:
    """What these bytes are. said: the media type that the sender's side gave. Raises Unusable."""
    name = clean(name).replace("\n", " ").strip()[-LONGEST_NAME:] if name else None
    if is_picture(content):
        try:
            # in a thread: drawing takes up to a second, and the decoders let others work meanwhile
            drawn, mime = await asyncio.to_thread(neutral_picture, content)
        except Unreadable as error:
            raise Unusable(str(error)) from None
        return Media("photo", mime, drawn, name)
    mime = _mime(content[:HEAD], (said or "").partition(";")[0].strip().lower(), name)
    return Media({"audio": "voice", "video": "video"}.get(mime.partition("/")[0], "file"), mime, content, name)


def _mime(head: bytes, said: str, name: str | None) -> str:
    sound = said.startswith("audio/")
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "audio/wav"
    if head[4:8] == b"ftyp":
        return _mp4(head[8:12], sound)
    if head.startswith(_MATROSKA):
        return "audio/webm" if sound else "video/webm"
    for beginning, mime in SOUNDS.items():
        if head.startswith(beginning):
            return mime
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    guessed = mimetypes.guess_type(name or "")[0]
    known = guessed in ENDINGS and not str(guessed).startswith(("image/", "audio/", "video/"))
    return str(guessed) if known else "application/octet-stream"


def _mp4(brand: bytes, sound: bool) -> str:
    if brand.startswith(b"M4A") or sound:
        return "audio/mp4"
    if brand.startswith(b"3g"):
        return "video/3gpp"
    return "video/quicktime" if brand == b"qt  " else "video/mp4"
