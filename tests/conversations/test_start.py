"""The front door: greeting, links, help, language, contact, the way out."""

import re
from datetime import date

import pytest
from sqlmodel import Session

from handlers.commands import menu
from handlers.contact import CONTACT
from handlers.router import May, Route
from storage.models import Contact, Petition, Setting, Unit
from storage.units import VERSION
from tests.factories import admin, officer, worker
from tests.fakes import Chat, World

FACTORY = "cs-may-tam-duong"


def contact(world: World, chat: Chat) -> Contact:
    return world.do(lambda session: session.get_one(Contact, chat.address))


async def test_the_greeting_says_what_this_is_and_who_reads_before_the_first_message(world: World) -> None:
    """P9"""
    lan = world.person("Lan")
    await lan.says("/start")
    (greeting,) = lan.hears()
    assert world.config.contact.office in greeting
    assert "Ai đọc được" in greeting
    assert "ẩn danh" in greeting
    assert "Khẩn cấp" in lan.labels()


async def test_an_officer_is_greeted_as_an_officer(world: World) -> None:
    minh = officer(world, "Minh", FACTORY)
    await minh.says("/start")
    (greeting,) = minh.hears()
    assert greeting.startswith("Xin chào Minh! Tôi là Cầu Nối")
    assert "cán bộ của Công đoàn cơ sở Công ty May Tam Đường" in greeting
    assert "Ai đọc được" not in greeting
    assert "quản trị" not in greeting


async def test_an_admin_is_greeted_as_an_admin(world: World) -> None:
    mai = admin(world, "Mai")
    await mai.says("/start")
    (greeting,) = mai.hears()
    assert "quản trị của Liên đoàn Lao động tỉnh Lai Châu" in greeting
    assert "trả lời ngay tin đó" not in greeting


@pytest.mark.parametrize("word", ["xin chào", "Xin chao", "alo", "hello", "/START", "/start@caunoi_bot"])
async def test_people_are_greeted_back(world: World, word: str) -> None:
    lan = world.person("Lan")
    await lan.says(word)
    assert "Cầu Nối" in lan.hears()[0]


async def test_a_link_that_knows_the_workplace_is_remembered_for_the_next_petition(world: World) -> None:
    lan = world.person("Lan")
    await lan.says(f"/start u_{FACTORY}")
    assert "Công ty May Tam Đường, đúng không?" in lan.hears()[0]
    assert contact(world, lan).workplace_unit == FACTORY


async def test_the_latest_link_counts(world: World) -> None:
    lan = world.person("Lan")
    await lan.says(f"/start u_{FACTORY}")
    await lan.says("/start u_cs-che-tam-duong")
    await lan.says("/start")
    assert contact(world, lan).workplace_unit == "cs-che-tam-duong"


@pytest.mark.parametrize("payload", ["u_no-such-unit", "u_", "d_77", "???", "x" * 200, "u_../../etc"])
async def test_a_link_that_nobody_knows_is_greeted_like_any_other(world: World, payload: str) -> None:
    lan = world.person("Lan")
    await lan.says(f"/start {payload}")
    (greeting,) = lan.hears()
    assert "Cầu Nối" in greeting
    assert "đúng không" not in greeting
    assert contact(world, lan).workplace_unit is None


async def test_the_link_of_a_unit_that_has_ended_is_passed_over(world: World) -> None:
    """The poster still hangs where the union has been dissolved."""

    def end(session: Session) -> None:
        session.get_one(Unit, FACTORY).valid_to = date(2025, 6, 30)
        session.get_one(Setting, VERSION).value = {"at": "later"}

    world.do(end)
    lan = world.person("Lan")
    await lan.says(f"/start u_{FACTORY}")
    assert contact(world, lan).workplace_unit is None


async def test_starting_twice_changes_nothing(world: World) -> None:
    lan = world.person("Lan")
    await lan.says(f"/start u_{FACTORY}")
    await lan.says(f"/start u_{FACTORY}")
    first, second = lan.hears()
    assert first == second


async def test_starting_needs_no_consent_and_keeps_nothing_to_be_read(world: World) -> None:
    lan = world.person("Lan")
    for command in ("/start", "/trogiup", "/ngonngu", "/lienhe", "/huy", "/khancap"):
        await lan.says(command)
    assert not [text for text in lan.hears() if "cần anh/chị đồng ý" in text]


async def test_in_a_group_the_greeting_only_says_where_to_write(world: World) -> None:
    lan, group = world.person("Lan"), world.group("Tổ 3")
    await lan.says("/start", at=group)
    assert group.hears() == ["Việc này chỉ làm trong trò chuyện riêng. Anh/chị nhắn riêng cho tôi nhé."]
    assert lan.hears() == []


async def test_a_draft_is_not_lost_by_starting_again(world: World) -> None:
    lan = worker(world, "Lan")
    world.do(draft, lan)
    await lan.says("/start")
    assert "viết dở" in lan.hears()[0]
    assert contact(world, lan).state == "petition.topic"


def draft(session: Session, chat: Chat) -> int:
    known = session.get_one(Contact, chat.address)
    petition = Petition(person_id=known.person_id, address=chat.address)
    session.add(petition)
    session.flush()
    known.state, known.data = "petition.topic", {"case": petition.id}
    return petition.id


async def test_the_language_is_chosen_by_its_own_name_and_stays(world: World) -> None:
    lan = world.person("Lan")
    await lan.says("/ngonngu")
    assert lan.labels() == ["Tiếng Việt", "English"]
    await lan.presses("English")
    assert lan.hears()[-1] == "From now on I speak English with you."
    await lan.says("/start")
    assert lan.hears()[-1].startswith("Hello!")
    assert contact(world, lan).language_chosen


