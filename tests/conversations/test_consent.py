"""Before anything is kept of a worker: the question for consent, and what becomes of words without it."""

import hashlib
from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from handlers.consent import NEWS, VERSION, forget_unconsented
from handlers.context import Context
from handlers.finding import PETITIONS
from handlers.router import May, Route
from handlers.texts import Phrase
from storage.models import Attachment, CaseMessage, Consent, Contact, Inbound, Outbound, Petition, WebMessage
from storage.types import FileRef
from tests.factories import officer
from tests.fakes import ROOT, Chat, World


@pytest.fixture
def taken(world: World) -> list[str]:
    """What the petition desk got to read, in its order."""
    read: list[str] = []

    def take(ctx: Context) -> None:
        read.append(ctx.text or f"{len(ctx.message.files)} files")

    world.house.router.states["any"] = Route("any", take, May.ANYONE)
    return read


def kept(world: World) -> list[Consent]:
    return world.do(lambda session: list(session.exec(select(Consent).order_by(Consent.id))))


def waiting(world: World) -> list[Inbound]:
    return world.do(lambda session: list(session.exec(select(Inbound).where(Inbound.state == "held"))))


def everything_kept(world: World) -> str:
    """All that is written in the database, as one text."""

    def read(session: Session) -> str:
        tables = (Inbound, Outbound, WebMessage, Contact, Attachment)
        return "\n".join(str(row.model_dump()) for table in tables for row in session.exec(select(table)))

    return world.do(read)


def forget(world: World) -> int:
    return world.do(lambda session: forget_unconsented(world.voice(session)))


async def test_a_first_message_waits_and_consent_is_asked_in_a_few_lines(world: World, taken: list[str]) -> None:
    """P9: who keeps it, what, who reads it, before anybody has read a word."""
    lan = world.person("Lan")
    await lan.says("Em co chuyen muon hoi")
    (notice,) = lan.hears()
    assert len(notice.splitlines()) <= 6
    assert world.config.contact.office in notice
    assert "Ai đọc" in notice
    assert lan.labels() == [
        "Đồng ý cho xử lý kiến nghị của tôi", "Đồng ý nhận tin công đoàn", "Không đồng ý", "Xem đầy đủ",
    ]  # fmt: skip
    assert taken == []
    assert kept(world) == []


