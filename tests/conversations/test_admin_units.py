"""The union tree from a file that the admin of all sends: shown first, applied after a press."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, select

from handlers.texts import Phrase
from storage import unit_file
from storage.attachments import file_failed, file_here, forget_unused_uploads
from storage.models import Attachment, Unit
from storage.tree import Tree, UnitNode
from storage.types import FileRef
from storage.unit_file import write_units
from storage.units import read_tree
from tests.factories import admin, officer, with_role
from tests.fakes import ROOT as TOP
from tests.fakes import Chat, World

FACTORY = "cs-may-tam-duong"
CSV = "text/csv"
AFTER_JULY_2025 = (TOP / "storage/seed/lai_chau_2025.csv").read_text("utf-8")


def nodes(world: World) -> list[UnitNode]:
    tree: Tree = world.do(read_tree)
    return list(tree)


def changed(world: World) -> str:
    """The tree with one unit more, one with another name, one left out."""
    units = [unit for unit in nodes(world) if unit.code != "cs-xo-so-lai-chau"]
    units = [replace(unit, name="Công đoàn cơ sở May Mới") if unit.code == FACTORY else unit for unit in units]
    return write_units([*units, UnitNode("cs-moi", "co_so", "Công đoàn cơ sở Chè Mới", "huyen-tam-duong")])


def on_the_web(world: World, content: str | bytes, name: str = "donvi.csv", mime: str | None = CSV) -> FileRef:
    """A file that was uploaded on the page: it is here already."""
    data = content.encode() if isinstance(content, str) else content
    digest = world.do(lambda session: world.house.files.keep(session, data))
    return FileRef("file", name=name, mime=mime, size=len(data), digest=digest)


async def asks(chat: Chat) -> None:
    await chat.says("/canbo")
    await chat.presses("Nạp danh sách đơn vị")


async def sends(world: World, chat: Chat, content: str | bytes) -> None:
    await asks(chat)
    await chat.says(files=(on_the_web(world, content),))


async def fetched(world: World, content: str | None) -> None:
    """The fetcher has brought the newest file in, or given it up."""

    def arrive(session: Session) -> None:
        row = session.exec(select(Attachment).order_by(Attachment.id)).all()[-1]
        if content is None:
            file_failed(session, row.id, "failed", world.clock())
        else:
            file_here(session, row.id, world.house.files, content.encode(), "file", CSV, world.clock())

    world.do(arrive)
    await world.settle()


async def test_a_file_is_shown_first_and_changes_nothing_before_the_press(world: World) -> None:
    hoa = admin(world, "Hoa")
    before = nodes(world)
    await sends(world, hoa, changed(world))
    assert "thêm 1, sửa 1, kết thúc 1 đơn vị" in hoa.last.text
    for line in ("Thêm: Công đoàn cơ sở Chè Mới", "Sửa: Công đoàn cơ sở May Mới", "Kết thúc: Công đoàn cơ sở Công ty Xổ số"):
        assert line in hoa.last.text
    assert nodes(world) == before
    world.turn(seconds=5)
    await hoa.presses("Áp dụng")
    assert "Đã áp dụng" in hoa.last.text
    tree = world.do(read_tree)
    assert tree.node("cs-moi").parent == "huyen-tam-duong"
    assert tree.node(FACTORY).name == "Công đoàn cơ sở May Mới"
    assert tree.node("cs-xo-so-lai-chau").valid_to == date(2026, 5, 4)
    await hoa.says("/canbo")
    await hoa.presses("Tìm theo tên")
    await hoa.says("chè mới")
    assert hoa.last.buttons[0][0]["data"] == "admin:unit:cs-moi"


async def test_on_telegram_the_file_is_fetched_first(world: World) -> None:
    hoa = admin(world, "Hoa")
    await asks(hoa)
    await hoa.says(files=(FileRef("file", "ref-1", name="DonVi.CSV", mime="application/vnd.ms-excel", size=900),))
    assert "Tôi đang đọc" in hoa.last.text
    await fetched(world, changed(world))
    assert "thêm 1, sửa 1" in hoa.last.text
    await hoa.presses("Áp dụng")
    assert "cs-moi" in world.do(read_tree)


async def test_a_file_that_cannot_be_fetched_may_be_sent_again(world: World) -> None:
    hoa = admin(world, "Hoa")
    await asks(hoa)
    await hoa.says(files=(FileRef("file", "ref-1", name="donvi.csv"),))
    await fetched(world, None)
    assert "không lấy được tệp" in hoa.last.text
    await hoa.says(files=(on_the_web(world, changed(world)),))
    assert "thêm 1" in hoa.last.text


async def test_a_file_that_comes_after_the_admin_left_is_neither_shown_nor_kept(world: World) -> None:
    hoa = admin(world, "Hoa")
    await asks(hoa)
    await hoa.says(files=(FileRef("file", "ref-1", name="donvi.csv"),))
    await hoa.presses("Hủy")
    hoa.hears()
    await fetched(world, changed(world))
    assert hoa.hears() == []
    world.turn(days=1, minutes=1)
    world.do(forget_unused_uploads, world.house.files, world.clock())
    assert world.do(lambda session: session.exec(select(Attachment)).all()) == []


async def test_a_file_that_comes_after_the_role_ended_is_not_shown(world: World) -> None:
    thu, hoa = admin(world, "Thu"), admin(world, "Hoa")
    await asks(hoa)
    await hoa.says(files=(FileRef("file", "ref-1", name="donvi.csv"),))
    await thu.forges("admin:ended:2")
    hoa.hears()
    await fetched(world, changed(world))
    assert hoa.hears() == ["Anh/chị chưa được giao việc này."]


async def test_the_same_file_again_changes_nothing(world: World) -> None:
    hoa = admin(world, "Hoa")
    await sends(world, hoa, write_units(nodes(world)))
    assert "Không có gì thay đổi" in hoa.last.text
    assert "Áp dụng" not in hoa.labels()


async def test_applying_twice_is_harmless(world: World) -> None:
    hoa = admin(world, "Hoa")
    await sends(world, hoa, changed(world))
    for _ in range(2):
        await hoa.forges("admin:apply")
    assert "Bản xem trước đã cũ" in hoa.last.text


async def test_a_preview_is_shown_again_when_another_admin_changed_the_tree_meanwhile(world: World) -> None:
    hoa, thu = admin(world, "Hoa"), admin(world, "Thu")
    await sends(world, hoa, changed(world))
    await sends(world, thu, write_units([replace(u, name="Khác") if u.code == FACTORY else u for u in nodes(world)]))
    world.turn(seconds=5)
    await thu.presses("Áp dụng")
    before = nodes(world)
    await hoa.presses("Áp dụng")
    assert "Anh/chị có áp dụng không" in hoa.last.text
    assert nodes(world) == before
    await hoa.presses("Áp dụng")
    assert world.do(read_tree).node(FACTORY).name == "Công đoàn cơ sở May Mới"


async def test_a_preview_can_be_dropped(world: World) -> None:
    hoa = admin(world, "Hoa")
    before = nodes(world)
    await sends(world, hoa, changed(world))
    await hoa.presses("Hủy")
    assert "không có gì thay đổi" in hoa.last.text
    await hoa.forges("admin:apply")
    assert nodes(world) == before


async def test_many_changes_are_counted_and_only_the_first_are_named(world: World) -> None:
    hoa = admin(world, "Hoa")
    await sends(world, hoa, AFTER_JULY_2025)
    assert "… và" in hoa.last.text
    assert len(hoa.last.text.splitlines()) < 20


HEADING = "code,kind,name,parent,valid_from,valid_to,communes,example\n"
ROOT = "tinh,tinh,Tỉnh,,,,,\n"
WRONG = {
    "encoding": (HEADING + ROOT).encode() + "a,co_so,Chè Mới,tinh,,,,\n".encode("utf-16"),
    "unreadable": HEADING + ROOT + 'a,co_so,"Chè,tinh,,,,\n',
    "empty": "\n\n",
    "column-unknown": "code,kind,name,parent,boss\ntinh,tinh,Tỉnh,,\n",
    "column-missing": "code,kind,name\ntinh,tinh,Tỉnh\n",
    "column-twice": "code,code,kind,name,parent\ntinh,tinh,tinh,Tỉnh,\n",
    "cells": HEADING + ROOT + "a,co_so,A,tinh\n",
    "missing": HEADING + ROOT + "a,co_so,,tinh,,,,\n",
    "code": HEADING + ROOT + "a b,co_so,A,tinh,,,,\n",
    "code-twice": HEADING + ROOT + "a,co_so,A,tinh,,,,\na,co_so,B,tinh,,,,\n",
    "root-missing": HEADING + "a,co_so,A,a,,,,\n",
    "root-parent": HEADING + "tinh,tinh,Tỉnh,a,,,,\na,co_so,A,tinh,,,,\n",
    "parent-missing": HEADING + ROOT + "a,co_so,A,,,,,\n",
    "parent-unknown": HEADING + ROOT + "a,co_so,A,nowhere,,,,\n",
    "cycle": HEADING + ROOT + "a,co_so,A,b,,,,\nb,co_so,B,a,,,,\n",
    "date": HEADING + ROOT + "a,co_so,A,tinh,01/07/2025,,,\n",
    "dates": HEADING + ROOT + "a,co_so,A,tinh,2025-07-01,2025-06-01,,\n",
    "commune": HEADING + ROOT + "a,co_so,A,tinh,,,Tân Phong,\n",
    "commune-twice": HEADING + ROOT + "a,co_so,A,tinh,,,03387 Tân Phong; 03387 Tân Phong,\n",
    "example": HEADING + ROOT + "a,co_so,A,tinh,,,,yes\n",
}


@pytest.mark.parametrize("reason", WRONG)
async def test_what_is_wrong_with_a_file_is_told_by_line_and_column(world: World, reason: str) -> None:
    hoa = admin(world, "Hoa")
    before = nodes(world)
    await sends(world, hoa, WRONG[reason])
    assert world.house.texts.say("vi", Phrase(f"unit-file-{reason}")) in hoa.last.text
    assert "Dòng " in hoa.last.text
    await hoa.forges("admin:apply")
    assert nodes(world) == before


def test_every_way_to_be_wrong_is_worded_and_tried(world: World) -> None:
    assert WRONG.keys() == unit_file._ENGLISH.keys()
    assert all(world.house.texts.has(f"unit-file-{reason}") for reason in WRONG)


async def test_a_mended_file_can_be_sent_right_away(world: World) -> None:
    hoa = admin(world, "Hoa")
    await sends(world, hoa, WRONG["cycle"])
    await hoa.says(files=(on_the_web(world, changed(world)),))
    assert "thêm 1" in hoa.last.text


@pytest.mark.parametrize(
    "file",
    [
        FileRef("photo", "r", name="donvi.csv"),
        FileRef("file", "r", name="donvi.xlsx"),
        FileRef("file", "r", name="x.pdf", mime="application/pdf"),
    ],
)
async def test_other_files_and_words_are_not_taken(world: World, file: FileRef) -> None:
    hoa = admin(world, "Hoa")
    await asks(hoa)
    await hoa.says("tinh,tinh,Tỉnh")
    await hoa.says(files=(file,))
    assert [text for text in hoa.hears() if "Tôi cần một tệp .csv" in text] == [
        "Tôi cần một tệp .csv. Anh/chị gửi tệp, đừng dán chữ nhé."
    ] * 2
    assert world.do(lambda session: session.exec(select(Attachment)).all()) == []


async def test_a_file_that_is_far_too_large_is_refused_before_it_is_fetched(world: World) -> None:
    hoa = admin(world, "Hoa")
    await asks(hoa)
    await hoa.says(files=(FileRef("file", "r", name="donvi.csv", size=3_000_000),))
    assert "lớn quá 2 MB" in hoa.last.text


async def test_only_the_admin_of_all_may(world: World) -> None:
    hoa = with_role(world, officer(world, "Hoa", "tinh"), "huyen-tam-duong", "admin")
    await hoa.says("/canbo")
    assert "Nạp danh sách đơn vị" not in hoa.labels()
    before = nodes(world)
    for data in ("admin:units", "admin:apply"):
        await hoa.forges(data)
    assert hoa.hears()[-2:] == ["Anh/chị chưa được giao việc này."] * 2
    assert nodes(world) == before


async def test_a_role_that_ended_while_the_preview_was_shown_gives_no_right(world: World) -> None:
    thu, hoa = admin(world, "Thu"), admin(world, "Hoa")
    await sends(world, hoa, changed(world))
    await thu.forges("admin:ended:2")
    await hoa.forges("admin:apply")
    assert "chưa được giao" in hoa.last.text
    assert world.do(lambda session: session.get(Unit, "cs-moi")) is None
