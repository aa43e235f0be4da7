"""What the tests of following share: an officer who answers, a look at a case as it is kept."""

from sqlmodel import Session, col, select

from storage.models import CaseMessage, Petition
from tests.fakes import Chat, Heard, World


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