async def test_on_agreement_the_first_message_is_dealt_with(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    await lan.says("Cong ty no luong 3 thang")
    await lan.presses("Đồng ý cho xử lý")
    assert taken == ["Cong ty no luong 3 thang"]
    assert waiting(world) == []
    assert lan.labels() == ["Đồng ý nhận tin công đoàn"]


async def test_what_was_agreed_to_is_kept_with_text_version_time_and_place(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    await lan.says("no luong")
    world.turn(minutes=3)
    await lan.presses("Đồng ý cho xử lý")
    (consent,) = kept(world)
    assert (consent.purpose, consent.version, consent.address) == (PETITIONS, f"{VERSION}/vi", lan.address)
    assert consent.given == world.clock()


async def test_news_are_agreed_to_apart_and_bring_no_other_agreement(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    await lan.says("no luong")
    await lan.presses("Đồng ý nhận tin")
    assert [consent.purpose for consent in kept(world)] == [NEWS]
    assert taken == []
    assert lan.labels() == ["Đồng ý cho xử lý kiến nghị của tôi", "Không đồng ý", "Xem đầy đủ"]
    await lan.presses("Đồng ý cho xử lý")
    assert [consent.purpose for consent in kept(world)] == [NEWS, PETITIONS]
    assert taken == ["no luong"]


async def test_agreeing_to_petitions_agrees_to_no_news(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    await lan.says("no luong")
    await lan.presses("Đồng ý cho xử lý")
    await lan.says("1")
    assert [consent.purpose for consent in kept(world)] == [PETITIONS]
    assert taken == ["no luong", "1"]


async def test_twenty_messages_before_consent_are_asked_about_once_and_stay_in_order(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    for number in range(20):
        await lan.says(f"chuyen {number}")
        world.turn(seconds=3)
    assert len(lan.hears()) == 1
    await lan.presses("Đồng ý cho xử lý")
    assert taken == [f"chuyen {number}" for number in range(20)]


async def test_whoever_writes_on_much_later_is_asked_again(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    await lan.says("no luong")
    world.turn(minutes=30)
    await lan.says("co ai khong")
    assert len(lan.hears()) == 2


async def test_an_album_before_consent_is_asked_about_once_and_keeps_its_parts(world: World, taken: list[str]) -> None:
    """T5, T10"""
    lan = world.person("Lan")
    for number in range(3):
        await lan.says(files=(FileRef("photo", ref=f"p{number}"),), album="a1", settle=False)
    await world.settle()
    assert len(lan.hears()) == 1
    await lan.presses("Đồng ý cho xử lý")
    assert taken == ["1 files"] * 3


@pytest.mark.parametrize("word", ["đồng ý", "Dong y", "ok", "vâng", "yes"])
async def test_agreement_can_be_typed(world: World, taken: list[str], word: str) -> None:
    lan = world.person("Lan")
    await lan.says("no luong")
    await lan.says(word)
    assert [consent.purpose for consent in kept(world)] == [PETITIONS]
    assert taken == ["no luong"]


async def test_a_first_word_that_says_yes_agrees_to_nothing(world: World, taken: list[str]) -> None:
    """Nobody can agree to what was not shown yet."""
    lan = world.person("Lan")
    await lan.says("ok")
    assert kept(world) == []


async def test_a_photo_whose_caption_says_yes_is_part_of_the_story(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    await lan.says("no luong")
    await lan.says("ok", files=(FileRef("photo", ref="p"),))
    assert kept(world) == []
    assert len(waiting(world)) == 2


async def test_a_sentence_with_the_word_for_yes_is_no_agreement(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    await lan.says("no luong")
    await lan.says("giám đốc không đồng ý trả")
    assert kept(world) == []
    assert len(waiting(world)) == 2


@pytest.mark.parametrize("how", ["Không đồng ý", "ko", "hủy", "thôi"])
async def test_a_refusal_erases_every_word_and_shows_whom_to_call(world: World, taken: list[str], how: str) -> None:
    lan = world.person("Lan Thị Bí Mật")
    await lan.says("chuyen rieng cua toi", raw='{"text": "chuyen rieng cua toi"}')
    lan.hears()
    await lan.says(how)
    assert "chuyen rieng" not in everything_kept(world)
    assert "Bí Mật" not in everything_kept(world)
    assert waiting(world) == []
    assert kept(world) == []
    (told,) = lan.hears()
    assert world.config.contact.hotline in told
    assert "115" in told
    assert "113" in told


async def test_a_refusal_erases_the_words_and_files_of_the_web_page_too(world: World, taken: list[str]) -> None:
    lan = world.person("Lan", channel="web")

    def show(session: Session) -> None:
        upload = Attachment(owner=lan.address, channel="web", kind="file", state="here", digest="d1", name="lan.pdf")
        session.add(upload)
        session.flush()
        shown = {"text": "chuyen rieng", "files": [{"attachment": upload.id, "kind": "file", "name": "lan.pdf", "size": 1}]}
        session.add(WebMessage(address=lan.address, place=1, mine=True, payload=shown))
        session.add(WebMessage(address=lan.address, place=0, mine=True, payload={"unit": "tinh"}))

    world.do(show)
    await lan.says("chuyen rieng", message_id="1", files=(FileRef("file", name="lan.pdf", digest="d1"),))
    await lan.presses("Không đồng ý")
    assert "chuyen rieng" not in everything_kept(world)
    assert "lan.pdf" not in everything_kept(world)
    door, upload = world.do(
        lambda session: (
            session.exec(select(WebMessage).where(WebMessage.place == 0)).one(),
            session.exec(select(Attachment)).one(),
        )
    )
    assert door.payload == {"unit": "tinh"}
    assert upload.upload_id is not None, "the bytes are cleaned away only of uploads that no message names"


async def test_whoever_refused_may_come_back_and_agree(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    await lan.says("lan dau")
    await lan.presses("Không đồng ý")
    lan.hears()
    await lan.says("lan hai")
    assert "đồng ý" in lan.hears()[0]
    await lan.presses("Đồng ý cho xử lý")
    assert taken == ["lan hai"]


async def test_after_a_refusal_a_number_agrees_to_nothing(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    await lan.says("no luong")
    await lan.presses("Không đồng ý")
    await lan.says("1")
    assert kept(world) == []


async def test_pressing_twice_agrees_once(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    await lan.says("no luong")
    await lan.forges("consent:petitions", settle=False)
    await lan.forges("consent:petitions")
    assert len(kept(world)) == 1
    assert taken == ["no luong"]


async def test_an_old_refusal_pressed_after_agreeing_erases_nothing_and_says_how_to_withdraw(
    world: World, taken: list[str]
) -> None:
    lan = world.person("Lan")
    await lan.says("no luong")
    await lan.forges("consent:petitions", settle=False)
    await lan.forges("consent:refuse")
    assert taken == ["no luong"]
    assert len(kept(world)) == 1
    assert any("rút lại" in text and world.config.contact.hotline in text for text in lan.hears())


async def test_a_button_pressed_several_times_before_consent_is_done_once(world: World) -> None:
    done: list[str] = []
    world.house.router.buttons["begin"] = Route("begin", lambda ctx: done.append("begin"), May.ANYONE)
    lan = world.person("Lan")
    for _ in range(3):
        await lan.forges("begin")
    assert len(lan.hears()) == 3, "a press is never left without an answer"
    await lan.presses("Đồng ý cho xử lý")
    assert done == ["begin"]


async def test_numbers_to_call_are_shown_before_consent_is_asked(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    await lan.says("co tai nan o xuong may")
    numbers, notice = lan.hears()
    assert "115" in numbers
    assert "đồng ý" in notice
    await lan.says("tai nan nang lam")
    assert lan.hears() == []
    await lan.presses("Đồng ý cho xử lý")
    assert taken == ["co tai nan o xuong may", "tai nan nang lam"]


async def test_numbers_are_shown_at_once_even_when_the_danger_comes_second(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    await lan.says("anh oi")
    lan.hears()
    await lan.says("co nguoi bi dien giat")
    numbers, notice = lan.hears()
    assert "115" in numbers
    assert "đồng ý" in notice


async def test_an_edited_message_that_waits_says_the_new_words(world: World, taken: list[str]) -> None:
    """T6"""
    lan = world.person("Lan")
    first = await lan.says("no luong 2 thang")
    await lan.edits(first, "no luong 3 thang")
    await lan.presses("Đồng ý cho xử lý")
    assert taken == ["no luong 3 thang"]


async def test_the_full_text_says_who_what_what_for_and_which_rights(world: World, taken: list[str]) -> None:
    """Luật 91/2025 Đ9.2"""
    lan = world.person("Lan")
    await lan.says("no luong")
    await lan.presses("Xem đầy đủ")
    full = lan.hears()[-1]
    card = world.config.contact
    for said in (card.office, card.data_officer, card.hotline, "91/2025/QH15", "rút lại đồng ý", "xóa", "khiếu nại", VERSION):
        assert said in full
    assert "Đồng ý cho xử lý kiến nghị của tôi" in lan.labels()


async def test_what_one_agreed_to_stays_in_the_chat(world: World, taken: list[str]) -> None:
    """Luật 91/2025 Đ9.3: it can be copied and printed later"""
    lan = world.person("Lan")
    await lan.says("no luong")
    await lan.presses("Xem đầy đủ")
    await lan.presses("Đồng ý cho xử lý")
    assert any("91/2025/QH15" in heard.text for heard in lan.log)


async def test_what_nobody_agreed_to_is_forgotten_after_three_days_and_its_person_told(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    await lan.says("chuyen rieng cua toi")
    lan.hears()
    world.turn(hours=71)
    assert forget(world) == 0
    world.turn(hours=1)
    assert forget(world) == 1
    await world.settle()
    assert "chuyen rieng" not in everything_kept(world)
    (told,) = lan.hears()
    assert "72 giờ" in told
    assert forget(world) == 0


async def test_who_wrote_much_is_told_once_and_keeps_what_is_newer(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    for number in range(5):
        await lan.says(f"cu {number}")
    world.turn(hours=71)
    await lan.says("moi")
    lan.hears()
    world.turn(hours=1)
    assert forget(world) == 5
    await world.settle()
    assert len(lan.hears()) == 1
    await lan.forges("consent:petitions")
    assert taken == ["moi"]


async def test_agreeing_too_late_does_not_bring_back_what_is_forgotten(world: World, taken: list[str]) -> None:
    lan = world.person("Lan")
    await lan.says("cu")
    world.turn(hours=72)
    forget(world)
    await lan.forges("consent:petitions")
    assert taken == []
    assert len(kept(world)) == 1
    assert "viết" in lan.hears()[-1]


async def test_an_old_button_of_consent_ends_no_other_conversation(world: World, taken: list[str]) -> None:
    nam = officer(world, "Nam", "tinh")
    world.do(lambda session: _stand(session, nam))
    await nam.forges("consent:petitions")
    assert world.do(lambda session: session.get_one(Contact, nam.address).state) == "case.note"


def _stand(session: Session, chat: Chat) -> None:
    session.get_one(Contact, chat.address).state = "case.note"


async def test_the_rush_of_a_whole_shift_stays_apart(world: World, taken: list[str]) -> None:
    """T21"""
    people = [world.person(f"Người {number}") for number in range(10)]
    for number, one in enumerate(people):
        await one.says(f"toi la {number}", settle=False)
    await world.settle()
    for one in people[::2]:
        await one.presses("Đồng ý cho xử lý", settle=False)
    for one in people[1::2]:
        await one.presses("Không đồng ý", settle=False)
    await world.settle()
    assert sorted(taken) == [f"toi la {number}" for number in range(0, 10, 2)]
    assert len(kept(world)) == 5


@pytest.mark.parametrize("language", ["vi", "en"])
def test_wherever_it_is_promised_that_nobody_reads_danger_to_life_is_named(world: World, language: str) -> None:
    """Luật 91/2025 Đ19: the full text says that help may then be called; the short ones must not promise otherwise."""
    ask = Phrase("consent-ask", office="O", hotline="H", hours=72)
    for words in (Phrase("web-welcome-private"), ask):
        assert {"vi": "tính mạng", "en": "life"}[language] in world.house.texts.say(language, words)


def test_another_text_is_another_version(locale_digest: Callable[[str], str]) -> None:
    """Luật 91/2025 Đ9.3: it must stay known what somebody agreed to. Change VERSION together with these digests."""
    assert VERSION == "2"
    assert locale_digest("vi") == "ec2f6c78fe85f266"
    assert locale_digest("en") == "f2ddb02a1bd13a53"


@pytest.fixture
def locale_digest() -> Callable[[str], str]:
    def digest(language: str) -> str:
        text = (ROOT / "handlers" / "locales" / language / "consent.ftl").read_text("utf-8")
        agreed_to = text[text.index("consent-ask") : text.index("consent-agreed")]
        return hashlib.sha256(agreed_to.encode()).hexdigest()[:16]

    return digest


async def test_what_waited_becomes_one_draft_in_its_order(world: World) -> None:
    """product §2.2: on agreement it is the draft"""
    lan = world.person("Lan")
    await lan.says("cty no luong")
    await lan.says(files=(FileRef("photo", ref="p"),))
    await lan.says("3 thang roi")
    await lan.presses("Đồng ý cho xử lý")

    def read(session: Session) -> tuple[int, list[str], list[str]]:
        said = session.exec(select(CaseMessage).order_by(CaseMessage.id))
        files = session.exec(select(Attachment))
        return (
            len(session.exec(select(Petition)).all()),
            [part.text for part in said],
            [file.kind for file in files],
        )

    assert world.do(read) == (1, ["cty no luong", "", "3 thang roi"], ["photo"])


async def test_a_link_pressed_before_consent_still_knows_the_workplace_afterwards(world: World) -> None:
    lan = world.person("Lan")
    await lan.says("/start u_cs-may-tam-duong")
    await lan.says("cty no luong")
    await lan.presses("Đồng ý cho xử lý")
    (draft,) = world.do(lambda session: list(session.exec(select(Petition))))
    assert (draft.workplace_said, draft.workplace_unit) == ("unit", "cs-may-tam-duong")


async def test_refusing_forgets_the_workplace_of_the_link(world: World) -> None:
    lan = world.person("Lan")
    await lan.says("/start u_cs-may-tam-duong")
    await lan.says("cty no luong")
    await lan.presses("Không đồng ý")
    assert world.do(lambda session: session.get_one(Contact, lan.address).workplace_unit) is None