@pytest.mark.parametrize("typed", ["2", "english", "/language en"])
async def test_the_language_can_be_typed(world: World, typed: str) -> None:
    lan = world.person("Lan")
    await lan.says("/ngonngu")
    await lan.says(typed)
    assert contact(world, lan).language == "en"


async def test_a_language_that_is_not_there_is_asked_for_again(world: World) -> None:
    lan = world.person("Lan")
    await lan.forges("language:tlh")
    assert contact(world, lan).language == "vi"
    assert lan.labels() == ["Tiếng Việt", "English"]


async def test_the_contact_card_is_the_one_an_admin_edited(world: World) -> None:
    lan = world.person("Lan")
    await lan.says("/lienhe")
    assert world.config.contact.hotline in lan.hears()[0]
    world.do(lambda session: session.add(Setting(name=CONTACT, value={"hotline": "0213 999 999"})))
    await lan.says("liên hệ")
    card = lan.hears()[0]
    assert "0213 999 999" in card
    assert world.config.contact.address in card


async def test_help_names_the_commands_that_this_person_may_use(world: World) -> None:
    lan, nam = world.person("Lan"), officer(world, "Nam", FACTORY)
    await lan.says("/trogiup")
    await nam.says("trợ giúp")
    (for_lan,), (for_nam,) = lan.hears(), nam.hears()
    assert "/khancap – " in for_lan
    assert "Cho cán bộ" not in for_lan
    assert "/hopthu" not in for_lan
    assert "/hopthu – " in for_nam.partition("Cho cán bộ công đoàn:")[2]


async def test_a_command_that_is_not_there_is_not_named(world: World) -> None:
    del world.house.router.commands["urgent"]
    lan = world.person("Lan")
    await lan.says("/trogiup")
    assert "/khancap" not in lan.hears()[0]
    assert "Khẩn cấp" not in lan.labels()


async def test_every_command_with_a_word_says_in_help_what_it_does(world: World) -> None:
    texts = world.house.texts
    assert [
        name
        for name in world.house.router.commands
        if name != "back" and texts.words_of(f"command-{name}") and not texts.has(f"about-{name}")
    ] == []


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_the_first_word_of_every_command_is_one_that_telegram_takes(world: World, language: str) -> None:
    offered = menu(world.house.texts, world.house.router, language, list(May))
    assert offered
    assert [word for word, _ in offered if not re.fullmatch("[a-z0-9_]{1,32}", word)] == []


async def test_every_button_of_the_menu_is_answered(world: World) -> None:
    nam = officer(world, "Nam", FACTORY)
    anh = admin(world, "Ánh")
    for one in (nam, anh):
        await one.says("/start")
        one.hears()
        for label in one.labels():
            await one.says("/start")
            await one.presses(label)
            assert "Nút này đã cũ" not in one.hears()[-1]


@pytest.mark.parametrize("word", ["/huy", "hủy", "huy", "thôi", "cancel", "/cancel"])
async def test_a_conversation_can_be_left_at_any_time(world: World, word: str) -> None:
    nam = officer(world, "Nam", FACTORY)
    await nam.says("/start")

    def ask(session: Session) -> None:
        session.get_one(Contact, nam.address).state = "invitation.name"

    world.do(ask)
    await nam.says(word)
    assert contact(world, nam).state is None
    assert nam.hears()[-1] == "Đã dừng. Anh/chị muốn làm gì tiếp?"


@pytest.mark.parametrize(("word", "step"), [("hủy", "cancel"), ("quay lại", "back"), ("back", "back")])
@pytest.mark.parametrize("state", ["petition.topic", None])
async def test_leaving_a_draft_is_the_business_of_its_desk(world: World, word: str, step: str, state: str | None) -> None:
    asked: list[int] = []
    world.house.router.buttons[f"petition:{step}"] = Route(step, lambda ctx: asked.append(ctx.petition.id), May.AUTHOR)
    lan = worker(world, "Lan")
    petition = world.do(draft, lan)
    world.do(lambda session: setattr(session.get_one(Contact, lan.address), "state", state))
    await lan.says(word)
    assert asked == [petition]


async def test_back_outside_of_a_draft_goes_to_the_menu(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says("quay lại")
    assert lan.hears() == ["Anh/chị muốn làm gì?"]
    assert "Khẩn cấp" in lan.labels()


async def test_whoever_was_asked_for_a_petition_and_says_no_is_out_of_it(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.forges("petition")
    await lan.says("thôi")
    assert contact(world, lan).state is None


async def test_cancelling_another_conversation_leaves_the_draft_alone(world: World) -> None:
    lan = worker(world, "Lan")
    petition = world.do(draft, lan)
    world.do(lambda session: setattr(session.get_one(Contact, lan.address), "state", "invitation.name"))
    await lan.says("hủy")
    assert world.do(lambda session: session.get(Petition, petition)) is not None
    assert lan.hears() == ["Đã dừng. Anh/chị muốn làm gì tiếp?"]


@pytest.mark.parametrize("data", ["no:such:button", "case", "", "x" * 64, "start:u_tinh:9"])
async def test_an_old_or_forged_button_shows_the_menu(world: World, data: str) -> None:
    lan = world.person("Lan")
    await lan.forges(data)
    assert lan.hears() == ["Nút này đã cũ, không dùng được nữa."]
    assert "Khẩn cấp" in lan.labels()


async def test_an_old_button_in_a_group_gets_no_menu(world: World) -> None:
    lan, group = world.person("Lan"), world.group("Tổ 3")
    await lan.forges("no:such:button", at=group)
    assert group.hears() == ["Nút này đã cũ, không dùng được nữa."]
    assert group.labels() == []
