"""From the inbox to the desks: what goes wrong with one message stays with it."""

import asyncio
from typing import Any

import pytest
from sqlmodel import Session, select

from handlers.context import Context
from handlers.router import May, Route
from storage.models import Inbound, WebMessage
from storage.queue import INBOX_BELL
from storage.types import Arrival, Incoming
from storage.webchat import UploadGone, keep_said
from tests.factories import worker
from tests.fakes import Chat, World


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


def incoming(chat: Chat, external_id: str, text: str) -> Incoming:
    """A message as a channel hands it on."""
    channel = chat.address.partition(":")[0]
    return Incoming(channel=channel, bot="bot", external_id=external_id, address=chat.address, sender=chat.address, text=text)


def page(world: World, name: str, text: str = "/lienhe", *uploads: str) -> tuple[Chat, Arrival]:
    """Somebody on our page, and what they say."""
    chat = worker(world, name, "web")
    said = Incoming(
        channel="web", bot="web", external_id=f"{chat.address}/1", address=chat.address, sender=chat.address, text=text
    )
    return chat, Arrival(chat.address, lambda session: keep_said(session, said, "1", uploads, {"text": text}, world.clock()))


def commits(world: World) -> list[None]:
    """Grows by one with every transaction that is written."""
    seen: list[None] = []
    write = world.db._write

    def counting(*args: Any) -> Any:
        seen.append(None)
        return write(*args)

    world.db._write = counting  # type: ignore[method-assign]
    return seen


async def test_what_pages_say_at_once_shares_a_commit_with_all_that_comes_in(world: World) -> None:
    (lan, first), (mai, second), minh = page(world, "Lan"), page(world, "Mai"), worker(world, "Minh")
    message = Incoming(
        channel="telegram", bot="bot", external_id="1", address=minh.address, sender=minh.address, text="/lienhe"
    )
    seen = commits(world)
    kept = await asyncio.gather(*(world.dispatcher.accept(arrived) for arrived in (first, [message], second, first)))
    assert len(seen) == 1
    assert [[m.address for m in messages] for messages in kept] == [[lan.address], [minh.address], [mai.address], []]
    await world.settle()
    assert ["Điện thoại" in chat.hears()[0] for chat in (lan, mai, minh)] == [True] * 3


async def test_a_message_that_is_not_taken_keeps_nobody_else_from_being_heard(world: World) -> None:
    (lan, good), (mai, bad) = page(world, "Lan"), page(world, "Mai", "Ảnh đây", "an upload that is gone")
    kept, refused = await asyncio.gather(world.dispatcher.accept(good), world.dispatcher.accept(bad), return_exceptions=True)
    assert isinstance(refused, UploadGone)
    assert not isinstance(kept, BaseException)
    await world.settle()
    assert (len(lan.hears()), len(mai.hears())) == (1, 0)
    assert states(world) == [("message", "done", 0)]


async def test_something_that_cannot_be_kept_keeps_nobody_else_from_being_heard(world: World) -> None:
    def broken(session: Session) -> list[Incoming]:
        raise ValueError("a mistake in a channel")

    lan, good = page(world, "Lan")
    kept, failed = await asyncio.gather(
        world.dispatcher.accept(good), world.dispatcher.accept(Arrival("web:1", broken)), return_exceptions=True
    )
    assert isinstance(failed, ValueError)
    assert not isinstance(kept, BaseException)
    await world.settle()
    assert len(lan.hears()) == 1


async def test_what_a_page_said_is_kept_with_its_place_even_if_its_desk_fails(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.house.router.commands["contact"] = world.house.router._words["lienhe"] = Route("contact", fail, May.ANYONE)
    _, said = page(world, "Lan")
    assert len(await world.dispatcher.accept(said)) == 1
    shown = world.do(lambda session: [row.place for row in session.exec(select(WebMessage))])
    assert (shown, states(world)) == ([1], [("message", "pending", 0)])
