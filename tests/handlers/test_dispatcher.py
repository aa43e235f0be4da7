"""From the inbox to the desks: what goes wrong with one message stays with it."""

import pytest
from sqlmodel import Session, select

from handlers.context import Context
from handlers.router import May, Route
from storage.models import Inbound
from storage.queue import INBOX_BELL
from storage.types import Incoming
from tests.factories import worker
from tests.fakes import World


def fail(ctx: Context) -> None:
    """A desk with a mistake in it."""
    ctx.say_nothing_at_all()  # type: ignore[attr-defined]


def states(world: World) -> list[tuple[str, str, int]]:
    def read(session: Session) -> list[tuple[str, str, int]]:
        return [(row.kind, row.state, row.attempts) for row in session.exec(select(Inbound).order_by(Inbound.id))]

    return world.do(read)


async def test_one_bad_message_does_not_hold_up_the_others(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """T8"""
    world.house.router.events["bad"] = Route("bad", fail, May.ANYONE)
    lan, minh = worker(world, "Lan"), worker(world, "Minh")
    bad = Incoming(channel="telegram", bot="bot", external_id="bad", address=lan.address, sender=lan.address, kind="bad")
    await world.dispatcher.accept([bad])
    await minh.says("/lienhe")
    assert "Điện thoại" in minh.hears()[0]
    assert states(world) == [("bad", "pending", 1), ("message", "done", 0)]
    assert "A message could not be handled" in caplog.text


async def test_a_message_that_goes_wrong_again_and_again_is_given_up_and_its_person_told(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """T8"""
    world.house.router.commands["contact"] = world.house.router._words["lienhe"] = Route("contact", fail, May.ANYONE)
    lan = worker(world, "Lan")
    await lan.says("/lienhe")
    for _ in range(6):
        world.turn(hours=1)
        await world.settle()
    assert states(world) == [("message", "failed", 5)]
    assert lan.hears() == [
        "Xin lỗi anh/chị, tôi bị lỗi nên chưa xử lý được tin vừa rồi.\nAnh/chị gửi lại giúp tôi, hoặc viết theo cách khác."
    ]


async def test_what_waited_for_consent_is_dealt_with_at_once_and_not_at_the_next_look(world: World) -> None:
    lan = world.person("Lan")
    await lan.says("Chậm lương hai tháng")
    with world.db.bells.listening(INBOX_BELL) as bell:
        await lan.presses("Đồng ý cho xử lý kiến nghị của tôi", settle=False)
        assert bell.is_set()
        await world.settle()
        bell.clear()
        await lan.presses("Không muốn nói", settle=False)
    assert not bell.is_set(), "nothing is left of it"
