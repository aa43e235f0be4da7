"""Invitations: who becomes what, and who does not."""

import pytest
from sqlmodel import Session, select

from handlers.casework import open_case
from handlers.invitations import CODE
from handlers.router import Feature, Router
from storage.codes import ALPHABET
from storage.fold import fold
from storage.invitations import new_invitation
from storage.models import Contact, Desk, Invitation, Officer, Petition
from tests.factories import admin, officer, worker
from tests.fakes import Chat, World

FACTORY = "cs-may-tam-duong"


def invite(world: World, unit: str = FACTORY, role: str = "officer") -> str:
    days = world.config.desk.invitation_days
    return world.do(lambda session: new_invitation(session, unit, role, None, world.clock(), days))


def roles(world: World, chat: Chat) -> list[tuple[str, str, str]]:
    def read(session: Session) -> list[tuple[str, str, str]]:
        rows = session.exec(select(Officer).where(Officer.address == chat.address).order_by(Officer.id))
        return [(row.unit_code, row.role, row.name) for row in rows]

    return world.do(read)


def desks(world: World) -> list[Desk]:
    return world.do(lambda session: list(session.exec(select(Desk).order_by(Desk.id))))


def a_case(world: World, unit: str, excluded: str | None = None) -> None:
    lan = worker(world, "Lan")

    def submit(session: Session) -> None:
        contact = session.get_one(Contact, lan.address)
        petition = Petition(person_id=contact.person_id, address=lan.address, workplace_said="unit", workplace_unit=unit)
        session.add(petition)
        session.flush()
        open_case(world.voice(session), petition)
        petition.unit_code, petition.excluded_unit = unit, excluded

    world.do(submit)


def test_a_code_has_sixty_random_bits_and_only_its_hash_is_kept(world: World) -> None:
    code = invite(world)
    head, *groups = code.split("-")
    assert head == "CN"
    assert [len(group) for group in groups] == [4, 4, 4]
    assert set("".join(groups)) <= set(ALPHABET)
    (kept,) = world.do(lambda session: list(session.exec(select(Invitation))))
    assert not any(group in str(kept.model_dump()) for group in groups)


@pytest.mark.parametrize("how", ["/start {0}", "{0}", "{1}", "{2}", " {0} ", "{3}"])
async def test_a_code_makes_an_officer_with_a_desk_of_the_own_chat(world: World, how: str) -> None:
    code = invite(world)
    nam = world.person("Nam")
    await nam.says(how.format(code, code.lower(), code.replace("-", " "), code.replace("-", "–")))
    assert roles(world, nam) == [(FACTORY, "officer", "Nam")]
    assert [(desk.unit_code, desk.address, desk.group) for desk in desks(world)] == [(FACTORY, nam.address, False)]
    (welcome,) = nam.hears()
    assert "Công ty May Tam Đường" in welcome
    assert "Nam" in welcome


async def test_the_welcome_tells_how_many_cases_wait(world: World) -> None:
    officer(world, "Nam", FACTORY)
    a_case(world, FACTORY)
    a_case(world, FACTORY)
    mai = world.person("Mai")
    await mai.says(invite(world))
    assert "2 việc" in mai.hears()[0]


async def test_a_case_that_keeps_a_unit_out_is_not_even_counted_for_those_who_sit_there(world: World) -> None:
    """product §1: an excluded unit sees nothing, not even a count"""
    officer(world, "Nam", "tinh")
    a_case(world, "tinh", excluded=FACTORY)
    mai = officer(world, "Mai", FACTORY)
    await mai.says(invite(world, "tinh"))
    assert "Hiện chưa có việc nào chờ" in mai.hears()[-1]


async def test_a_code_makes_an_admin_without_a_desk(world: World) -> None:
    anh = world.person("Ánh")
    await anh.says(invite(world, "tinh", "admin"))
    assert roles(world, anh) == [("tinh", "admin", "Ánh")]
    assert desks(world) == []
    assert "quản trị viên" in anh.hears()[0]


async def test_a_code_is_good_once(world: World) -> None:
    code = invite(world)
    nam, mai = world.person("Nam"), world.person("Mai")
    await nam.says(code)
    await mai.says(code)
    assert roles(world, mai) == []
    assert "không còn dùng được" in mai.hears()[0]


