"""What the bot does with what it understands: it asks less, hears danger, answers in the person's language."""

import pytest

from handlers.house import Interpreter
from storage.types import FileRef
from tests.conversations.petitions import CHE, petitions, said, to_preview
from tests.factories import officer, worker
from tests.fakes import Chat, World

WAGES = "cty no luong 2 thang r ko tra"
BOTH = "Lương trả chậm mấy hôm. Cơm ca thì nguội, ít thịt."
ACCIDENT = "máy đang kẹp tay bạn em"
CHINESE = "工厂三个月没有发工资，请帮帮我们"


async def to_topic(chat: Chat, text: str) -> None:
    await chat.says(text)
    await chat.presses("Không muốn nói")


async def test_a_topic_that_is_sure_is_not_asked_for(world: World) -> None:
    lan = worker(world, "Lan")
    await to_topic(lan, WAGES)
    assert "Về: Tiền lương, tiền thưởng" in lan.last.text
    assert "Gửi" in lan.labels()


async def test_a_topic_that_was_guessed_can_be_changed_and_then_stays(world: World) -> None:
    lan = worker(world, "Lan")
    await to_topic(lan, WAGES)
    await lan.presses("Sửa")
    await lan.presses("Đổi chủ đề")
    await lan.presses("Chuyện khác")
    await lan.presses("Nhà ở")
    assert "Về: Nhà ở" in lan.last.text
    await lan.says("Lương tháng này cũng chưa có")
    world.turn(seconds=5)
    await world.settle()
    assert "Về: Nhà ở" in lan.last.text


async def test_an_unsure_topic_is_offered_by_the_three_likeliest_and_all_of_them_behind_a_button(world: World) -> None:
    lan = worker(world, "Lan")
    await to_topic(lan, "Tổ em có chuyện không vui")
    assert len(lan.labels()) == 6, "three topics, something else, skip, back"
    await lan.presses("Chuyện khác")
    assert len(lan.labels()) == 14
    await lan.presses("Quay lại")
    assert "làm ở đâu" in lan.last.text


async def test_a_picture_without_words_offers_all_topics(world: World) -> None:

    lan = worker(world, "Lan")
    await lan.says(files=(FileRef("photo", "photo-1"),))
    await lan.presses("Không muốn nói")
    assert len(lan.labels()) == 14


def offers(chat: Chat) -> int:
    """How often the choice of languages was shown."""
    return sum(1 for heard in chat.log if any(b["label"] == "English" for row in heard.buttons for b in row))


class TestTwoThingsInOneLetter:
    async def offered(self, world: World) -> Chat:
        lan = worker(world, "Lan")
        await to_topic(lan, BOTH)
        if "Chuyện khác" in lan.labels():
            await lan.presses("Tiền lương")
        assert "hai việc: Tiền lương, tiền thưởng, và Bữa ăn ca" in lan.last.text
        return lan

    async def test_become_two_cases_if_the_worker_wants_it(self, world: World) -> None:
        hoa = officer(world, "Hoa", "tinh")
        lan = await self.offered(world)
        await lan.presses("Gửi thành hai thư")
        assert "Gửi thêm một thư riêng về: Bữa ăn ca" in lan.last.text
        lan.hears()
        await lan.presses("Gửi")
        first, second = petitions(world)
        assert (first.topic, second.topic) == ("wages", "meals")
        assert said(world, first.id) == said(world, second.id) == [BOTH]
        receipts = lan.hears()
        assert [code in text for code, text in zip((first.code, second.code), receipts, strict=True)] == [True, True]
        world.turn(seconds=5)
        await world.settle()
        cards = "\n".join(hoa.hears())
        assert first.code in cards
        assert second.code in cards

    async def test_stay_one_if_not_and_are_not_asked_about_again(self, world: World) -> None:
        lan = await self.offered(world)
        await lan.presses("Gửi chung một thư")
        assert "Gửi thêm" not in lan.last.text
        await lan.presses("Gửi")
        assert [petition.topic for petition in petitions(world)] == ["wages"]

    async def test_stay_one_if_the_worker_thinks_better_of_it(self, world: World) -> None:
        lan = await self.offered(world)
        await lan.presses("Gửi thành hai thư")
        await lan.presses("Chỉ gửi một thư")
        assert "Gửi thêm" not in lan.last.text
        await lan.presses("Gửi")
        assert len(petitions(world)) == 1

    async def test_an_edit_reaches_both_cases(self, world: World) -> None:
        lan = worker(world, "Lan")
        written = await lan.says(BOTH)
        await lan.presses("Không muốn nói")
        if "Chuyện khác" in lan.labels():
            await lan.presses("Tiền lương")
        await lan.presses("Gửi thành hai thư")
        await lan.presses("Gửi")
        await lan.edits(written, BOTH + " Tổ 3.")
        assert said(world) == [BOTH + " Tổ 3."] * 2

    async def test_are_never_parted_when_one_is_for_few_eyes(self, world: World) -> None:
        lan = worker(world, "Lan")
        await to_topic(lan, "Tổ trưởng hay sờ mông em lúc tan ca. Công ty còn nợ lương hai tháng chưa trả.")
        assert "hai việc" not in lan.last.text
        assert "Về: Quấy rối" in lan.last.text


