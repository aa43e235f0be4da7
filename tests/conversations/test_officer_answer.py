"""An officer answers: by reply, by code, in a group, with files; takes it back, changes it, or comes second."""

from typing import Any

from sqlmodel import Session, col, select

from storage.models import Attachment, CaseMessage, Desk, Officer, Outbound, Petition, Revision
from storage.types import FileRef, Incoming
from tests.factories import case, officer, worker
from tests.fakes import Chat, World

UNIT = "huyen-than-uyen"
NAME = "Liên đoàn Lao động huyện Than Uyên"


async def at_desk(world: World, **values: Any) -> tuple[Chat, Chat, int]:
    """An officer, a worker, and a case of hers at his desk; both have read everything."""
    minh, lan = officer(world, "Minh", UNIT), worker(world, "Lan")
    number = case(world, lan, unit=UNIT, **values)
    await world.settle()
    minh.hears(), lan.hears()
    return minh, lan, number


async def pass_time(world: World, **by: float) -> None:
    world.turn(**by)
    await world.settle()


def petition(world: World, number: int) -> Petition:
    found = world.do(lambda session: session.get(Petition, number))
    assert isinstance(found, Petition)
    return found


def group_desk(world: World, title: str = "Than Uyên") -> Chat:
    group = world.group(title)
    world.do(lambda session: session.add(Desk(unit_code=UNIT, address=group.address, group=True, card_due=world.clock())))
    return group


async def test_a_reply_to_the_card_reaches_the_worker_after_ten_seconds_in_the_name_of_the_unit(world: World) -> None:
    minh, lan, number = await at_desk(world)
    code = petition(world, number).code
    await minh.says("Công ty trả lương ngày mai", reply_to=minh.log[0])
    assert minh.last.text == f"Tin cho {code} sẽ gửi sau 10 giây."
    await pass_time(world, seconds=9)
    assert lan.hears() == []
    await pass_time(world, seconds=1)
    [answer] = lan.hears()
    assert answer.startswith(f"{NAME} trả lời việc {code}:\n\nCông ty trả lương ngày mai")
    assert "Minh" not in answer
    assert [b["data"] for row in lan.last.buttons for b in row] == [
        *(f"follow:rate:{number}:{points}" for points in range(1, 6)), f"follow:reopen:{number}", f"follow:add:{number}",
    ]  # fmt: skip
    assert petition(world, number).state == "answered"
    assert minh.last.replaced
    assert minh.last.text == f"Đã gửi cho người lao động ({code})."


async def test_a_reply_to_any_message_of_the_case_answers_it_also_one_that_was_typed_there(world: World) -> None:
    """T20"""
    minh, lan, _ = await at_desk(world)
    first = await minh.says("Chúng tôi đã nhận", reply_to=minh.log[0])
    await pass_time(world, seconds=10)
    lan.hears()
    await minh.does(minh._incoming(None, kind="message", text="Bổ sung thêm", message_id="77", reply_to=first.message_id))
    await pass_time(world, seconds=10)
    assert "Bổ sung thêm" in lan.hears()[0]
    await minh.says("Và nữa", reply_to=minh.last)
    await pass_time(world, seconds=10)
    assert "Và nữa" in lan.hears()[0]


async def test_an_answer_taken_back_in_time_never_reaches_the_worker_whatever_is_pressed_then(world: World) -> None:
    minh, lan, number = await at_desk(world)
    await minh.says("Nhầm rồi", reply_to=minh.log[0])
    await minh.presses("Hoàn tác")
    said = world.do(lambda session: session.exec(select(CaseMessage.id).where(CaseMessage.text == "Nhầm rồi")).one())
    await minh.forges(f"answer:undo:{number}:{said}")
    await minh.forges(f"answer:send:{number}:{said}:1")
    await pass_time(world, seconds=60)
    assert lan.hears() == []
    assert petition(world, number).state == "new"
    await minh.forges(f"case:show:{number}")
    assert "Nhầm rồi" not in minh.last.text