async def test_two_who_type_the_same_code_at_once_are_not_both_let_in(world: World) -> None:
    code = invite(world)
    nam, mai = world.person("Nam"), world.person("Mai")
    await nam.says(code, settle=False)
    await mai.says(code, settle=False)
    await world.settle()
    assert len(roles(world, nam) + roles(world, mai)) == 1


async def test_used_expired_withdrawn_and_invented_codes_sound_the_same(world: World) -> None:
    used, expired, withdrawn = invite(world), invite(world), invite(world)
    nam, mai = world.person("Nam"), world.person("Mai")
    await nam.says(used)

    def withdraw(session: Session) -> None:
        for row in session.exec(select(Invitation).where(Invitation.used.is_(None))).all()[1:]:  # type: ignore[union-attr]
            row.withdrawn = world.clock()

    world.do(withdraw)
    await mai.says(withdrawn)
    world.turn(days=world.config.desk.invitation_days)
    for code in (used, expired, "CN-2222-3333-4444", "CN-OOOO-IIII-0000"):
        await mai.says(code)
    heard = mai.hears()
    assert len(heard) == 5
    assert len(set(heard)) == 1
    assert roles(world, mai) == []


async def test_a_code_is_good_until_its_last_moment(world: World) -> None:
    code = invite(world)
    nam = world.person("Nam")
    world.turn(days=world.config.desk.invitation_days, seconds=-1)
    await nam.says(code)
    assert len(roles(world, nam)) == 1


async def test_ten_wrong_codes_bar_guessing_even_for_the_right_one(world: World) -> None:
    code = invite(world)
    mai = world.person("Mai")
    for _ in range(world.config.desk.wrong_guesses):
        await mai.says("CN-2222-3333-4444")
    await mai.says(code)
    assert roles(world, mai) == []
    world.turn(minutes=world.config.desk.barred_minutes, seconds=1)
    await mai.says(code)
    assert len(roles(world, mai)) == 1


async def test_who_has_the_role_already_keeps_the_code_for_somebody_else(world: World) -> None:
    code = invite(world)
    nam, mai = officer(world, "Nam", FACTORY), world.person("Mai")
    await nam.says(code)
    assert len(roles(world, nam)) == 1
    await mai.says(code)
    assert len(roles(world, mai)) == 1


async def test_one_person_may_sit_at_two_desks(world: World) -> None:
    nam = officer(world, "Nam", FACTORY)
    await nam.says(invite(world, "tinh"))
    assert {unit for unit, _, _ in roles(world, nam)} == {FACTORY, "tinh"}


async def test_whoever_has_no_name_is_asked_for_one(world: World) -> None:
    nam = world.person("", channel="web")
    await nam.says(invite(world))
    assert nam.labels() == ["Giữ tên “Cán bộ công đoàn”"]
    await nam.says("  Lò Văn\nNam ")
    assert roles(world, nam) == [(FACTORY, "officer", "Lò Văn Nam")]
    assert "Lò Văn Nam" in nam.hears()[-1]


async def test_the_name_can_be_changed_or_kept(world: World) -> None:
    nam = world.person("ヾ(Nam)ノ")
    await nam.says(invite(world))
    await nam.presses("Đổi tên")
    await nam.presses("Giữ tên")
    await nam.says("/start")
    assert roles(world, nam)[0][2] == "ヾ(Nam)ノ"
    await nam.forges("invitation:name")
    await nam.says("x" * 61)
    assert "60" in nam.hears()[-1]
    await nam.says("Nam")
    assert roles(world, nam)[0][2] == "Nam"


async def test_a_worker_has_no_name_to_change(world: World) -> None:
    lan = worker(world, "Lan")
    for data in ("invitation:name", "invitation:keep"):
        await lan.forges(data)
        assert lan.hears() == ["Anh/chị chưa được giao việc này."]


async def test_taking_up_a_role_asks_for_no_consent_of_a_worker(world: World) -> None:
    nam = world.person("", channel="web")
    await nam.says(invite(world))
    await nam.says("Nam")
    assert not [text for text in nam.hears() if "cần anh/chị đồng ý" in text]


