"""Files of a case that come in after its card, or never."""

from sqlmodel import Session, col, select

from storage.models import Attachment, CaseMessage
from storage.types import Incoming
from tests.factories import case, officer, worker
from tests.fakes import Chat, World

UNIT = "huyen-than-uyen"


async def case_with_file(world: World, *, allowed: bool = True) -> tuple[Chat, Chat, int]:
    """An officer with the card of a case, its worker, and a picture of hers that is still being fetched."""
    minh, lan = officer(world, "Minh", UNIT), worker(world, "Lan")
    number = case(world, lan, unit=UNIT)
    file = world.do(_attach, number, lan, allowed)
    await world.settle()
    minh.hears(), lan.hears()
    return minh, lan, file


def _attach(session: Session, case_id: int, author: Chat, allowed: bool) -> int:
    said = session.exec(select(CaseMessage).where(CaseMessage.petition_id == case_id)).one()
    file = Attachment(
        petition_id=case_id, case_message_id=said.id, owner=author.address, channel="telegram", kind="photo", allowed=allowed
    )
    session.add(file)
    session.flush()
    return file.id


async def becomes(world: World, chat: Chat, file: int, state: str) -> None:
    """The fetcher reports what became of a file."""
    world.do(lambda session: setattr(session.get(Attachment, file), "state", state))
    kind = "file_here" if state == "here" else "file_failed"
    await chat.does(Incoming("house", "", f"{kind}/{file}", chat.address, chat.address, kind, extra={"attachment": file}))


async def test_a_file_that_comes_in_after_the_card_is_laid_before_the_desk(world: World) -> None:
    minh, lan, file = await case_with_file(world)
    await becomes(world, lan, file, "here")
    assert minh.last.payload["file"] == file
    assert "Lan" not in str(minh.last.payload)


async def test_a_file_that_the_worker_has_not_allowed_stays_where_it_is(world: World) -> None:
    """P4"""
    minh, lan, file = await case_with_file(world, allowed=False)
    await becomes(world, lan, file, "here")
    await becomes(world, lan, file, "failed")
    assert minh.hears() == []


async def test_a_file_that_never_comes_is_told_to_who_sent_it_and_to_the_desk(world: World) -> None:
    """T8"""
    minh, lan, file = await case_with_file(world)
    await becomes(world, lan, file, "too_big")
    assert lan.hears() == ["Một tệp của anh/chị lớn quá, tôi không nhận được. Anh/chị gửi tệp nhỏ hơn nhé."]
    assert "không tải về được" in minh.hears()[0]


async def test_a_file_that_comes_while_the_card_still_waits_goes_with_the_card(world: World) -> None:
    minh, lan, file = await case_with_file(world)
    world.do(lambda session: setattr(session.exec(select(Attachment).order_by(col(Attachment.id))).first(), "state", "here"))
    hoa = officer(world, "Hoa", UNIT)
    await becomes(world, lan, file, "here")
    assert hoa.log == []
    await hoa.forges("case:card:1")
    assert [heard.payload.get("file") for heard in hoa.log] == [None, file]
    assert minh.last.payload["file"] == file
