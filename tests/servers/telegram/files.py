"""Files on Telegram's side: kept under an id, fetched by a path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.servers.telegram.refusal import Refusal, bad

DOWNLOAD_LIMIT, UPLOAD_LIMIT, PHOTO_LIMIT = 20 * 2**20, 50 * 2**20, 10 * 2**20
FOLDERS = {"photo": "photos", "voice": "voice", "video": "videos", "audio": "music", "document": "documents"}
ENDINGS = {
    "photo": ("jpg", "image/jpeg"), "voice": ("oga", "audio/ogg"), "video": ("mp4", "video/mp4"),
    "audio": ("mp3", "audio/mpeg"), "document": ("bin", "application/octet-stream"),
    "animation": ("mp4", "video/mp4"), "video_note": ("mp4", "video/mp4"), "sticker": ("webp", "image/webp"),
}  # fmt: skip
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF", b"BM")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as Telegram keeps it; `size` may be more than the content, to stand for a file too large to hold here."""

    file_id: str
    unique_id: str
    kind: str
    name: str | None
    mime: str
    content: bytes
    size: int
    path: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file part of a multipart request."""

    name: str
    mime: str
    content: bytes


class Files:
    """All files of the bot by id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._links: dict[str, StoredFile] = {}

    def keep(self, kind: str, content: bytes, name: str | None, mime: str | None, size: int | None = None) -> StoredFile:
        """Takes a file in and gives it its ids."""
        number = len(self._by_id) + 1
        ending, usual = ENDINGS[kind]
        if name and "." in name and kind in ("document", "audio"):
            ending = name.rsplit(".", 1)[-1]
        stored = StoredFile(
            file_id=f"{kind.capitalize()}-AgACAgUAAxkBAAI{number:06d}", unique_id=f"AQAD{number:06d}",
            kind=kind, name=name, mime=mime or usual, content=content, size=len(content) if size is None else size,
            path=f"{FOLDERS.get(kind, 'documents')}/file_{number}.{ending}",
        )  # fmt: skip
        self._by_id[stored.file_id] = stored
        return stored

    def outgoing(self, kind: str, value: str, uploads: dict[str, Upload]) -> StoredFile:
        """The file a method was given: an upload, or the id of one we know. Raises Refusal."""
        if value.startswith("attach://"):
            upload = uploads.get(value.removeprefix("attach://"))
            if upload is None:
                raise bad("wrong file identifier/HTTP URL specified")
            if not upload.content:
                raise bad("file must be non-empty")
            if len(upload.content) > UPLOAD_LIMIT:
                raise Refusal(413, "Request Entity Too Large")
            if kind == "photo" and len(upload.content) > PHOTO_LIMIT:
                raise bad("file is too big")
            if kind == "photo" and not upload.content.startswith(PICTURES):
                raise bad("IMAGE_PROCESS_FAILED")
            return self.keep(kind, upload.content, upload.name, upload.mime)
        if value.startswith(("http://", "https://")):
            raise bad("failed to get HTTP URL content")  # there is no internet in here
        stored = self._find(value)
        if stored is None:
            raise bad("wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            raise bad(f"can't use file of type {stored.kind.capitalize()} as {kind.capitalize()}")
        return stored

    def _find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id) or self._by_id.get(file_id.rpartition("-")[0])  # a smaller size of a photo

    def link(self, file_id: str) -> dict[str, Any]:
        """The answer of getFile; opens the path for download. Raises Refusal."""
        stored = self._find(file_id)
        if stored is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if stored.size > DOWNLOAD_LIMIT:
            raise bad("file is too big")
        self._links[stored.path] = stored
        return {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": stored.size,
                "file_path": stored.path}  # fmt: skip

    def at(self, path: str) -> StoredFile | None:
        """What a link leads to; None when there is no such link or it has died."""
        return self._links.get(path)

    def forget_links(self) -> None:
        """All download links die, as they do after an hour; getFile makes new ones."""
        self._links.clear()


def as_message(stored: StoredFile, **more: Any) -> dict[str, Any]:
    """The part of a message that carries the file, for example {"voice": {...}}."""
    ids = {"file_id": stored.file_id, "file_unique_id": stored.unique_id}
    if stored.kind == "photo":
        sizes = [(90, 67), (320, 240), (1280, 960)]
        last = len(sizes) - 1
        return {"photo": [
            {"file_id": stored.file_id if n == last else f"{stored.file_id}-{n}",
             "file_unique_id": stored.unique_id if n == last else f"{stored.unique_id}-{n}",
             "width": w, "height": h, "file_size": stored.size if n == last else min(stored.size, 900 * (n + 1))}
            for n, (w, h) in enumerate(sizes)
        ]}  # fmt: skip
    body: dict[str, Any] = {**ids, "file_size": stored.size}
    if stored.kind in ("voice", "audio", "video", "document", "animation"):
        body["mime_type"] = stored.mime
    if stored.kind in ("voice", "audio", "video", "animation", "video_note"):
        body["duration"] = more.pop("duration", 3)
    if stored.kind in ("video", "animation"):
        body |= {"width": 640, "height": 480}
    if stored.kind == "video_note":
        body["length"] = 240
    if stored.kind == "sticker":
        body |= {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    if stored.name and stored.kind in ("document", "audio", "video", "animation"):
        body["file_name"] = stored.name
    return {stored.kind: body | more}
