"""The fake Telegram's groups: privacy mode, topics, the move to a supergroup, members."""

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.servers.telegram import FakeTelegram


async def texts(bot: Bot) -> list[str | None]:
    return [u.message.text for u in await bot.get_updates() if u.message]


async def test_privacy_mode_shows_commands_and_replies_only(fake: FakeTelegram, bot: Bot) -> None:
    an = fake.person(first_name="An")
    desk = fake.group(members=(an,))
    await bot.send_message(desk.id, "K7M2")
    await an.says("chuyện riêng", chat=desk)
    await an.says("/hopthu", chat=desk)
    await an.says("/hopthu@caunoi_test_bot", chat=desk)
    await an.says("/hopthu@other_bot", chat=desk)
    await an.replies("K7M2", "trả lời", chat=desk)
    await an.replies("chuyện riêng", "nói tiếp", chat=desk)
    assert await texts(bot) == ["/hopthu", "/hopthu@caunoi_test_bot", "trả lời"]
    await desk.sets_bot("administrator", by=an)
    await an.says("nay thấy hết", chat=desk)
    assert (await texts(bot))[-1] == "nay thấy hết"
    assert (await bot.get_me()).can_read_all_group_messages is False


async def test_a_topic_deleted_by_staff_is_found_out_by_the_next_message_only(fake: FakeTelegram, bot: Bot) -> None:
    """T18."""
    an = fake.person()
    desk = fake.group(forum=True, bot="administrator", members=(an,))
    topic = await bot.create_forum_topic(desk.id, "K7M2")
    card = await bot.send_message(desk.id, "thẻ", message_thread_id=topic.message_thread_id)
    assert card.is_topic_message
    assert desk.last.thread == topic.message_thread_id
    await an.replies("thẻ", "trả lời", chat=desk)
    await an.says("nói trong chủ đề", chat=desk, thread=topic.message_thread_id)
    answer, plain = [u.message for u in await bot.get_updates()]
    assert answer
    assert answer.message_thread_id == topic.message_thread_id
    assert plain
    assert plain.reply_to_message
    assert plain.reply_to_message.forum_topic_created  # as real clients do it
    await bot.close_forum_topic(desk.id, topic.message_thread_id)
    with pytest.raises(BadRequest, match=r"(?i)TOPIC_NOT_MODIFIED"):
        await bot.close_forum_topic(desk.id, topic.message_thread_id)
    await desk.delete_topic(topic.message_thread_id)
    assert await bot.get_updates(offset=-1) == await bot.get_updates()
    for thread in (topic.message_thread_id, 1):
        with pytest.raises(BadRequest, match="Message thread not found"):
            await bot.send_message(desk.id, "thẻ", message_thread_id=thread)
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await card.reply_text("lại", do_quote=True, message_thread_id=None)


async def test_topics_need_a_forum_and_the_right(fake: FakeTelegram, bot: Bot) -> None:
    for group, words in (
        (fake.group(bot="administrator"), "the chat is not a forum"),
        (fake.group(forum=True), "not enough rights to manage topics in the chat"),
    ):
        with pytest.raises(BadRequest, match=f"(?i){words}"):
            await bot.create_forum_topic(group.id, "K7M2")


async def test_a_closed_topic_is_shut_for_a_mere_member(fake: FakeTelegram, bot: Bot) -> None:
    an = fake.person()
    desk = fake.group(forum=True, members=(an,))
    thread = await desk.creates_topic("K7M2", by=an)
    await desk.close_topic(thread)
    with pytest.raises(BadRequest, match=r"(?i)TOPIC_CLOSED"):
        await bot.send_message(desk.id, "a", message_thread_id=thread)


async def test_an_upgraded_group_lives_under_another_id(fake: FakeTelegram, bot: Bot) -> None:
    """T19."""
    an = fake.person()
    desk = fake.group(id=-4001, members=(an,))
    await bot.send_message(-4001, "thẻ")
    old_card = await bot.send_message(-4001, "thẻ")
    new_id = await desk.upgrade(by=an)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(-4001, "thẻ")
    assert moved.value.new_chat_id == new_id
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("thẻ 2", new_id, old_card.message_id)
    left, came = [u.message for u in await bot.get_updates()]
    assert left
    assert left.migrate_to_chat_id == new_id
    assert came
    assert came.migrate_from_chat_id == -4001
    await bot.send_message(new_id, "thẻ")
    assert desk.hears() == ["thẻ"] * 3


async def test_members_come_and_go_and_the_bot_is_put_out(fake: FakeTelegram, bot: Bot) -> None:
    an, ba = fake.person(first_name="An"), fake.person(first_name="Ba")
    desk = fake.group(bot="left", members=(an,))
    await desk.sets_bot("administrator", by=an)
    await bot.get_updates(allowed_updates=["message", "my_chat_member", "chat_member"])
    await desk.adds(ba, by=an)
    await desk.promotes(ba)
    assert [m.user.first_name for m in await bot.get_chat_administrators(desk.id)] == ["Ba", "Bot"]
    assert await bot.get_chat_member_count(desk.id) == 3
    await desk.removes(ba)
    assert (await bot.get_chat_member(desk.id, ba.id)).status == "left"
    await desk.sets_bot("kicked", by=an)
    kinds = [next(k for k in u.to_dict() if k != "update_id") for u in await bot.get_updates()]
    assert kinds == ["my_chat_member", "message", "message", "chat_member", "chat_member", "message", "chat_member",
                     "my_chat_member"]  # fmt: skip
    with pytest.raises(Forbidden, match="Forbidden: bot was kicked from the supergroup chat"):
        await bot.send_message(desk.id, "a")


async def test_an_admin_may_speak_as_the_group_and_numbers_of_messages_repeat_between_groups(
    fake: FakeTelegram, bot: Bot
) -> None:
    an = fake.person()
    first, second = (fake.group(bot="administrator", members=(an,)) for _ in range(2))
    hidden = await an.says("ẩn", chat=first, anonymous=True)
    shown = await an.says("hiện", chat=second)
    assert hidden["message_id"] == shown["message_id"] == 1
    updates = await bot.get_updates()
    assert updates[0].message
    assert updates[0].message.sender_chat
    assert updates[0].message.sender_chat.id == first.id