async def test_undo_after_the_answer_has_left_says_so(world: World) -> None:
    minh, lan, _number = await at_desk(world)
    await minh.says("Đã xong", reply_to=minh.log[0])
    undo = minh.last.buttons[0][0]["data"]
    await pass_time(world, seconds=10)
    await minh.forges(undo)
    assert minh.last.text == "Tin này đã gửi rồi, không lấy lại được."
    assert len(lan.hears()) == 1


async def test_an_answer_leaves_once_however_often_the_bell_rings(world: World) -> None:
    minh, lan, number = await at_desk(world)
    await minh.says("Một lần", reply_to=minh.log[0])
    said = world.do(lambda session: session.exec(select(CaseMessage.id).where(CaseMessage.text == "Một lần")).one())
    for again in ("a", "b"):
        await minh.does(
            Incoming(
                "house", "", f"again/{again}", minh.address, minh.address, "answer_due", extra={"case": number, "said": said}
            )
        )
    await pass_time(world, seconds=10)
    assert len(lan.hears()) == 1


async def test_what_is_edited_before_it_leaves_leaves_as_it_was_edited(world: World) -> None:
    """T6"""
    minh, lan, _ = await at_desk(world)
    typed = await minh.says("Mai tra luong", reply_to=minh.log[0])
    await minh.edits(typed, "Mai công ty trả lương")
    await pass_time(world, seconds=10)
    assert "Mai công ty trả lương" in lan.hears()[0]


async def test_what_is_edited_after_it_left_is_changed_at_the_workers_and_kept_as_it_was(world: World) -> None:
    """T6"""
    minh, lan, number = await at_desk(world)
    typed = await minh.says("Trả ngày 5/5", reply_to=minh.log[0])
    await pass_time(world, seconds=10)
    lan.hears()
    await minh.edits(typed, "Trả ngày 6/5")
    assert lan.hears() == []
    assert lan.last.replaced
    assert "Trả ngày 6/5" in lan.last.text
    assert world.do(lambda session: [row.text for row in session.exec(select(Revision))]) == ["Trả ngày 5/5"]
    await minh.forges(f"case:show:{number}")
    assert "đã sửa" in minh.last.text


async def test_an_answer_of_somebody_whose_role_ended_meanwhile_does_not_leave(world: World) -> None:
    minh, lan, _number = await at_desk(world)
    await minh.says("Gửi trộm", reply_to=minh.log[0])
    world.do(_end_role_only, minh)
    await pass_time(world, seconds=10)
    assert lan.hears() == []
    assert "Tin chưa được gửi" in minh.last.text


def _end_role_only(session: Session, chat: Chat) -> None:
    for role in session.exec(select(Officer).where(Officer.address == chat.address)):
        role.ended = chat.world.clock()


async def test_the_second_of_two_officers_reads_what_was_just_sent_and_is_asked(world: World) -> None:
    """R6"""
    minh, lan, number = await at_desk(world)
    hoa = officer(world, "Hoa", UNIT)
    await minh.says("Trả lời của Minh", reply_to=minh.log[0])
    world.turn(seconds=3)
    await hoa.forges(f"case:card:{number}")
    await hoa.says("Trả lời của Hoa", reply_to=hoa.log[0])
    await pass_time(world, seconds=10)
    await pass_time(world, seconds=10)
    assert len(lan.hears()) == 1
    assert "Trả lời của Minh" in hoa.last.text
    assert "vẫn gửi" in hoa.last.text
    await hoa.presses("Gửi")
    assert "Trả lời của Hoa" in lan.hears()[0]


async def test_who_answers_a_case_that_a_colleague_has_is_asked_first(world: World) -> None:
    """R6"""
    minh, lan, number = await at_desk(world)
    hoa = officer(world, "Hoa", UNIT)
    await minh.forges(f"case:take:{number}")
    lan.hears()
    await hoa.forges(f"case:card:{number}")
    await hoa.says("Tôi trả lời thay", reply_to=hoa.log[0])
    await pass_time(world, seconds=60)
    assert lan.hears() == []
    await hoa.presses("Hủy")
    assert hoa.last.text == "Đã dừng. Người lao động chưa nhận được gì."


