"""aiogram as its documentation shows it: SimpleRequestHandler on aiohttp, sqlite3 on the loop's thread."""

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from benchmarks.petitions.bots import common


def main(settings: common.Settings) -> None:
    """Serve until SIGTERM."""
    database = common.connect(settings.database, settings.synchronous)
    router = Router()

    @router.callback_query(F.data.startswith("petition:send:"))
    async def send(callback: CallbackQuery, bot: Bot) -> None:
        assert isinstance(callback.message, Message)
        text = callback.message.text or ""
        number = common.insert(database, callback.from_user.id, callback.data or "", text)
        await callback.message.answer(common.receipt(number))
        buttons = [
            [InlineKeyboardButton(text=button["text"], callback_data=button["callback_data"]) for button in row]
            for row in common.card_buttons(number)
        ]
        await bot.send_message(
            common.officer_of(callback.from_user.id),
            common.card(number, text),
            reply_markup=InlineKeyboardMarkup(inline_keyboard=buttons),
        )
        if settings.answers:
            await callback.answer()

    async def on_startup(bot: Bot) -> None:
        await bot.set_webhook(settings.webhook_url, secret_token=common.SECRET)

    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    dispatcher.startup.register(on_startup)
    bot = Bot(settings.token, session=AiohttpSession(api=TelegramAPIServer.from_base(settings.api)))
    app = web.Application()
    SimpleRequestHandler(dispatcher=dispatcher, bot=bot, secret_token=common.SECRET).register(app, path=common.PATH)
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=settings.port, print=None)


if __name__ == "__main__":
    main(common.settings())
