"""The one web server: health, figures, and the routes that the channels ask for."""

import hmac
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from aiohttp import web
from prometheus_client import generate_latest
from pydantic import SecretStr

from bot.metrics import Metrics
from storage.database import Database, DatabaseDown
from storage.health import oldest_pending

log = logging.getLogger(__name__)

LOOPBACK = {"127.0.0.1", "::1"}


class Site:
    """Health, figures and the channels' pages on one port. `degraded` names the channels that do not work at this moment."""

    def __init__(
        self,
        db: Database,
        metrics: Metrics,
        clock: Callable[[], datetime],
        degraded: Callable[[], list[str]],
        token: SecretStr | None,
    ) -> None:
        self.db = db
        self.metrics = metrics
        self.clock = clock
        self.degraded = degraded
        self.token = token

    def application(self, routes: Sequence[web.RouteDef], max_bytes: int) -> web.Application:
        """The aiohttp application."""
        application = web.Application(client_max_size=max_bytes + 1024 * 1024, middlewares=[quiet_errors])
        application.add_routes([
            web.get("/healthz", self.alive), web.get("/readyz", self.ready), web.get("/metrics", self.figures), *routes,
        ])  # fmt: skip
        return application

    async def alive(self, request: web.Request) -> web.Response:
        """The process is there."""
        return web.Response(text="ok\n")

    async def ready(self, request: web.Request) -> web.Response:
        """200 while the database answers; channels that do not work are named in the body."""
        try:
            await self.db.read(lambda session: session.connection().exec_driver_sql("SELECT 1").scalar())
        except DatabaseDown:
            return web.json_response({"ready": False, "database": "away"}, status=503)
        return web.json_response({"ready": True, "degraded": self.degraded()})

    async def figures(self, request: web.Request) -> web.Response:
        """Prometheus figures, for this machine or whoever has the token."""
        if request.remote not in LOOPBACK or "X-Forwarded-For" in request.headers:
            given = request.headers.get("Authorization", "").removeprefix("Bearer ")
            if self.token is None or not hmac.compare_digest(given.encode(), self.token.get_secret_value().encode()):
                return web.Response(status=403)
        self.metrics.oldest.clear()
        for slot, channel, seconds in await self.db.read(oldest_pending, self.clock()):
            self.metrics.oldest.labels(slot, channel).set(seconds)
        return web.Response(body=generate_latest(self.metrics.registry), content_type="text/plain")


@web.middleware
async def quiet_errors(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """A database that is away is 503 (the platform comes again); whatever else goes wrong is logged without its words."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except DatabaseDown:
        return web.Response(status=503, headers={"Retry-After": "2"})
    except Exception:
        log.exception("A request failed", extra={"route": request.match_info.route.name or request.path.split("/")[1][:12]})
        return web.Response(status=500)


@asynccontextmanager
async def serving(application: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """While inside, the server listens. Gives the port (for port 0: the one it got). Raises OSError when it is taken."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=5, handle_signals=False)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
