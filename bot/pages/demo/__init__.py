"""The demo page: four chats side by side (one after another on a phone), and stories to click through."""

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def demo_routes(seats: list[str]) -> list[web.RouteDef]:
    """`/demo/` and its files; the chats themselves are the web channel's, below `/demo/<seat>/`."""

    async def page(request: web.Request) -> web.StreamResponse:
        return _file("index.html")

    async def part(request: web.Request) -> web.StreamResponse:
        return _file(request.match_info["name"])

    async def to_demo(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/demo/")

    return [web.get("/", to_demo), web.get("/demo/", page), web.get(r"/demo/{name:[a-z]+\.(?:css|js|svg)}", part)]


def _file(name: str) -> web.StreamResponse:
    path = FOLDER / name
    if not path.is_file():
        raise web.HTTPNotFound
    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": "default-src 'self'"}
    return web.Response(body=path.read_bytes(), content_type=KINDS[path.suffix], charset="utf-8", headers=headers)
