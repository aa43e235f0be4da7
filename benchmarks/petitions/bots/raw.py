"""No framework: aiohttp's server and client, sqlite3, orjson, uvloop."""

import asyncio
import signal
from typing import Any

import aiohttp
import orjson
import uvloop
from aiohttp import web

from benchmarks.petitions.bots import common

_JSON = {"Content-Type": "application/json"}


async def main(settings: common.Settings) -> None:
    """Serve until SIGTERM."""
    database = common.connect(settings.database, settings.synchronous)
    base = f"{settings.api}/bot{settings.token}/"
    async with aiohttp.ClientSession() as session:

        async def call(method: str, **given: Any) -> Any:
            async with session.post(base + method, data=orjson.dumps(given), headers=_JSON) as answer:
                return orjson.loads(await answer.read())["result"]

        async def update(request: web.Request) -> web.Response:
            if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != common.SECRET:
                return web.Response(status=403)
            press = orjson.loads(await request.read())["callback_query"]
            worker, text = press["from"]["id"], press["message"]["text"]
            number = common.insert(database, worker, press["data"], text)
            await call("sendMessage", chat_id=worker, text=common.receipt(number))
            await call(
                "sendMessage",
                chat_id=common.officer_of(worker),
                text=common.card(number, text),
                reply_markup={"inline_keyboard": common.card_buttons(number)},
            )
            if settings.answers:
                await call("answerCallbackQuery", callback_query_id=press["id"])
            return web.Response()

        app = web.Application()
        app.router.add_post(common.PATH, update)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", settings.port).start()
        await call("setWebhook", url=settings.webhook_url, secret_token=common.SECRET)
        stopped = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
        await stopped.wait()
        await runner.cleanup()


if __name__ == "__main__":
    uvloop.run(main(common.settings()))
