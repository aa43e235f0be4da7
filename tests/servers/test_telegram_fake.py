"""The fake Telegram, seen by the real client: messages, files, keyboards, edits and the words of its errors."""

import json

import pytest
from aiohttp import ClientSession
from telegram import (
    Bot,
    BotCommand,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
)
from telegram.error import BadRequest, InvalidToken

from tests.servers.conftest import PNG, HandClock, keyboard
from tests.servers.telegram import FakeTelegram


async def test_what_a_person_says_comes_by_polling_and_is_confirmed_by_the_offset(fake: FakeTelegram, bot: Bot) -> None:
    lan = fake.person()
    await lan.says("/start u_tinh")
    await lan.says("Chậm lương")
    first, second = await bot.get_updates(timeout=1)
    assert first.message is not None
    assert first.message.entities[0].type == "bot_command"
    assert second.message is not None
    assert second.message.text == "Chậm lương"
    assert fake.confirmed == []
    assert [u.update_id for u in await bot.get_updates(offset=second.update_id)] == [second.update_id]
    assert await bot.get_updates(offset=second.update_id + 1) == ()
    assert fake.confirmed == [first.update_id, second.update_id]


async def test_all_kinds_of_messages_of_a_person_can_be_read_by_the_client(fake: FakeTelegram, bot: Bot) -> None:
    lan = fake.person()
    await lan.sends_album([PNG, PNG], caption="Hai ảnh")
    await lan.sends_voice(b"OggS")
    await lan.sends_video(b"mp4")
    await lan.sends_audio(b"mp3")
    await lan.sends_video_note(b"mp4")
    await lan.sends_document(b"%PDF", name="don.pdf", caption="Đơn")
    await lan.sends_sticker()
    await lan.sends_location(22.39, 103.45)
    await lan.sends_contact("+84911")
    await lan.sends(dice={"emoji": "\N{GAME DIE}", "value": 3})
    said = await lan.says("sai")
    await lan.edits(said, "đúng")
    await lan.replies("đúng", "thêm")
    await lan.blocks()
    updates = await bot.get_updates()
    messages = [u.message for u in updates if u.message]
    assert messages[0].media_group_id == messages[1].media_group_id
    assert [messages[0].caption, messages[1].caption] == ["Hai ảnh", None]
    assert messages[2].voice
    assert messages[6].document
    assert messages[6].document.file_name == "don.pdf"
    assert messages[9].contact
    assert messages[9].contact.user_id == lan.id
    assert [u.edited_message.text for u in updates if u.edited_message] == ["đúng"]
    assert messages[-1].reply_to_message
    assert messages[-1].reply_to_message.message_id == said["message_id"]
    assert updates[-1].my_chat_member
    assert updates[-1].my_chat_member.new_chat_member.status == "kicked"


async def test_a_button_is_pressed_by_its_label_and_answered_in_time_only(
    fake: FakeTelegram, bot: Bot, hand_clock: HandClock
) -> None:
    lan = fake.person(started=True)
    await bot.send_message(lan.id, "Gửi?", reply_markup=keyboard("Có", "Không"))
    assert lan.last.labels == ["Có", "Không"]
    await lan.presses("Có")
    query = (await bot.get_updates())[0].callback_query
    assert query
    assert query.data == "do:Có"
    await query.answer("Vâng")
    assert [e.text for e in lan.seen if e.what == "answered"] == ["Vâng"]
    await query.edit_message_text("Đã gửi")
    assert lan.screen == ["Đã gửi"]
    with pytest.raises(AssertionError, match="no button"):
        await lan.presses("Có")
    hand_clock.pass_by(20)
    with pytest.raises(BadRequest, match=r"(?i)query is too old and response timeout expired or query id is invalid"):
        await bot.answer_callback_query(query.id)


async def test_a_key_of_the_reply_keyboard_writes_its_label_or_gives_the_number(fake: FakeTelegram, bot: Bot) -> None:
    lan = fake.person(started=True)
    keys = ReplyKeyboardMarkup([["Theo dõi"], [KeyboardButton("Cho số", request_contact=True)]])
    await bot.send_message(lan.id, "Chọn", reply_markup=keys)
    assert (await lan.presses("Theo dõi"))["text"] == "Theo dõi"
    assert (await lan.presses("Cho số"))["contact"]["user_id"] == lan.id


