"""Files of the web chat: taken in before the message that names them, given out to their conversation alone."""

import asyncio
import re
import secrets
from tempfile import SpooledTemporaryFile
from typing import IO
from urllib.parse import quote

from aiohttp import BodyPartReader, web

from bot.channels.webchat_limits import Allowance
from bot.channels.webchat_session import Sessions, is_same_site, preferred_language
from bot.channels.webchat_socket import Chat
from bot.media import Unusable, inspected
from storage.attachments import keep_upload
from storage.files import Files
from storage.models import Attachment
from storage.webchat import file_at

UPLOAD_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
CHUNK = 256 * 1024
MOST_IN_MEMORY = 1024 * 1024
"""A larger upload waits on the disk until it is complete and its turn has come."""
SHOWN = {"photo", "voice", "video"}
"""Kinds that a page shows by itself; everything else is only ever saved, whatever it says it is."""
GUARDED = {
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private, max-age=86400, immutable",
    "Accept-Ranges": "bytes",
}  # fmt: skip


class WebFiles:
    """The two routes for files of one page. `turn` is taken while a file is in memory."""

    def __init__(
        self,
        chat: Chat,
        sessions: Sessions,
        files: Files,
        max_bytes: int,
        uploads: Allowance,
        turn: asyncio.Semaphore,
        public_url: str,
    ) -> None:
        self.chat = chat
        self.sessions = sessions
        self.files = files
        self.max_bytes = max_bytes
        self.uploads = uploads
        self.turn = turn
        self.public_url = public_url

    async def take(self, request: web.Request) -> web.Response:
        """Keep one upload; answers its id. With the same X-Client-Id again it is the same upload."""
        address = self.sessions.address_of(request)
        if address is None or not is_same_site(request, self.public_url):
            return self._refused(request, 403, "web-refused-session")
        if not self.uploads.take(address):
            return self._refused(request, 429, "web-refused-fast")
        if (request.content_length or 0) > self.max_bytes + CHUNK:
            return self._refused(request, 413, "web-refused-big")
        upload_id = request.headers.get("X-Client-Id") or secrets.token_hex(16)
        part = await self._file_part(request)
        if part is None or not UPLOAD_ID.fullmatch(upload_id):
            return self._refused(request, 400, "web-refused-unreadable")
        with SpooledTemporaryFile(MOST_IN_MEMORY) as spool:
            size = await self._receive(part, spool)
            if size is None:
                return self._refused(request, 413, "web-refused-big")
            if size == 0:
                return self._refused(request, 400, "web-refused-empty-file")
            async with self.turn:
                spool.seek(0)
                return await self._keep(request, address, upload_id, part, spool.read())

    async def _keep(
        self, request: web.Request, address: str, upload_id: str, part: BodyPartReader, content: bytes
    ) -> web.Response:
        try:
            file = await inspected(content, part.filename, part.headers.get("Content-Type"))
        except Unusable:
            return self._refused(request, 415, "web-refused-picture")
        row = Attachment(
            owner=address, channel="web", kind=file.kind, mime=file.mime, name=file.name, upload_id=upload_id,
            created=self.chat.clock(),
        )  # fmt: skip
        return web.json_response({"id": await self.chat.db.write(keep_upload, self.files, row, file.content)})

    async def _file_part(self, request: web.Request) -> BodyPartReader | None:
        if not request.content_type.startswith("multipart/"):
            return None
        try:
            reader = await request.multipart()
            while (part := await reader.next()) is not None:
                if isinstance(part, BodyPartReader) and part.name == "file":
                    return part
        except ValueError:  # no boundary, or headers that nobody can read
            return None
        return None

    async def _receive(self, part: BodyPartReader, spool: IO[bytes]) -> int | None:
        """Write the file to `spool`; returns its size, None when it is too large."""
        size = 0
        while chunk := await part.read_chunk(CHUNK):
            size += len(chunk)
            if size > self.max_bytes:
                return None
            spool.write(chunk)
        return size

    async def give(self, request: web.Request) -> web.Response:
        """A file that a message of this very conversation shows; for everybody else there is none."""
        address = self.sessions.address_of(request)
        place, number = int(request.match_info["place"]), int(request.match_info["number"])
        found = await self.chat.db.read(file_at, address, place, number) if address and place < 2**31 else None
        content = await self.chat.db.read(self.files.read, found[0].digest) if found and found[0].digest else None
        if found is None or content is None:
            return web.Response(status=404)
        return _sent(request, content, *found)

    def _refused(self, request: web.Request, status: int, key: str) -> web.Response:
        words = self.chat.words(preferred_language(request, self.chat.languages))
        return web.json_response({"text": words.get(key, "")}, status=status)


def _sent(request: web.Request, content: bytes, file: Attachment, name: str) -> web.Response:
    shown = file.kind in SHOWN
    headers = {
        **GUARDED,
        "Content-Type": (file.mime if shown else None) or "application/octet-stream",
        "Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{quote(name, safe='')}",
    }
    try:
        asked = request.http_range
    except ValueError:
        asked = slice(len(content), None)
    if asked.start is None and asked.stop is None:
        return web.Response(body=content, headers=headers)
    # iPhones play sound and video only where parts can be had
    start, stop, _ = asked.indices(len(content))
    if start >= stop:
        return web.Response(status=416, headers={**headers, "Content-Range": f"bytes */{len(content)}"})
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(content)}"
    return web.Response(status=206, body=content[start:stop], headers=headers)
