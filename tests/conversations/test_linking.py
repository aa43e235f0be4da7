"""A case opened from another address with its code and secret."""

from dataclasses import dataclass

import pytest
from sqlmodel import Session, select

from handlers.casework import open_case
from handlers.linking import CODE_AND_SECRET
from handlers.router import Feature, Router
from storage.fold import fold
from storage.models import Contact, Petition, PetitionAddress
from storage.petitions import is_author
from tests.factories import officer, worker
from tests.fakes import Chat, World


@dataclass
class Opened:
    """A case, and what its author was told of it."""

    author: Chat
    id: int
    code: str
    secret: str


@pytest.fixture
def case(world: World) -> Opened:
    officer(world, "Nam", "tinh")
    lan = worker(world, "Lan")

    def submit(session: Session) -> Opened:
        contact = session.get_one(Contact, lan.address)
        petition = Petition(person_id=contact.person_id, address=lan.address, topic="wages", workplace_said="unsaid")
        session.add(petition)
        session.flush()
        secret = open_case(world.voice(session), petition)
        assert petition.code is not None
        return Opened(lan, petition.id, petition.code, secret)

    return world.do(submit)


def opened_at(world: World, case: Opened, chat: Chat) -> bool:
    def look(session: Session) -> bool:
        return is_author(session, session.get_one(Petition, case.id), session.get_one(Contact, chat.address))

    return world.do(look)


@pytest.mark.parametrize(
    "shape",
    ["{code} {secret}", "{code}\n{secret}", "#{code} {secret}", "  {code}:  {secret} ", "{code} – {dashes}", "{code}-{secret}"],
)
@pytest.mark.parametrize("small", [True, False])
async def test_code_and_secret_open_a_case_however_they_are_typed(world: World, case: Opened, shape: str, small: bool) -> None:
    hoa = world.person("Hoa", channel="web")
    text = shape.format(code=case.code, secret=case.secret, dashes=case.secret.replace("-", "‑"))
    await hoa.says(text.lower() if small else text)
    assert opened_at(world, case, hoa)
    (told,) = hoa.hears()
    assert case.code in told
    assert "Chờ cán bộ tiếp nhận" in told
    assert "Liên đoàn Lao động tỉnh Lai Châu" in told


async def test_it_needs_no_consent_and_tells_the_author_where_the_case_came_from(world: World, case: Opened) -> None:
    hoa = world.person("Hoa")
    await hoa.says(f"{case.code} {case.secret}")
    assert len(hoa.hears()) == 1
    assert any("nơi khác" in text for text in case.author.hears())


async def test_opening_twice_links_once(world: World, case: Opened) -> None:
    hoa = world.person("Hoa")
    await hoa.says(f"{case.code} {case.secret}")
    await hoa.says(f"{case.code} {case.secret}")
    assert len(world.do(lambda session: list(session.exec(select(PetitionAddress))))) == 1
    assert len(hoa.hears()) == 2


async def test_the_author_is_shown_the_own_case_and_linked_to_nothing(world: World, case: Opened) -> None:
    await case.author.says(f"{case.code} {case.secret}")
    assert case.code in case.author.hears()[-1]
    assert world.do(lambda session: list(session.exec(select(PetitionAddress)))) == []


async def test_a_wrong_secret_and_a_code_that_nobody_has_sound_the_same(world: World, case: Opened) -> None:
    hoa = world.person("Hoa")
    await hoa.says(f"{case.code} 2222-2222-222A")
    await hoa.says(f"ZZZZZZZ {case.secret}")
    first, second = hoa.hears()
    assert first == second
    assert not opened_at(world, case, hoa)


async def test_ten_wrong_tries_bar_guessing_for_an_hour(world: World, case: Opened) -> None:
    hoa = world.person("Hoa")
    for _ in range(world.config.desk.wrong_guesses):
        await hoa.says(f"{case.code} 2222-2222-222A")
    *wrong, barred = hoa.hears()
    assert len(set(wrong)) == 1
    assert barred != wrong[0]
    await hoa.says(f"{case.code} {case.secret}")
    assert not opened_at(world, case, hoa)
    assert hoa.hears() == [barred]
    world.turn(minutes=world.config.desk.barred_minutes, seconds=1)
    await hoa.says(f"{case.code} {case.secret}")
    assert opened_at(world, case, hoa)


async def test_one_who_guesses_bars_nobody_else(world: World, case: Opened) -> None:
    hoa, mai = world.person("Hoa"), world.person("Mai")
    for _ in range(world.config.desk.wrong_guesses):
        await hoa.says(f"{case.code} 2222-2222-222A")
    await mai.says(f"{case.code} {case.secret}")
    assert opened_at(world, case, mai)


async def test_a_right_one_in_between_does_not_wipe_the_wrong_ones(world: World, case: Opened) -> None:
    """Else the owner of one case could try for another one for ever."""
    hoa = world.person("Hoa")
    for _ in range(world.config.desk.wrong_guesses - 1):
        await hoa.says("ZZZZ 2222-2222-222A")
    await hoa.says(f"{case.code} {case.secret}")
    await hoa.says("ZZZZ 2222-2222-222A")
    assert "nhiều lần" in hoa.hears()[-1]


async def test_in_a_group_a_secret_opens_nothing(world: World, case: Opened) -> None:
    hoa, group = world.person("Hoa"), world.group("Tổ 3")
    await hoa.says(f"{case.code} {case.secret}", at=group)
    assert not opened_at(world, case, hoa)
    (told,) = group.hears()
    assert "riêng" in told
    assert case.code not in told


@pytest.mark.parametrize(
    "sentence",
    [
        "cham tang lang thang",
        "chua tra luong thang nay",
        "sang nhac thay quan",
        "nghi viec nam 2026",
        "thue nha 2 thang",
        "meal unacceptable",
        "tang ca 3 gio khong tra tien",
        "0912 3456 7892 2345",
        "2345 6789 2345 6789 ",
        "a" * 40,
        "abcd" + " " * 5000,
    ],
)
def test_what_people_write_is_not_taken_for_a_secret(sentence: str) -> None:
    feature = Feature()
    feature.pattern("secret", CODE_AND_SECRET)(lambda ctx: None)
    assert Router([feature], lambda key: [], fold).pattern(sentence) is None
