"""The demo page: four chats side by side (one after another on a phone), and stories to click through."""

from collections.abc import Callable
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'self'; frame-src 'self'; object-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def demo_routes(words: Callable[[str], dict[str, str]], languages: list[str], world: str) -> list[web.RouteDef]:
    """`/demo/` and its files; the chats themselves are the web channel's, below `/demo/<seat>/`.

    words: all words of the page in a language. world: tells this world from the one before it was started over.
    """

    async def page(request: web.Request) -> web.StreamResponse:
        html = (FOLDER / "index.html").read_text("utf-8").replace("{{world}}", world).replace("{{lang}}", languages[0])
        return web.Response(text=html, content_type="text/html", headers=HEADERS)

    async def part(request: web.Request) -> web.StreamResponse:
        path = FOLDER / request.match_info["name"]
        if not path.is_file():
            raise web.HTTPNotFound
        return web.Response(body=path.read_bytes(), content_type=KINDS[path.suffix], charset="utf-8", headers=HEADERS)

    async def texts(request: web.Request) -> web.StreamResponse:
        language = request.query.get("lang", "")
        return web.json_response(words(language if language in languages else languages[0]), headers=HEADERS)

    async def to_demo(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/demo/")

    return [
        web.get("/", to_demo),
        web.get("/demo/", page),
        web.get("/demo/texts.json", texts),
        web.get(r"/demo/{name:[a-z]+\.(?:css|js)}", part),
    ]
