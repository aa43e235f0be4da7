"""Which channels there are; a new one is one file and one entry here."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.channels.base import Channel
from bot.channels.telegram import Telegram
from bot.channels.webchat import WebChat
from bot.config import Config
from bot.leases import Leases
from handlers.commands import menu
from handlers.router import Router
from handlers.texts import Texts
from storage.database import Database
from storage.files import Files


def build_channels(
    config: Config,
    db: Database,
    files: Files,
    texts: Texts,
    router: Router,
    clock: Callable[[], datetime],
    leases: Leases,
    seats: Mapping[str, str],
) -> list[Channel]:
    """The channels that the configuration switches on. They get words and questions, never a desk."""

    def commands(language: str) -> list[tuple[str, str]]:
        return menu(texts, router, language)

    async def may_poll() -> bool:
        return await leases.hold("poll telegram")

    def words(language: str) -> dict[str, str]:
        return texts.all_with(language, "web-")

    channels: list[Channel] = []
    if config.channels.web.enabled:
        web = config.channels.web
        limit, languages = config.files.max_bytes, config.languages
        channels.append(WebChat(web, db, files, limit, words, commands, clock, seats, languages=languages))
    if config.channels.telegram.enabled:
        channels.append(Telegram(config.channels.telegram, commands, config.languages, may_poll))
    return channels
