"""python-telegram-bot out of the box (httpx, tornado, 256 updates at once) with SQLModel, one commit for each update."""

import asyncio
from datetime import datetime
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession
from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, ContextTypes

from benchmarks.petitions.bots import common


class Petition(SQLModel, table=True):
    """The same table as the others'."""

    id: int | None = Field(default=None, primary_key=True)
    worker: int
    data: str
    text: str
    created: datetime


def main(settings: common.Settings) -> None:
    """Serve until SIGTERM."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{settings.database}")
    # One writer at a time, or 256 sessions would wait in SQLite's busy handler instead: slower still.
    writer = asyncio.Lock()

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={settings.synchronous}")

    async def insert(worker: int, data: str, text: str) -> int:
        async with writer, AsyncSession(engine) as session:
            petition = Petition(worker=worker, data=data, text=text, created=common.now())
            session.add(petition)
            await session.flush()
            number = petition.id
            await session.commit()
        assert number is not None
        return number

    async def send(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        assert isinstance(query, CallbackQuery)
        assert isinstance(query.message, Message)
        text = query.message.text or ""
        number = await insert(query.from_user.id, query.data or "", text)
        await query.message.reply_text(common.receipt(number))
        buttons = [
            [InlineKeyboardButton(button["text"], callback_data=button["callback_data"]) for button in row]
            for row in common.card_buttons(number)
        ]
        await context.bot.send_message(
            common.officer_of(query.from_user.id), common.card(number, text), reply_markup=InlineKeyboardMarkup(buttons)
        )
        if settings.answers:
            await query.answer()

    application = ApplicationBuilder().token(settings.token).base_url(f"{settings.api}/bot").concurrent_updates(256).build()
    application.add_handler(CallbackQueryHandler(send, pattern=r"^petition:send:"))
    application.run_webhook(
        listen="127.0.0.1",
        port=settings.port,
        url_path=common.PATH,
        webhook_url=settings.webhook_url,
        secret_token=common.SECRET,
    )


if __name__ == "__main__":
    main(common.settings())
