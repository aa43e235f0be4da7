"""The HTTP side: reads calls in all the forms Telegram takes, answers like it, breaks down when told to."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import socket
import struct
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from aiohttp import web

from tests.servers.telegram.faults import Fault
from tests.servers.telegram.files import UPLOAD_LIMIT, Upload
from tests.servers.telegram.methods import perform
from tests.servers.telegram.refusal import Refusal, bad, too_many

if TYPE_CHECKING:
    from tests.servers.telegram.fake import FakeTelegram

TOKEN = re.compile(r"\d{1,16}:[A-Za-z0-9_-]{1,64}")
PAGE_502 = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n" \
           "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"  # fmt: skip
NO_ROOM = 2 * 2**20  # what may stand in a request beside the file


class Door:
    """A server on 127.0.0.1 that can be closed and opened again on the same port."""

    def __init__(self, fake: FakeTelegram) -> None:
        self._fake = fake
        self.port = 0
        self._runner: web.AppRunner | None = None
        self._site: web.TCPSite | None = None

    async def open(self, port: int) -> None:
        """Starts listening; port 0 takes a free one."""
        app = web.Application(client_max_size=UPLOAD_LIMIT + NO_ROOM)
        app.router.add_route("*", "/bot{token}/test/{method}", self._call)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        app.router.add_route("*", "/{rest:.*}", self._nowhere)
        # a caller who hangs up ends its call: else a killed bot's poll would take the next one's updates
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        self.port = port
        await self.listen()

    async def listen(self) -> None:
        """Takes calls (again)."""
        if self._site is None:
            assert self._runner is not None
            self._site = web.TCPSite(self._runner, "127.0.0.1", self.port, backlog=1024)
            await self._site.start()
            assert self._runner.addresses
            self.port = self._runner.addresses[0][1]

    async def refuse(self) -> None:
        """Refuses new connections and breaks those there are."""
        if self._site is not None:
            await self._site.stop()
            self._site = None
        assert self._runner is not None
        assert self._runner.server is not None
        for connection in list(self._runner.server.connections):
            if connection.transport is not None:
                _reset(connection.transport)

    async def close(self) -> None:
        """Ends the server."""
        if self._runner is not None:
            await self.refuse()
            await self._runner.cleanup()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = ""
        chat: Any = None
        fault: Fault | None = None
        try:
            self._admit(request.match_info["token"])
            method = self._fake.schema.method(request.match_info["method"]) or ""
            if not method:
                raise Refusal(404, "Not Found: method not found")
            raw, uploads = await _read(request)
            chat = _number(raw.get("chat_id"))
            self._fake.calls[method] += 1
            self._fake.bell.ring()
            fault = self._fake.strikes(method, chat)
            if fault:
                await self._before(fault, request)
            result, description = await perform(self._fake, method, raw, uploads)
        except Refusal as refusal:
            self._fake.refused(method, chat, refusal)
            headers = {"Retry-After": str((refusal.parameters or {})["retry_after"])} if refusal.code == 429 else {}
            return web.json_response(refusal.body(), status=refusal.code, headers=headers)
        except BadGateway:
            return web.Response(text=PAGE_502, status=502, content_type="text/html")
        if fault:
            await self._after(fault, request)
        body = {"ok": True, "result": result} | ({"description": description} if description else {})
        return web.json_response(body)

    async def _before(self, fault: Fault, request: web.Request) -> None:
        if fault.kind == "error":
            raise Refusal(fault.code, fault.description, fault.parameters)
        if fault.kind == "flood":
            raise too_many(int(fault.parameters.get("retry_after", fault.seconds)))
        if fault.kind == "html":
            raise BadGateway
        if fault.kind == "reset":
            await _hang_up(request)

    async def _after(self, fault: Fault, request: web.Request) -> None:
        if fault.kind == "accept_then_reset":
            await _hang_up(request)
        if fault.kind == "accept_then_timeout":
            await asyncio.Event().wait()  # until the caller gives up
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)

    def _admit(self, token: str) -> None:
        if not TOKEN.fullmatch(token):
            raise Refusal(404, "Not Found")
        if self._fake.only_token and token != self._fake.only_token:
            raise Refusal(401, "Unauthorized")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        try:
            self._admit(request.match_info["token"])
            stored = self._fake.files.at(request.match_info["path"])
            if stored is None:
                raise Refusal(404, "Not Found")
            self._fake.calls["download"] += 1
            fault = self._fake.strikes("download", None)
            if fault:
                await self._before(fault, request)
                await self._after(fault, request)
        except Refusal as refusal:
            return web.json_response(refusal.body(), status=refusal.code)
        except BadGateway:
            return web.Response(text=PAGE_502, status=502, content_type="text/html")
        return web.Response(body=stored.content, content_type="application/octet-stream")

    async def _nowhere(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(Refusal(404, "Not Found").body(), status=404)


class BadGateway(Exception):
    """The proxy in front of Telegram answers instead of it, with a page."""


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    raw: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    try:
        if request.content_type == "multipart/form-data":
            for name, value in (await request.post()).items():
                if isinstance(value, web.FileField):
                    uploads[name] = Upload(value.filename, value.content_type, value.file.read())
                else:
                    raw[name] = value if isinstance(value, str) else bytes(value).decode()
        elif request.content_type == "application/json":
            body = json.loads(await request.read() or b"{}")
            if not isinstance(body, dict):
                raise bad("can't parse the body as a JSON object")
            raw |= body
        elif request.can_read_body:
            raw |= parse_qsl((await request.read()).decode(), keep_blank_values=True, errors="strict")
    except web.HTTPRequestEntityTooLarge as error:
        raise Refusal(413, "Request Entity Too Large") from error
    except UnicodeDecodeError as error:
        raise bad("strings must be encoded in UTF-8") from error
    except json.JSONDecodeError as error:
        raise bad("can't parse the body as a JSON object") from error
    return raw, uploads


def _number(chat: Any) -> Any:
    return int(chat) if isinstance(chat, str) and re.fullmatch(r"-?\d+", chat) else chat


async def _hang_up(request: web.Request) -> None:
    if request.transport is not None:
        _reset(request.transport)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(asyncio.Event().wait(), 5)  # the lost connection ends this call


def _reset(transport: asyncio.BaseTransport) -> None:
    """Ends a connection with RST, as a broken line or a carrier's filter does."""
    connection = transport.get_extra_info("socket")
    if connection is not None:
        with contextlib.suppress(OSError):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert isinstance(transport, asyncio.Transport)
    transport.abort()
