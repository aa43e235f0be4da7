"""The page itself: index.html and what it loads, read once, sent compressed."""

import gzip
import hashlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson
from aiohttp import web

FOLDER = Path(__file__).parent / "webchat_page"
TYPES = {
    ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}  # fmt: skip
POLICY = (
    "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self' ws: wss:;"
    " frame-ancestors 'self'; object-src 'none'; form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
}  # fmt: skip


@dataclass(frozen=True)
class Asset:
    """A file of the page as it goes out."""

    content: bytes
    compressed: bytes
    type: str

    @staticmethod
    def of(content: bytes, content_type: str) -> "Asset":
        """Bytes with their type, compressed once."""
        return Asset(content, gzip.compress(content, mtime=0), content_type)

    def response(self, request: web.Request) -> web.Response:
        """The file, or 304 when the browser has it. A minute later it asks again: parts of two versions do not fit."""
        zipped = "gzip" in request.headers.get("Accept-Encoding", "") and len(self.compressed) < len(self.content)
        body = self.compressed if zipped else self.content
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = {**HEADERS, "ETag": tag, "Cache-Control": "max-age=60", "Vary": "Accept-Encoding", "Content-Type": self.type}
        if tag in request.headers.get("If-None-Match", ""):
            return web.Response(status=304, headers=headers)
        if zipped:
            headers["Content-Encoding"] = "gzip"
        return web.Response(body=body, headers=headers)


class Shell:
    """All that the page needs to open."""

    def __init__(self, words: Callable[[str], dict[str, str]], languages: list[str]) -> None:
        self._index = (FOLDER / "index.html").read_text("utf-8")
        self._assets = {
            path.name: Asset.of(path.read_bytes(), _typed(TYPES[path.suffix]))
            for path in sorted(FOLDER.iterdir())
            if path.suffix in TYPES
        }
        self._texts = {language: Asset.of(orjson.dumps(words(language)), _typed("application/json")) for language in languages}

    def routes(self, prefix: str) -> Iterator[web.RouteDef]:
        """The files of the page below a prefix, and its words."""
        for name, asset in self._assets.items():
            yield web.get(f"{prefix}/{name}", _answering_with(asset))
        yield web.get(f"{prefix}/texts.json", self._words)

    def page(self, prefix: str, language: str) -> web.Response:
        """index.html. `prefix` and `language` are our own words, never the visitor's: they stand in HTML."""
        html = self._index.replace("{{base}}", f"{prefix}/").replace("{{lang}}", language)
        return web.Response(text=html, content_type="text/html", headers={**HEADERS, "Cache-Control": "no-store"})

    async def _words(self, request: web.Request) -> web.Response:
        texts = self._texts.get(request.query.get("lang", ""))
        return texts.response(request) if texts else web.Response(status=404)


def _answering_with(asset: Asset) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        return asset.response(request)

    return answer


def _typed(content_type: str) -> str:
    return content_type if content_type == "image/png" else f"{content_type}; charset=utf-8"
