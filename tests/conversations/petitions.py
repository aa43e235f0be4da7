"""Steps that many conversations about petitions share."""

from sqlmodel import Session, col, select

from storage.attachments import file_here
from storage.models import Attachment, CaseMessage, Petition
from storage.types import FileRef
from tests.factories import worker
from tests.fakes import Chat, World

CHE, MAY = "cs-che-than-uyen", "cs-may-tam-duong"
STORY = "Chuyện ở tổ em, nhờ anh chị xem giúp"
"""Words that tell no topic: then it is asked for."""
PHOTO, VOICE = FileRef("photo", "photo-1"), FileRef("voice", "voice-1")


async def at_preview(world: World, text: str = STORY, unit: str | None = CHE) -> Chat:
    """Lan, who works there, has written a text and sees what will be sent to whom."""
    lan = worker(world, "Lan")
    await to_preview(lan, text, unit)
    return lan


async def to_preview(chat: Chat, text: str = STORY, unit: str | None = CHE) -> None:
    """Write a text and answer what is asked, up to the preview. unit None: they would rather not say."""
    await chat.says(text)
    await to_preview_from_workplace(chat, unit)


async def to_preview_from_workplace(chat: Chat, unit: str | None = CHE) -> None:
    """From the question for the workplace to the preview."""
    if unit is None:
        await chat.presses("Không muốn nói")
    else:
        await chat.forges(f"draft:unit:{_case_in(chat)}:{unit}", message_id=chat.last.message_id)
    if "Tiền lương, tiền thưởng" in chat.labels():
        await chat.presses("Tiền lương")
    assert "Gửi" in chat.labels()


def _case_in(chat: Chat) -> str:
    data = next(b["data"] for row in chat.last.buttons for b in row if b["data"].startswith("draft:unsaid"))
    return data.rpartition(":")[2]


async def quiet(world: World) -> None:
    """Nothing more comes for a while."""
    world.turn(seconds=5)
    await world.settle()


def petitions(world: World) -> list[Petition]:
    """All petitions there are, drafts too."""
    return world.do(lambda session: list(session.exec(select(Petition).order_by(col(Petition.id)))))


def said(world: World, petition_id: int | None = None) -> list[str]:
    """What was said in a petition, or in all of them."""

    def texts(session: Session) -> list[str]:
        query = select(CaseMessage.text).order_by(col(CaseMessage.id))
        if petition_id is not None:
            query = query.where(CaseMessage.petition_id == petition_id)
        return list(session.exec(query))

    return world.do(texts)


def attachments(world: World) -> list[Attachment]:
    """All files there are."""
    return world.do(lambda session: list(session.exec(select(Attachment).order_by(col(Attachment.id)))))


def brought(world: World, content: bytes) -> str:
    """The fetcher brings all that is wanted, each with this content. Returns the digest of it."""
    for row in attachments(world):
        world.do(file_here, row.id, world.house.files, content, row.kind, "image/jpeg", world.clock())
    return attachments(world)[0].digest or ""


def content(world: World, digest: str) -> bytes | None:
    """What is kept under a digest."""
    return world.do(world.house.files.read, digest)