class TestDanger:
    async def test_the_numbers_come_before_anything_is_asked(self, world: World) -> None:
        lan = world.person("Lan")
        await lan.says(ACCIDENT)
        first, second = lan.hears()
        assert "115" in first
        assert "đồng ý" in second

    async def test_the_card_says_what_kind_it_is(self, world: World) -> None:
        hoa = officer(world, "Hoa", CHE)
        lan = worker(world, "Lan")
        await to_preview(lan, ACCIDENT)
        await lan.presses("Gửi")
        assert hoa.last.text.startswith("KHẨN CẤP: tai nạn · Kiến nghị")
        assert "Về: An toàn" in hoa.last.text

    @pytest.mark.parametrize("text", ["đề nghị khẩn trương nộp hồ sơ", "hội thi an toàn vệ sinh viên giỏi bao giờ tổ chức ạ"])
    async def test_what_only_sounds_like_it_does_not_ring(self, world: World, text: str) -> None:
        lan = worker(world, "Lan")
        await lan.says(text)
        assert "115" not in lan.last.text
        assert [draft.urgent for draft in petitions(world)] == [False]

    async def test_words_of_the_place_can_be_added(self, world: World) -> None:
        emergency = world.house.emergency.model_copy(update={"words": ["đá lăn"]})
        object.__setattr__(world.house, "emergency", emergency)
        lan = worker(world, "Lan")
        await lan.says("da lan o cong truong")
        assert [draft.urgent for draft in petitions(world)] == [True]


class TestLanguage:
    async def test_the_second_message_in_english_is_answered_in_english(self, world: World) -> None:
        lan = worker(world, "Lan")
        await lan.says("The company has not paid our salary for two months")
        assert "làm ở đâu" in lan.last.text
        await lan.says("My boss does not answer us")
        world.turn(seconds=5)
        await world.settle()
        assert "Where do you work" in lan.last.text

    async def test_one_message_back_in_vietnamese_is_not_enough_two_are(self, world: World) -> None:
        lan = worker(world, "Lan")
        for text in ("The company has not paid our salary", "My boss does not answer us"):
            await lan.says(text)
        await lan.says("Lương tháng trước cũng chưa có")
        world.turn(seconds=5)
        await world.settle()
        assert "Where do you work" in lan.last.text
        await lan.says("Anh chị xem giúp em với")
        world.turn(seconds=5)
        await world.settle()
        assert "làm ở đâu" in lan.last.text

    async def test_a_chosen_language_stays(self, world: World) -> None:
        lan = worker(world, "Lan")
        await lan.says("/ngonngu")
        await lan.presses("Tiếng Việt")
        for text in ("The company has not paid our salary", "My boss does not answer us", "Please help"):
            await lan.says(text)
        world.turn(seconds=5)
        await world.settle()
        assert "làm ở đâu" in lan.last.text

    async def test_words_of_no_language_change_nothing(self, world: World) -> None:
        lan = worker(world, "Lan")
        await lan.says(WAGES)
        for text in ("ok", "hello", "ok"):
            await lan.says(text)
        world.turn(seconds=5)
        await world.settle()
        assert "làm ở đâu" in lan.last.text

    async def test_a_language_that_the_bot_does_not_speak_gets_buttons_once_and_a_reader(self, world: World) -> None:
        hoa = officer(world, "Hoa", CHE)
        lan = worker(world, "Lan")
        await lan.says(CHINESE)
        assert offers(lan) == 1
        await to_preview(lan, "公司也没有买保险")
        assert offers(lan) == 1
        await lan.presses("Gửi")
        assert "CẦN NGƯỜI ĐỌC: tiếng Trung" in hoa.last.text
        assert CHINESE in hoa.last.text

    async def test_the_card_names_who_can_read_it(self, world: World) -> None:

        contact = world.house.contact.model_copy(
            update={"interpreters": [Interpreter(name="Giàng A Páo", languages=["tiếng Mông"], phone="0912 000 000")]}
        )
        object.__setattr__(world.house, "contact", contact)
        hoa = officer(world, "Hoa", CHE)
        lan = worker(world, "Lan")
        await to_preview(lan, "Kuv tsis tau txais nyiaj hli ob lub hlis lawm")
        await lan.presses("Gửi")
        assert "CẦN NGƯỜI ĐỌC: chưa rõ tiếng gì" in hoa.last.text
        assert "Giàng A Páo (tiếng Mông), 0912 000 000" in hoa.last.text

    async def test_english_is_named_on_the_card(self, world: World) -> None:
        hoa = officer(world, "Hoa", CHE)
        lan = worker(world, "Lan")
        await to_preview(lan, "The company has not paid our salary for two months")
        await lan.presses("Gửi")
        assert "Viết bằng: tiếng Anh" in hoa.last.text
        assert "CẦN NGƯỜI ĐỌC" not in hoa.last.text
