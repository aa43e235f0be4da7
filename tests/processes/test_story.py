"""One case from the first word until it is opened again, told on Telegram to the real program and judged by what people saw."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.commands import invite
from bot.config import load
from tests.processes.house import running, write_config
from tests.processes.stories import CODE
from tests.proofs.planted import PLANTED, leaked, photo, told_to_others
from tests.servers.telegram import Entry, FakeTelegram, Group, Person
from tests.servers.telegram.files import StoredFile

SECONDS = 30
WAGES = "Tiền lương, tiền thưởng"
STORY = "cty no luong 2 thang r ko tra"
OWN, ABOVE, TOP = (
    ("cs-may-tam-duong", "Công đoàn cơ sở Công ty May Tam Đường"),
    ("huyen-tam-duong", "Liên đoàn Lao động huyện Tam Đường"),
    ("tinh", "Liên đoàn Lao động tỉnh Lai Châu"),
)


@dataclass
class Desk:
    """An officer of a unit, and the chat where this officer works: the own one, or a group with topics."""

    officer: Person
    unit: str
    group: Group | None = None

    async def sees(self, words: str) -> Entry:
        """The newest message here that holds these words, also a changed one."""
        return await sees(self.group or self.officer, words)

    async def presses(self, label: str) -> None:
        """A button that stands here."""
        await press(self.officer, label, self.group)

    async def writes(self, asked: str, words: str) -> None:
        """What the bot asks for; in a group it hears replies only."""
        question = await self.sees(asked)
        if self.group:
            await self.officer.replies(question, words, chat=self.group)
        else:
            await self.officer.says(words)

    async def lets_it_leave(self) -> None:
        """What is meant for the worker leaves by itself after a second, in a group after a press."""
        if self.group:
            await self.presses("Gửi")
        await self.sees("Đã gửi cho người lao động")

    async def gets_picture(self) -> StoredFile:
        """The one picture that came here."""
        room = self.group or self.officer
        await room.fake.wait(lambda: any(entry.files for entry in room.seen), SECONDS)
        (picture,) = (file for entry in room.seen for file in entry.files)
        return picture


async def sees(room: Person | Group, words: str) -> Entry:
    """Waits for a message with these words."""

    def newest() -> Entry | None:
        return next((e for e in reversed(room.seen) if e.what in ("sent", "edited") and words in e.text), None)

    entry = await room.fake.wait(newest, SECONDS, lambda: f"{words!r}; the screen ends with {room.screen[-4:]}")
    assert entry is not None
    return entry


async def press(who: Person, label: str, chat: Group | None = None) -> None:
    """Waits until such a button stands on the screen, and presses it."""
    room = chat or who
    await room.fake.wait(lambda: room.keyboard_message(label, None), SECONDS, lambda: f"{label!r} below {room.screen[-4:]}")
    await who.presses(label, chat=chat)


async def sit_down(fake: FakeTelegram, config: Path, *, topics: bool) -> list[Desk]:
    """An officer at each of the three units, by invitation; with `topics` at a group each."""
    settings = load(config)
    desks = []
    for (unit, name), officer in zip((OWN, ABOVE, TOP), ("Mai", "Nam", "Hoa"), strict=True):
        desk = Desk(fake.person(first_name=officer), name)
        await desk.officer.says(await asyncio.to_thread(invite, settings, unit, "officer"))
        await desk.sees("Chào mừng cán bộ")
        if topics:
            desk.group = fake.group(title=name, forum=True, bot="administrator", members=(desk.officer,))
            await desk.officer.says(await asyncio.to_thread(invite, settings, unit, "officer"), chat=desk.group)
            await desk.sees("Từ nay nhóm này là bàn làm việc")
        desks.append(desk)
    return desks


async def send(lan: Person, *, excluded: bool) -> str:
    """The worker writes and sends, anonymous, with or without the own unit. Returns the code of the receipt."""
    await lan.sends_photo(photo(), caption=STORY)
    await press(lan, "Đồng ý cho xử lý kiến nghị của tôi")
    await sees(lan, "Anh/chị làm ở đâu?")
    await lan.says("may tam duong")
    await press(lan, "Công ty May Tam Đường")
    await sees(lan, f"Gửi tới: {OWN[1]}")
    await press(lan, "Ẩn danh: tắt")
    await sees(lan, "Người gửi: Ẩn danh")
    if excluded:
        await press(lan, "Công đoàn nơi tôi làm: được xem")
        await sees(lan, f"Gửi tới: {ABOVE[1]}")
    await press(lan, "Gửi")
    found = CODE.search((await sees(lan, "Mã của anh/chị:")).text)
    assert found is not None
    return found.group()


@pytest.mark.parametrize(
    ("topics", "excluded", "kind"),
    [(False, False, "sqlite"), (False, True, "sqlite"), (True, False, "sqlite"), (True, True, "pg")],
    ids=["private", "private, own unit excluded", "topics", "topics, own unit excluded"],
)
async def test_a_whole_story(
    tmp_path: Path, request: pytest.FixtureRequest, topics: bool, excluded: bool, kind: str
) -> None:  # fmt: skip
    async with FakeTelegram() as fake:
        config = write_config(
            tmp_path, request.getfixturevalue(f"{kind}_url"), channels__telegram__enabled=True,
            channels__telegram__token=fake.token, channels__telegram__api_url=fake.url, desk__undo_seconds=1,
        )  # fmt: skip
        lan = fake.person(
            id=int(PLANTED["number of the chat"]), first_name=PLANTED["first name"], last_name=PLANTED["last name"],
            username=PLANTED["username"],
        )  # fmt: skip
        async with running(config):
            own, above, top = await sit_down(fake, config, topics=topics)
            first, second, third = (above, top, top) if excluded else (own, above, top)
            code = await send(lan, excluded=excluded)

            card = await first.sees(STORY)
            assert all(words in card.text for words in (code, OWN[1], "Người gửi: Ẩn danh"))
            await first.presses("Tiếp nhận")
            await sees(lan, f"{code} đã có cán bộ của {first.unit} tiếp nhận")
            await first.presses("Hỏi thêm")
            await first.writes("Anh/chị cần hỏi người gửi", "Công ty nợ từ tháng nào?")
            await first.lets_it_leave()
            await lan.replies(await sees(lan, "Công ty nợ từ tháng nào?"), "tu thang 3 a")
            await first.sees(f"Người gửi {code} viết thêm:\ntu thang 3 a")
            await first.presses("Chuyển cấp trên")
            await first.writes(f"Vì sao chuyển {code}", "Vượt quyền của chúng tôi")
            await first.sees(f"Đã chuyển {code} tới {second.unit}")
            await sees(lan, f"{code} đã chuyển lên {second.unit}. Lý do: Vượt quyền của chúng tôi")

            card = await second.sees(f"{first.unit} chuyển đến. Lý do: Vượt quyền của chúng tôi")
            assert all(words in card.text for words in (code, STORY, "Công ty nợ từ tháng nào?", "tu thang 3 a"))
            await second.officer.replies(card, "Công ty phải trả trước ngày 15.", chat=second.group)
            await second.lets_it_leave()
            await sees(lan, f"{second.unit} trả lời việc {code}:\n\nCông ty phải trả trước ngày 15.")

            await press(lan, "2")
            await second.sees(f"{code} chấm 2/5 điểm")
            await press(lan, "Tôi chưa hài lòng")
            await sees(lan, "còn điều gì chưa được?")
            await lan.says("van chua tra dong nao")
            await sees(lan, f"{code} được mở lại")
            await third.sees("van chua tra dong nao")
            if third is second:
                await third.sees("Việc được mở lại tại đây")
            else:
                await second.sees(f"{code} đã chuyển tới {third.unit}")
            pictures = [await desk.gets_picture() for desk in (first, second, third)]

        assert {(picture.kind, picture.name) for picture in pictures} == {("photo", f"{code}-1.jpg")}
        assert all(picture.content != photo() for picture in pictures)
        assert fake.calls["forwardMessage"] == fake.calls["copyMessage"] == 0
        sent = {one["file_id"]: one["file_id"] for message in lan.messages.values() for one in message.get("photo", ())}
        assert leaked(told_to_others(fake, lan), PLANTED | sent) == set()
        for group in (desk.group for desk in (first, second, third) if desk.group):
            (thread,) = {e.thread for e in group.seen if e.what in ("sent", "edited") and "bàn làm việc" not in e.text}
            assert {number: topic["name"] for number, topic in group.topics.items()} == {thread: f"{code} · {WAGES}"}
        if excluded:
            assert not any(code in entry.text for chat in (own.officer, own.group) if chat for entry in chat.seen)
