"""Admins invite, withdraw, and end roles; each right is asked again at every press."""

import re
from collections.abc import Sequence

import pytest
from sqlmodel import Session, select

from storage.models import Desk, Invitation, Officer, Petition
from tests.factories import admin, case, officer, with_role, worker
from tests.fakes import Chat, World

FACTORY = "cs-may-tam-duong"
DISTRICT = "huyen-tam-duong"
OTHER = "cs-che-than-uyen"


def code_in(text: str) -> str:
    found = re.search(r"CN(?:-[A-Z0-9]{4}){3}", text)
    assert found is not None
    return found[0]


def role_of(world: World, chat: Chat, unit: str = FACTORY) -> Officer:
    query = select(Officer).where(Officer.address == chat.address, Officer.unit_code == unit)
    role: Officer = world.do(lambda session: session.exec(query).one())
    return role


def invitations(world: World) -> Sequence[Invitation]:
    rows: Sequence[Invitation] = world.do(lambda session: session.exec(select(Invitation).order_by(Invitation.id)).all())
    return rows


@pytest.mark.parametrize(("label", "role"), [("Mời cán bộ", "officer"), ("Mời quản trị", "admin")])
async def test_an_invitation_made_in_chat_gives_the_role(world: World, label: str, role: str) -> None:
    hoa = admin(world, "Hoa", DISTRICT)
    await hoa.says("/canbo")
    await hoa.presses("May Tam Đường")
    await hoa.presses(label)
    assert "trong 7 ngày" in hoa.last.text
    nam = world.person("Nam")
    await nam.says(code_in(hoa.last.text))
    assert role_of(world, nam).role == role
    assert invitations(world)[0].made_by == role_of(world, hoa, DISTRICT).id


async def test_open_invitations_are_listed_without_their_code_and_can_be_withdrawn(world: World) -> None:
    hoa = admin(world, "Hoa", DISTRICT)
    await hoa.forges(f"admin:invite:officer:{FACTORY}")
    code = code_in(hoa.last.text)
    await hoa.presses("Về đơn vị")
    assert "Lời mời 1: cán bộ, dùng được đến 08:00 11/05/2026" in hoa.last.text
    assert code not in hoa.last.text
    await hoa.presses("Thu hồi lời mời 1")
    assert "Đã thu hồi" in hoa.last.text
    assert "Lời mời 1" not in hoa.last.text
    nam = world.person("Nam")
    await nam.says(code)
    assert world.do(lambda session: session.exec(select(Officer).where(Officer.address == nam.address)).all()) == []


async def test_withdrawing_twice_or_too_late_is_harmless(world: World) -> None:
    hoa = admin(world, "Hoa", DISTRICT)
    await hoa.forges(f"admin:invite:officer:{FACTORY}")
    number = invitations(world)[0].id
    for _ in range(2):
        await hoa.forges(f"admin:withdraw:{number}")
    assert "đã thu hồi hoặc đã hết hạn" in hoa.last.text
    await hoa.forges(f"admin:invite:officer:{FACTORY}")
    world.turn(days=7)
    await hoa.forges(f"admin:unit:{FACTORY}")
    assert "Lời mời" not in hoa.last.text
    await hoa.forges(f"admin:withdraw:{invitations(world)[1].id}")
    assert invitations(world)[1].withdrawn is None


async def test_an_admin_cannot_withdraw_or_end_what_belongs_to_another_subtree(world: World) -> None:
    thu, nam = admin(world, "Thu"), officer(world, "Nam", OTHER)
    await thu.forges(f"admin:invite:officer:{OTHER}")
    hoa = admin(world, "Hoa", DISTRICT)
    theirs = role_of(world, nam, OTHER).id
    await hoa.forges(f"admin:withdraw:{invitations(world)[0].id}")
    await hoa.forges(f"admin:end:{theirs}")
    await hoa.forges(f"admin:ended:{theirs}")
    await hoa.forges(f"admin:ended:{role_of(world, thu, 'tinh').id}")
    assert hoa.hears() == ["Anh/chị chưa được giao việc này."] * 4
    assert invitations(world)[0].withdrawn is None
    assert role_of(world, nam, OTHER).ended is None


async def test_nobody_is_invited_to_a_role_that_there_is_not(world: World) -> None:
    hoa = admin(world, "Hoa")
    await hoa.forges(f"admin:invite:king:{FACTORY}")
    assert invitations(world) == []
    assert "Nút này đã cũ" in hoa.last.text


