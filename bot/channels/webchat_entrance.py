"""One address of the page, the public one or a seat of the demo: opening it, and its socket."""

import asyncio
from collections.abc import Iterator

from aiohttp import WSCloseCode, web

from bot.channels.webchat_files import WebFiles
from bot.channels.webchat_limits import Allowance
from bot.channels.webchat_session import Sessions, is_same_site, network_address, preferred_language
from bot.channels.webchat_shell import HEADERS, Shell
from bot.channels.webchat_socket import Chat, Page

HEARTBEAT = 25.0
LARGEST_FRAME = 4 * 1024 * 1024
"""Far above the longest text: a page that says too much must be told so, or it would say it again for ever (T8)."""


class Entrance:
    """The routes below one prefix."""

    def __init__(
        self, chat: Chat, sessions: Sessions, files: WebFiles, shell: Shell, visitors: Allowance, public_url: str
    ) -> None:
        self.chat = chat
        self.sessions = sessions
        self.files = files
        self.shell = shell
        self.visitors = visitors
        self.public_url = public_url
        self._sockets: set[web.WebSocketResponse] = set()
        self._closed = False

    def routes(self) -> Iterator[web.RouteDef]:
        """What the web server answers."""
        prefix = self.sessions.prefix
        yield web.get(f"{prefix}/", self._page)
        yield web.get(prefix + "/u/{unit:[A-Za-z0-9_-]{1,40}}", self._page)
        yield web.get(f"{prefix}/ws", self._socket)
        yield web.post(f"{prefix}/files", self.files.take)
        yield web.get(prefix + r"/files/{place:\d{1,9}}-{number:\d{1,3}}", self.files.give)
        yield from self.shell.routes(prefix)

    async def close(self) -> None:
        """Close all sockets and take no new ones; the pages come back by themselves."""
        self._closed = True
        await asyncio.gather(*(socket.close(code=WSCloseCode.GOING_AWAY) for socket in self._sockets))

    async def _page(self, request: web.Request) -> web.Response:
        address = self.sessions.address_of(request)
        if address is None:
            if not self.visitors.take(network_address(request)):
                return self._too_many()
            address = self.sessions.new()
        response = self.shell.page(self.sessions.prefix, preferred_language(request, self.chat.languages))
        self.sessions.write(request, response, address)
        return response

    def _too_many(self) -> web.Response:
        words = "\n\n".join(self.chat.words(language).get("web-refused-visitors", "") for language in self.chat.languages)
        return web.Response(status=429, text=words, headers={**HEADERS, "Retry-After": "60", "Cache-Control": "no-store"})

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if not is_same_site(request, self.public_url):
            return web.Response(status=403)
        if self._closed:
            return web.Response(status=503, headers={"Retry-After": "2"})
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LARGEST_FRAME)
        await socket.prepare(request)
        address = self.sessions.address_of(request)
        if address is None:
            await socket.send_json({"type": "session_gone"})
            await socket.close()
            return socket
        self._sockets.add(socket)
        try:
            await Page(self.chat, self.sessions, socket, address, preferred_language(request, self.chat.languages)).talk()
        finally:
            self._sockets.discard(socket)
        return socket