async def test_only_in_a_group_is_an_officer_told_to_write_by_replying(world: World) -> None:
    minh, lan = officer(world, "Minh", UNIT), worker(world, "Lan")
    group = group_desk(world)
    case(world, lan, unit=UNIT)
    await world.settle()
    await minh.presses("Trả lời")
    assert "trả lời ngay tin này" not in minh.last.text
    await minh.presses("Trả lời", at=group)
    assert group.last.text.endswith("Anh/chị viết bằng cách trả lời ngay tin này.")


async def test_in_a_group_nothing_leaves_before_somebody_with_a_role_presses_send(world: World) -> None:
    minh, hoa, lan = officer(world, "Minh", UNIT), officer(world, "Hoa", UNIT), worker(world, "Lan")
    guest = world.person("Khách")
    group = group_desk(world)
    number = case(world, lan, unit=UNIT)
    await world.settle()
    lan.hears()
    await guest.says("Tôi gửi cho", at=group, reply_to=group.log[0])
    assert guest.last.text == "Anh/chị không mở được việc này."
    await minh.says("Ý kiến: mai trả lương", at=group, reply_to=group.log[0])
    assert group.last.text == f"Gửi cho người lao động ({petition(world, number).code})?"
    await pass_time(world, minutes=5)
    await guest.presses("Gửi", at=group)
    assert lan.hears() == []
    await hoa.presses("Gửi", at=group)
    assert "mai trả lương" in lan.hears()[0]
    assert group.last.text == f"Đã gửi cho người lao động ({petition(world, number).code})."


async def test_hash_code_and_text_answer_where_a_channel_has_no_replies(world: World) -> None:
    minh, lan, number = await at_desk(world)
    code = petition(world, number).code or ""
    await minh.says(f"#{code.lower()} Mai có lương\nAnh/chị yên tâm")
    await pass_time(world, seconds=10)
    assert "Mai có lương\nAnh/chị yên tâm" in lan.hears()[0]
    await minh.says("#ZZZZ không có việc này")
    assert minh.last.text == "Anh/chị không mở được việc này."


async def test_hash_code_of_an_other_units_case_does_nothing(world: World) -> None:
    _, lan, number = await at_desk(world)
    xa = officer(world, "Xa", "huyen-tan-uyen")
    await xa.says(f"#{petition(world, number).code} tôi trả lời")
    await pass_time(world, seconds=10)
    assert xa.last.text == "Anh/chị không mở được việc này."
    assert lan.hears() == []


async def test_files_of_an_answer_reach_the_worker_under_a_neutral_name(world: World) -> None:
    """T7"""
    minh, lan, _number = await at_desk(world)
    paper = FileRef("file", name="Minh-rieng-tu.pdf", mime="application/pdf", size=10, digest="ab12")
    await minh.says("Xem quyết định", reply_to=minh.log[0], files=(paper,))
    await pass_time(world, seconds=10)
    assert lan.log[-2].payload.get("file") or lan.log[-1].payload.get("file")
    assert not any("Minh" in str(heard.payload) for heard in lan.log)


async def test_a_file_that_comes_in_after_the_answer_left_follows_it(world: World) -> None:
    minh, lan, _number = await at_desk(world)
    await minh.says("Xem ảnh", reply_to=minh.log[0], files=(FileRef("photo", ref="tg-1"),))
    await pass_time(world, seconds=10)
    assert [heard.payload.get("file") for heard in lan.log] == [None]
    file = world.do(_arrives)
    house = Incoming("house", "", "file/1", minh.address, minh.address, "file_here", extra={"attachment": file})
    await minh.does(house)
    assert lan.last.payload["file"] == file


def _arrives(session: Session) -> int:
    file = session.exec(select(Attachment)).one()
    file.state, file.digest = "here", "ab12"
    return file.id


