"""What the tests of following share: a worker and an officer with a case between them, and a look at what is kept of it."""

from typing import Any

from sqlmodel import Session, col, select

from storage.models import Attachment, CaseMessage, Petition
from storage.types import FileRef
from tests.factories import case, officer, worker
from tests.fakes import Chat, Heard, World

UNIT = "cs-che-than-uyen"


def kept(world: World, case: int) -> Petition:
    """The case as it is kept now."""
    found: Petition = world.do(lambda session: session.get_one(Petition, case))
    return found


def said(world: World, case: int) -> list[CaseMessage]:
    """What the worker said in a case, in order."""

    def read(session: Session) -> list[CaseMessage]:
        query = select(CaseMessage).where(CaseMessage.petition_id == case, CaseMessage.author == "worker")
        return list(session.exec(query.order_by(col(CaseMessage.id))))

    found: list[CaseMessage] = world.do(read)
    return found


def card(officer: Chat, case: int) -> Heard:
    """The newest card of a case in an officer's chat."""
    return next(heard for heard in reversed(officer.log) if heard.kind == "card" and heard.petition_id == case)


async def answers(world: World, officer: Chat, case: int, text: str) -> None:
    """An officer replies to the card, and does not take it back."""
    await officer.says(text, reply_to=card(officer, case))
    world.turn(seconds=11)
    await world.settle()


async def asks(world: World, officer: Chat, case: int, text: str) -> None:
    """An officer asks the worker something."""
    await officer.presses(f"case:ask:{case}")
    await officer.says(text)
    world.turn(seconds=11)
    await world.settle()


def data(chat: Chat) -> list[str]:
    """What the buttons of the newest message with buttons mean."""
    newest = next(heard for heard in reversed(chat.log) if heard.buttons)
    return [button["data"] for row in newest.buttons for button in row]


def photo(number: int) -> FileRef:
    """A picture whose content is here."""
    return FileRef("photo", digest=f"d{number}", mime="image/jpeg")


async def sends_album(chat: Chat, count: int, caption: str, first: int = 0) -> None:
    """Several pictures as one album, the caption at the first."""
    for number in range(first, first + count):
        await chat.says(caption if number == 0 else None, files=(photo(number),), album="a1", settle=False)
    await chat.world.settle()


async def open_one(world: World, text: str = "Chậm lương hai tháng", **values: Any) -> tuple[Chat, Chat, int]:
    """A worker, an officer who has read the card, and the case between them."""
    hoa = officer(world, "Hoa", UNIT)
    lan = worker(world, "Lan")
    number = case(world, lan, text, unit=UNIT, **values)
    await world.settle()
    hoa.hears()
    return lan, hoa, number


def files_of(world: World, case: int) -> list[Attachment]:
    """The files of a case."""

    def read(session: Session) -> list[Attachment]:
        return list(session.exec(select(Attachment).where(Attachment.petition_id == case)))

    found: list[Attachment] = world.do(read)
    return found


def drafts(session: Session) -> list[Petition]:
    """What is being written."""
    return list(session.exec(select(Petition).where(Petition.state == "draft")))
