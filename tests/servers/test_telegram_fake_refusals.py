"""The fake Telegram says no like the real one: the words of its errors, as the real client shows them."""

import re

import pytest
from aiohttp import ClientSession
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaDocument, InputMediaPhoto, ReplyParameters
from telegram.error import BadRequest, EndPointNotFound, Forbidden, NetworkError

from tests.servers.conftest import PNG, HandClock, keyboard
from tests.servers.telegram import FakeTelegram


@pytest.mark.parametrize(
    ("text", "mode", "words"),
    [
        ("", None, "message text is empty"),
        ("  ", None, "text must be non-empty"),
        ("a" * 4097, None, "message is too long"),
        ("\N{GRINNING FACE}" * 2049, None, "message is too long"),
        ("ă" * 16385, None, "text is too long"),
        ("ă <x>", "HTML", 'can\'t parse entities: unsupported start tag "x" at byte offset 3'),
        ("a <b", "HTML", "can't parse entities: unclosed start tag at byte offset 2"),
        ("a < b", "HTML", 'can\'t parse entities: unsupported start tag "" at byte offset 2'),
        ("<b>a", "HTML", "can't parse entities: can't find end tag corresponding to start tag \"b\""),
        ("a</b>", "HTML", "can't parse entities: unexpected end tag at byte offset 1"),
        ("<i>a</b>", "HTML", 'unmatched end tag at byte offset 4, expected "</i>", found "</b>"'),
        ("a", "Wiki", "unsupported parse_mode"),
    ],
)
async def test_a_bad_text_is_refused_in_telegrams_words(
    fake: FakeTelegram, bot: Bot, text: str, mode: str | None, words: str
) -> None:
    lan = fake.person(started=True)
    with pytest.raises(BadRequest, match=f"(?i){re.escape(words)}"):
        await bot.send_message(lan.id, text, parse_mode=mode)
    assert lan.seen == []


async def test_keyboards_and_replies_are_checked(fake: FakeTelegram, bot: Bot) -> None:
    """T14: Vietnamese letters take more than one of the 64 bytes."""
    lan = fake.person(started=True)
    with pytest.raises(BadRequest, match=r"(?i)BUTTON_DATA_INVALID"):
        await bot.send_message(lan.id, "a", reply_markup=keyboard("ề" * 21))
    with pytest.raises(BadRequest, match=r"(?i)text buttons are unallowed in the inline keyboard"):
        await bot.send_message(lan.id, "a", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("b")]]))
    with pytest.raises(BadRequest, match=r"(?i)message to be replied not found"):
        await bot.send_message(lan.id, "a", reply_parameters=ReplyParameters(99))
    await bot.send_message(lan.id, "a", reply_parameters=ReplyParameters(99, allow_sending_without_reply=True))
    with pytest.raises(BadRequest, match=r"(?i)message thread not found"):
        await bot.send_message(lan.id, "a", message_thread_id=5)
    assert lan.hears() == ["a"]


async def test_files_are_checked(fake: FakeTelegram, bot: Bot) -> None:
    lan = fake.person(started=True)
    voice = (await lan.sends_voice(b"OggS"))["voice"]["file_id"]
    with pytest.raises(BadRequest, match=r"(?i)message caption is too long"):
        await bot.send_photo(lan.id, PNG, caption="a" * 1025)
    with pytest.raises(BadRequest, match=r"(?i)IMAGE_PROCESS_FAILED"):
        await bot.send_photo(lan.id, b"no picture")
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier/HTTP URL specified"):
        await bot.send_photo(lan.id, "unknown")
    with pytest.raises(BadRequest, match=r"(?i)can't use file of type Voice as Photo"):
        await bot.send_photo(lan.id, voice)
    with pytest.raises(BadRequest, match=r"(?i)can't use the media of the specified type in the album"):
        await bot.send_media_group(lan.id, [InputMediaPhoto(PNG), InputMediaDocument(b"x")])
    assert lan.seen == []


async def test_edits_and_deletions_are_checked(fake: FakeTelegram, bot: Bot, hand_clock: HandClock) -> None:
    lan = fake.person(started=True)
    sent = await bot.send_message(lan.id, "a", reply_markup=keyboard("b"))
    with pytest.raises(BadRequest, match=r"(?i)message is not modified: specified new message content"):
        await sent.edit_text("a", reply_markup=keyboard("b"))
    await sent.edit_text("a")
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await sent.edit_text("a")
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("b", lan.id, 99)
    with pytest.raises(BadRequest, match=r"(?i)message can't be edited"):
        await bot.edit_message_text("b", lan.id, (await lan.says("c"))["message_id"])
    hand_clock.pass_by(49 * 3600)
    with pytest.raises(BadRequest, match=r"(?i)message can't be deleted"):
        await sent.delete()
    fresh = await bot.send_message(lan.id, "d")
    assert await fresh.delete()
    with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
        await fresh.delete()
    assert [e.what for e in lan.seen] == ["sent", "edited", "sent", "deleted"]


async def test_who_cannot_be_written_to(fake: FakeTelegram, bot: Bot) -> None:
    """T13, R3: an officer known from a group has not started the bot."""
    stranger, officer, lan, gone = (fake.person(id=i) for i in (11, 12, 13, 14))
    fake.group(members=(officer,))
    await lan.says("/start")
    await lan.blocks()
    gone.deactivated = True
    for person, words in ((officer, "bot can't initiate conversation with a user"), (lan, "bot was blocked by the user"),
                          (gone, "user is deactivated")):  # fmt: skip
        with pytest.raises(Forbidden, match=f"Forbidden: {words}"):
            await bot.send_message(person.id, "a")
    for chat in (stranger.id, 999):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(chat, "a")
    await lan.unblocks()
    await bot.send_message(lan.id, "a")
    assert lan.hears() == ["a"]


async def test_a_wrong_token_method_or_parameter_is_refused(bot: Bot) -> None:
    async with FakeTelegram(token="7:right") as strict, ClientSession(strict.url) as session:
        for path, status in (("/bot7:right/getMe", 200), ("/bot7:wrong/getMe", 401), ("/bot7/getMe", 404), ("/", 404)):
            async with session.get(path) as answer:
                assert answer.status == status
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendNothing")
    with pytest.raises(BadRequest, match="has no such parameter"):
        await bot.send_message(1, "a", api_kwargs={"colour": "red"})
    with pytest.raises(NetworkError, match="Not Implemented"):
        await bot.send_dice(1)