async def test_an_album_is_one_answer_also_when_it_was_asked_for_by_a_button(world: World) -> None:
    """T5"""
    minh, lan, _number = await at_desk(world)
    await minh.presses("Trả lời")
    for part in ("a", "b", "c"):
        text = "Ba trang" if part == "a" else None
        await minh.says(text, files=(FileRef("photo", digest=part),), album="9")
    await pass_time(world, seconds=10)
    assert [heard.payload.get("file") is not None for heard in lan.log] == [False, True, True, True]
    assert world.do(lambda s: len(s.exec(select(CaseMessage).where(CaseMessage.author == "answer")).all())) == 1
    assert not world.do(lambda s: s.exec(select(Petition).where(Petition.state == "draft")).all())


async def test_a_late_picture_of_an_album_does_not_leave_when_the_case_went_on(world: World) -> None:
    minh, lan, number = await at_desk(world)
    await minh.presses("Trả lời")
    await minh.says("Hai trang", files=(FileRef("photo", digest="a"),), album="9")

    def gives_away(session: Session) -> None:
        session.get_one(Petition, number).unit_code = "tinh"

    world.do(gives_away)
    lan.hears()
    await minh.says(None, files=(FileRef("photo", digest="b"),), album="9")
    await pass_time(world, seconds=10)
    assert not [heard for heard in lan.log if heard.payload.get("file")]


async def test_a_question_waits_for_the_worker_and_the_desk_reads_the_reply(world: World) -> None:
    minh, lan, number = await at_desk(world)
    await minh.presses("Hỏi thêm")
    await minh.says("Tháng nào chưa có lương?")
    await pass_time(world, seconds=10)
    assert "Tháng nào chưa có lương?" in lan.hears()[0]
    assert petition(world, number).state == "asked"
    question = lan.last
    minh.hears()
    await lan.says("Tháng ba và tháng tư", reply_to=question)
    await world.settle()
    assert petition(world, number).state == "taken"
    assert any("Tháng ba và tháng tư" in said for said in minh.hears())


async def test_an_empty_reply_is_no_answer(world: World) -> None:
    minh, lan, _ = await at_desk(world)
    await minh.says("   ", reply_to=minh.log[0])
    await pass_time(world, seconds=10)
    assert "chưa có nội dung" in minh.last.text
    assert lan.hears() == []


async def test_a_withdrawn_case_takes_no_answer(world: World) -> None:
    minh, lan, number = await at_desk(world)
    await minh.says("Trả lời muộn", reply_to=minh.log[0])
    world.do(lambda session: setattr(session.get(Petition, number), "state", "withdrawn"))
    await pass_time(world, seconds=10)
    assert lan.hears() == []
    assert "Người gửi đã rút" in minh.last.text


async def test_an_answer_that_did_not_arrive_is_told_to_the_desk_and_sent_again_once(world: World) -> None:
    minh, lan, number = await at_desk(world)
    await minh.says("Mai có lương", reply_to=minh.log[0])
    lan.unreachable = True
    await pass_time(world, seconds=10)
    await minh.does(failed(world, "answer"))
    assert "chưa tới được" in minh.last.text
    await minh.forges(f"case:show:{number}")
    assert "Minh trả lời · chưa tới được" in minh.last.text
    lan.unreachable = False
    await minh.presses("Gửi lại")
    assert "Mai có lương" in lan.hears()[0]
    await minh.presses("Gửi lại")
    assert minh.last.text.startswith("Không còn tin nào cần gửi lại")
    assert lan.hears() == []


def failed(world: World, kind: str) -> Incoming:
    """What the postman tells the house of the newest message that did not arrive."""
    query = select(Outbound).where(Outbound.kind == kind, Outbound.state == "failed").order_by(col(Outbound.id).desc())
    row = world.do(lambda session: session.exec(query).first())
    assert row is not None
    return Incoming(
        "house",
        "",
        f"failed/{row.id}",
        row.address,
        row.address,
        "delivery_failed",
        extra={"outbound": row.id, "error": "Gone"},
    )