async def test_a_group_becomes_a_desk_when_an_officer_of_the_unit_types_the_code(world: World) -> None:
    code = invite(world)
    nam, group = officer(world, "Nam", FACTORY), world.group("Công đoàn May")
    await nam.says(code, at=group, extra={"forum": True})
    desk = desks(world)[-1]
    assert (desk.unit_code, desk.address, desk.group, desk.topics) == (FACTORY, group.address, True, True)
    assert "bàn làm việc" in group.hears()[0]
    mai = world.person("Mai")
    await mai.says(code)
    assert roles(world, mai) == [], "the code is used up"


async def test_a_group_without_topics_is_a_desk_without_topics(world: World) -> None:
    nam, group = officer(world, "Nam", FACTORY), world.group("Công đoàn May")
    await nam.says(invite(world), at=group)
    assert not desks(world)[-1].topics


async def test_a_stranger_who_types_a_code_in_a_group_becomes_nothing_and_learns_nothing(world: World) -> None:
    code = invite(world)
    mai, group = world.person("Mai"), world.group("Tổ 3")
    await mai.says(code, at=group)
    await mai.says("CN-2222-3333-4444", at=group)
    good, bad = group.hears()
    assert good == bad
    assert "trò chuyện riêng" in good
    assert roles(world, mai) == []
    assert desks(world) == []
    await mai.says(code)
    assert len(roles(world, mai)) == 1


async def test_an_officer_of_another_unit_cannot_make_the_group_a_desk(world: World) -> None:
    code = invite(world)
    nam, group = officer(world, "Nam", "cs-che-tam-duong"), world.group("Tổ 3")
    await nam.says(code, at=group)
    assert [desk.address for desk in desks(world)] == [nam.address]
    await nam.says(code)
    assert len(roles(world, nam)) == 2, "the code was not used up"


async def test_an_admins_code_makes_no_desk_of_a_group(world: World) -> None:
    code = invite(world, FACTORY, "admin")
    nam, group = officer(world, "Nam", FACTORY), world.group("Tổ 3")
    await nam.says(code, at=group)
    assert [desk.address for desk in desks(world)] == [nam.address]
    assert roles(world, nam) == [(FACTORY, "officer", "Nam")]


async def test_an_admin_who_is_no_officer_there_makes_no_desk_of_a_group(world: World) -> None:
    anh, group = admin(world, "Ánh", FACTORY), world.group("Tổ 3")
    await anh.says(invite(world), at=group)
    assert desks(world) == []


async def test_an_officer_whose_role_has_ended_makes_no_desk(world: World) -> None:
    nam, group = officer(world, "Nam", FACTORY), world.group("Tổ 3")

    def end(session: Session) -> None:
        session.exec(select(Officer)).one().ended = world.clock()

    world.do(end)
    await nam.says(invite(world), at=group)
    assert [desk for desk in desks(world) if desk.group] == []


async def test_a_group_that_is_the_desk_already_keeps_the_code(world: World) -> None:
    nam, group = officer(world, "Nam", FACTORY), world.group("Công đoàn May")
    await nam.says(invite(world), at=group)
    code = invite(world)
    await nam.says(code, at=group)
    assert len([desk for desk in desks(world) if desk.group]) == 1
    mai = world.person("Mai")
    await mai.says(code)
    assert len(roles(world, mai)) == 1


async def test_a_desk_that_was_closed_is_opened_again(world: World) -> None:
    nam, group = officer(world, "Nam", FACTORY), world.group("Công đoàn May")
    await nam.says(invite(world), at=group)

    def close(session: Session) -> None:
        session.exec(select(Desk).where(Desk.address == group.address)).one().closed = True

    world.do(close)
    await nam.says(invite(world), at=group)
    (desk,) = [desk for desk in desks(world) if desk.group]
    assert not desk.closed


async def test_an_invitation_to_a_unit_that_is_gone_is_good_for_nothing(world: World) -> None:
    nam = world.person("Nam")
    await nam.says(invite(world, "no-such-unit"))
    assert roles(world, nam) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "cn nghi viec 2026", "cn thay chua thay lang", "CN dang nham lang", "cn", "CN-2024", "công nhân", "cn lam them 3 gio",
        "CN-ABCD-EFGH", "chu nhat 2345 6789 2345", "cn" + " " * 5000,
    ],
)  # fmt: skip
def test_what_people_write_is_not_taken_for_an_invitation(sentence: str) -> None:
    feature = Feature()
    feature.pattern("invitation", CODE)(lambda ctx: None)
    assert Router([feature], lambda key: [], fold).pattern(sentence) is None