async def test_files_go_both_ways(fake: FakeTelegram, bot: Bot) -> None:
    lan = fake.person()
    await lan.sends_photo(PNG)
    photo = (await bot.get_updates())[0].message.photo[-1]  # type: ignore[union-attr]
    assert bytes(await (await photo.get_file()).download_as_bytearray()) == PNG
    await bot.send_photo(lan.id, PNG, caption="<b>Ảnh</b>", parse_mode="HTML")
    await bot.send_photo(lan.id, photo.file_id)
    await bot.send_document(lan.id, b"bang", filename="so.xlsx")
    await bot.send_media_group(lan.id, [InputMediaPhoto(PNG, caption="1"), InputMediaPhoto(PNG)])
    assert lan.hears() == ["Ảnh", "[photo]", "[document]", "1", "[photo]"]
    assert [e.files[0].content for e in lan.sent] == [PNG, PNG, b"bang", PNG, PNG]
    assert lan.sent[2].files[0].name == "so.xlsx"


async def test_a_large_file_cannot_be_fetched_and_a_link_dies(fake: FakeTelegram, bot: Bot) -> None:
    """T8."""
    lan = fake.person()
    large = await lan.sends_video(b"", size=21 * 2**20)
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(large["video"]["file_id"])
    small = await bot.get_file((await lan.sends_voice(b"OggS"))["voice"]["file_id"])
    fake.files.forget_links()
    with pytest.raises(InvalidToken):
        await small.download_as_bytearray()


async def test_tags_are_not_counted_and_become_entities(fake: FakeTelegram, bot: Bot) -> None:
    lan = fake.person(started=True)
    await bot.send_message(lan.id, f"<b>{'a' * 4096}</b>", parse_mode="HTML")
    sent = await bot.send_message(lan.id, ' \N{GRINNING FACE}&lt;<a href="https://a.vn">Lan &amp; Mai</a> ', parse_mode="HTML")
    assert sent.text == "\N{GRINNING FACE}<Lan & Mai"
    assert (sent.entities[0].offset, sent.entities[0].length, sent.entities[0].url) == (3, 9, "https://a.vn")


async def test_the_rest_of_the_methods_answer_like_telegram(fake: FakeTelegram, bot: Bot) -> None:
    lan = fake.person(started=True)
    said = (await lan.says("a"))["message_id"]
    assert (await bot.get_chat(lan.id)).first_name == "Lan"
    assert await bot.send_chat_action(lan.id, "typing")
    assert await bot.set_message_reaction(lan.id, said, "\N{THUMBS UP SIGN}")
    assert (await bot.send_location(lan.id, 22.4, 103.4)).location
    assert (await bot.copy_message(lan.id, lan.id, said)).message_id
    assert (await bot.forward_message(lan.id, lan.id, said)).forward_origin
    assert fake.calls["forwardMessage"] == 1
    assert await bot.set_my_commands([BotCommand("start", "Bắt đầu")], language_code="vi")
    assert (await bot.get_my_commands(language_code="vi"))[0].command == "start"
    assert await bot.set_my_description("Giới thiệu")
    assert await bot.set_my_short_description("Ngắn")
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_INVALID"):
        await bot.set_my_commands([("Xin Chào", "a")])


async def test_calls_are_read_from_forms_json_and_the_address(fake: FakeTelegram) -> None:
    lan = fake.person(started=True)
    rows = {"inline_keyboard": [[{"text": "b", "callback_data": "c"}]]}
    async with ClientSession(f"{fake.url}/bot{fake.token}/") as session:
        await session.post("sendmessage", data={"chat_id": lan.id, "text": "12", "reply_markup": json.dumps(rows)})
        await session.post("sendMessage", json={"chat_id": lan.id, "text": "json", "reply_markup": rows})
        await session.get("SENDMESSAGE", params={"chat_id": lan.id, "text": "address"})
        async with session.post("sendMessage", json={"text": "nobody"}) as answer:
            assert answer.status == 400
            assert await answer.json() == {"ok": False, "error_code": 400, "description": "Bad Request: chat_id is empty"}
    assert lan.hears() == ["12", "json", "address"]
    assert [e.data for e in lan.sent] == [["c"], ["c"], []]
