"""The secret of a case in a conversation on our page: there for who has not read it yet, covered on our side afterwards."""

import re

from sqlmodel import Session, col, select

from scheduler.registry import JOBS
from storage.contacts import contact_at
from storage.models import Outbound, WebMessage
from storage.types import Arrival, Incoming
from storage.webchat import keep_said, mark_seen, place_sent
from tests.conversations.petitions import to_preview
from tests.factories import worker
from tests.fakes import Chat, World

SECRET = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", re.IGNORECASE)


async def with_receipt(world: World) -> Chat:
    """Somebody on our page who has sent a petition; the receipt has its place in the conversation."""
    lan = worker(world, "Lan", "web")
    await to_preview(lan)
    await lan.presses("Gửi")
    world.do(_place_receipts, world)
    assert SECRET.search(shown(world)[-1])
    return lan


def _place_receipts(session: Session, world: World) -> None:
    for row in session.exec(select(Outbound).where(Outbound.kind == "receipt")):
        if row.payload:
            place_sent(session, row, world.clock())
            row.payload = {}  # as the sender does


def shown(world: World) -> list[str]:
    """What the page gets of all conversations, if it asks for everything again."""
    return world.do(
        lambda session: [row.payload["text"] for row in session.exec(select(WebMessage).order_by(col(WebMessage.id)))]
    )


def sees_all(world: World, chat: Chat) -> None:
    world.do(mark_seen, {chat.address: 1000}, world.clock())


async def after(world: World, days: int) -> None:
    """So many days go by, and the hour of the job comes."""
    world.turn(days=days)
    world.do(lambda session: JOBS["secrets"](world.voice(session)))
    await world.settle()


async def test_a_week_after_it_was_shown_the_secret_of_a_receipt_is_covered_and_the_rest_stays(world: World) -> None:
    lan = await with_receipt(world)
    before = shown(world)[-1]
    sees_all(world, lan)
    await after(world, days=6)
    assert shown(world)[-1] == before
    await after(world, days=1)
    text = shown(world)[-1]
    assert SECRET.search(text) is None
    assert "Mã bí mật: (đã ẩn" in text
    assert "“Tạo mã bí mật mới”" in text, "it says how to get another one"
    assert text.splitlines()[0] == before.splitlines()[0], "the code stays"
    await after(world, days=1)
    assert shown(world)[-1] == text


async def test_a_receipt_that_nobody_has_seen_yet_is_not_covered(world: World) -> None:
    lan = await with_receipt(world)
    await after(world, days=40)
    assert SECRET.search(shown(world)[-1])
    sees_all(world, lan)
    await after(world, days=1)
    assert SECRET.search(shown(world)[-1])
    await after(world, days=6)
    assert SECRET.search(shown(world)[-1]) is None


async def test_a_new_secret_is_covered_too(world: World) -> None:
    lan = await with_receipt(world)
    await lan.presses("Theo dõi")
    await lan.presses("Tạo mã bí mật mới")
    await lan.presses("Tạo mã mới")
    world.do(_place_receipts, world)
    sees_all(world, lan)
    await after(world, days=7)
    assert [text for text in shown(world) if SECRET.search(text)] == []


async def test_a_secret_that_was_typed_is_covered_where_it_was_typed(world: World) -> None:
    lan, hoa = await with_receipt(world), worker(world, "Hoa", "web")
    found = SECRET.search(shown(world)[-1])
    code = re.search(r"Mã của anh/chị: (\w+)", shown(world)[-1])
    assert found
    assert code
    typed = f"{code[1]} {found[0].lower()}"
    said = Incoming(channel="web", bot="web", external_id="1", address=hoa.address, sender=hoa.address, text=typed)
    await world.dispatcher.accept(
        Arrival(hoa.address, lambda session: keep_said(session, said, "1", [], {"text": typed}, world.clock()))
    )
    await world.settle()
    assert shown(world)[-1] == typed
    sees_all(world, lan)
    await after(world, days=7)
    assert [text for text in shown(world) if SECRET.search(text)] == []


async def test_it_says_so_in_the_readers_language(world: World) -> None:
    lan = await with_receipt(world)
    world.do(_prefer_english, lan)
    sees_all(world, lan)
    await after(world, days=7)
    assert "hidden by now" in shown(world)[-1]


def _prefer_english(session: Session, chat: Chat) -> None:
    contact = contact_at(session, chat.address)
    assert contact is not None
    contact.language = "en"