async def test_ending_a_role_asks_first_and_passes_open_cases_on(world: World) -> None:
    nam, mai, hoa = officer(world, "Nam", FACTORY), officer(world, "Mai", DISTRICT), admin(world, "Hoa", DISTRICT)
    lan = worker(world, "Lan")
    number = case(world, lan, unit=FACTORY)
    await world.settle()
    await hoa.forges(f"admin:unit:{FACTORY}")
    await hoa.presses("Kết thúc vai trò: Nam")
    assert role_of(world, nam).ended is None
    lan.hears()
    await hoa.presses("Kết thúc")
    assert role_of(world, nam).ended == world.clock()
    assert "Nam đã thôi vai trò" in hoa.last.text
    assert "Chưa có cán bộ nào" in hoa.last.text
    assert "Cảm ơn anh/chị" in nam.last.text
    assert world.do(lambda session: session.get_one(Petition, number).unit_code) == DISTRICT
    assert any("Lan" in heard.text for heard in mai.log if heard.kind == "card")
    assert "Liên đoàn Lao động huyện Tam Đường" in lan.hears()[0]


async def test_a_role_can_be_kept_after_all(world: World) -> None:
    nam, hoa = officer(world, "Nam", FACTORY), admin(world, "Hoa", DISTRICT)
    await hoa.forges(f"admin:end:{role_of(world, nam).id}")
    await hoa.presses("Giữ lại")
    assert role_of(world, nam).ended is None
    assert "Nam, cán bộ" in hoa.last.text


async def test_ending_a_role_twice_says_that_it_had_ended(world: World) -> None:
    nam, hoa = officer(world, "Nam", FACTORY), admin(world, "Hoa", DISTRICT)
    for _ in range(2):
        await hoa.forges(f"admin:ended:{role_of(world, nam).id}")
    assert "đã kết thúc từ trước" in hoa.last.text
    assert len([text for text in nam.hears() if "đã kết thúc" in text]) == 1


async def test_the_last_admin_of_the_province_cannot_go(world: World) -> None:
    hoa = admin(world, "Hoa")
    await hoa.forges(f"admin:ended:{role_of(world, hoa, 'tinh').id}")
    assert "quản trị cuối cùng" in hoa.last.text
    assert role_of(world, hoa, "tinh").ended is None
    thu = admin(world, "Thu")
    await hoa.forges(f"admin:ended:{role_of(world, hoa, 'tinh').id}")
    assert role_of(world, hoa, "tinh").ended is not None
    await hoa.says("/canbo")
    assert "dành cho cán bộ" in hoa.last.text
    await thu.says("/canbo")
    assert "Anh/chị quản lý" in thu.last.text


async def test_an_admin_who_goes_leaves_no_way_back_in(world: World) -> None:
    thu, hoa = admin(world, "Thu"), admin(world, "Hoa", DISTRICT)
    await hoa.forges(f"admin:invite:admin:{DISTRICT}")
    code = code_in(hoa.last.text)
    await thu.forges(f"admin:ended:{role_of(world, hoa, DISTRICT).id}")
    await hoa.says(code)
    assert role_of(world, hoa, DISTRICT).ended is not None


async def test_the_group_of_a_unit_waits_for_an_officer_when_a_role_ends(world: World) -> None:
    nam, mai, hoa = officer(world, "Nam", FACTORY), officer(world, "Mai", FACTORY), admin(world, "Hoa", DISTRICT)
    group = world.group("Tổ May")

    def open_desk(session: Session) -> None:
        session.add(Desk(unit_code=FACTORY, address=group.address, group=True, card_due=world.clock()))

    world.do(open_desk)
    await hoa.forges(f"admin:ended:{role_of(world, nam).id}")
    case(world, worker(world, "Lan"), unit=FACTORY)
    await world.settle()
    assert [heard.kind for heard in group.log] == ["note"]
    assert "1 người chưa được giao việc" in group.last.text
    await nam.presses("Xác nhận danh sách", at=group)
    assert "chưa được giao" in nam.last.text
    await mai.presses("Xác nhận danh sách", at=group)
    assert [heard.kind for heard in group.log if not heard.replaced] == ["card"]


async def test_somebody_with_two_roles_keeps_the_other_one(world: World) -> None:
    nam = with_role(world, officer(world, "Nam", FACTORY), DISTRICT, "officer")
    hoa = admin(world, "Hoa", DISTRICT)
    await hoa.forges(f"admin:ended:{role_of(world, nam).id}")
    assert role_of(world, nam, DISTRICT).ended is None
    await hoa.forges(f"admin:unit:{DISTRICT}")
    assert "Nam, cán bộ" in hoa.last.text
