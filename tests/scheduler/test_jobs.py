"""What the clock has done in this house."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from scheduler.registry import JOBS
from storage.attachments import keep_upload
from storage.models import Attachment, Contact, Inbound, Petition, Unit
from tests.factories import admin, officer, worker
from tests.fakes import Chat, World

FACTORY = "cs-may-tam-duong"
DISTRICT = "huyen-tam-duong"


async def rings(world: World, job: str) -> None:
    """The hour of a job has come."""

    def do(session: Session) -> None:
        JOBS[job](world.voice(session))

    world.do(do)
    await world.settle()


def test_every_job_has_its_time_and_every_time_its_job(world: World) -> None:
    assert world.config.schedule.jobs.keys() == JOBS.keys()


async def test_a_first_message_without_consent_is_erased_when_its_time_is_over(world: World) -> None:
    lan = world.person("Lan")
    await lan.says("Chậm lương hai tháng")

    def kept(session: Session) -> str:
        return str([row.model_dump() for row in session.exec(select(Inbound))])

    world.turn(hours=world.config.desk.consent_hours - 1)
    await rings(world, "first_messages")
    assert "Chậm lương" in world.do(kept)
    world.turn(hours=1)
    await rings(world, "first_messages")
    assert "Chậm lương" not in world.do(kept)


async def test_a_draft_of_long_ago_is_erased(world: World) -> None:
    lan = worker(world, "Lan")
    await lan.says("Chậm lương hai tháng")
    world.turn(days=29)
    await rings(world, "old_drafts")
    assert len(world.do(lambda session: session.exec(select(Petition)).all())) == 1
    world.turn(days=2)
    await rings(world, "old_drafts")
    assert world.do(lambda session: session.exec(select(Petition)).all()) == []


async def test_an_upload_that_was_never_sent_is_erased_with_its_bytes(world: World) -> None:
    def upload(session: Session) -> None:
        row = Attachment(owner="web:1", channel="web", kind="photo", upload_id="u1", created=world.clock())
        keep_upload(session, world.house.files, row, b"bytes")

    world.do(upload)
    (row,) = world.do(lambda session: session.exec(select(Attachment)).all())
    world.turn(hours=23)
    await rings(world, "uploads")
    assert world.do(lambda session: world.house.files.read(session, row.digest)) == b"bytes"
    world.turn(hours=2)
    await rings(world, "uploads")
    assert world.do(lambda session: session.exec(select(Attachment)).all()) == []
    assert world.do(lambda session: world.house.files.read(session, row.digest)) is None


def loses(world: World, chat: Chat, *, gone: bool = True) -> None:
    def set_gone(session: Session) -> None:
        session.get_one(Contact, chat.address).gone = gone

    world.do(set_gone)


class TestUnitsThatNobodyAnswersFor:
    """R3"""

    async def test_the_admins_of_the_subtree_are_told_how_many_and_which(self, world: World) -> None:
        hoa = admin(world, "Hoa", DISTRICT)
        officer(world, "Nam", FACTORY)
        await rings(world, "unanswered_units")
        (text,) = hoa.hears()
        assert "Có 1 đơn vị chưa có cán bộ trực" in text
        assert "Chè Tam Đường" in text
        assert "May Tam Đường" not in text

    async def test_each_admin_hears_of_the_own_subtree_only(self, world: World) -> None:
        hoa, thu = admin(world, "Hoa", DISTRICT), admin(world, "Thu")
        await rings(world, "unanswered_units")
        assert "Than Uyên" not in hoa.last.text
        assert "Có 2 đơn vị" in hoa.last.text
        assert "… và" in thu.last.text, "a long list is cut"

    async def test_nothing_is_said_again_while_nothing_changes(self, world: World) -> None:
        hoa = admin(world, "Hoa", DISTRICT)
        for _ in range(3):
            await rings(world, "unanswered_units")
            world.turn(days=1)
        assert len(hoa.hears()) == 1

    async def test_an_officer_who_came_or_was_lost_changes_it(self, world: World) -> None:
        hoa = admin(world, "Hoa", DISTRICT)
        await rings(world, "unanswered_units")
        nam = officer(world, "Nam", FACTORY)
        await rings(world, "unanswered_units")
        assert "Có 1 đơn vị" in hoa.last.text
        loses(world, nam)
        await rings(world, "unanswered_units")
        assert "Có 2 đơn vị" in hoa.last.text

    async def test_an_admin_who_is_new_hears_it_the_others_do_not_hear_it_again(self, world: World) -> None:
        hoa = admin(world, "Hoa", DISTRICT)
        await rings(world, "unanswered_units")
        mai = admin(world, "Mai", DISTRICT)
        await rings(world, "unanswered_units")
        assert (len(hoa.hears()), len(mai.hears())) == (1, 1)

    async def test_when_every_unit_has_an_officer_nothing_is_said_until_one_is_lost(self, world: World) -> None:
        hoa = admin(world, "Hoa", DISTRICT)
        nam, _ = officer(world, "Nam", FACTORY), officer(world, "Tuấn", "cs-che-tam-duong")
        await rings(world, "unanswered_units")
        assert hoa.hears() == []
        loses(world, nam)
        await rings(world, "unanswered_units")
        loses(world, nam, gone=False)
        await rings(world, "unanswered_units")
        loses(world, nam)
        await rings(world, "unanswered_units")
        assert len(hoa.hears()) == 2

    async def test_a_unit_whose_lower_units_have_ended_is_at_the_bottom_itself(self, world: World) -> None:
        def end(session: Session) -> None:
            for code in (FACTORY, "cs-che-tam-duong"):
                session.get_one(Unit, code).valid_to = world.clock().date() - timedelta(days=1)

        world.do(end)
        world.house.units._tree = None
        hoa = admin(world, "Hoa", DISTRICT)
        await rings(world, "unanswered_units")
        assert "Có 1 đơn vị" in hoa.last.text
        assert "Liên đoàn Lao động huyện Tam Đường" in hoa.last.text

    async def test_the_message_leads_to_the_list(self, world: World) -> None:
        hoa = admin(world, "Hoa", DISTRICT)
        await rings(world, "unanswered_units")
        await hoa.presses("Đơn vị chưa có cán bộ")
        assert "3 trong 3 đơn vị" in hoa.last.text


@pytest.mark.parametrize("job", sorted(JOBS))
async def test_a_job_with_nothing_to_do_says_nothing(world: World, job: str) -> None:
    lan = worker(world, "Lan")
    await rings(world, job)
    await rings(world, job)
    assert lan.hears() == []
