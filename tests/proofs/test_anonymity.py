"""What would tell who an anonymous worker is, planted in every field: nothing of it reaches officers, admins, logs, numbers."""

import asyncio
import base64
import json
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp import ClientSession, CookieJar

from bot.commands import invite
from bot.config import load
from tests.processes.house import House, running, until, write_config
from tests.processes.page import Visitor
from tests.processes.stories import CODE, rows
from tests.proofs.planted import PLANTED, Leaving, document, leaked, photo, told_to_others, toneless
from tests.servers.telegram import FakeTelegram

UNIT, ABOVE = "cs-che-than-uyen", "huyen-than-uyen"
STORY = (
    f"Công ty nợ lương ba tháng. Tôi tên là {PLANTED['name in the text']}, số điện thoại {PLANTED['telephone in the text']}."
)
SECONDS = 60


class Play:
    """A worker on Telegram; officers in a private chat, in a group with topics and on the page; an admin."""

    def __init__(self, fake: FakeTelegram, house: House, visitor: Visitor, session: ClientSession) -> None:
        self.fake, self.house, self.web, self.session = fake, house, visitor, session
        self.worker = fake.person(
            id=int(PLANTED["number of the chat"]), first_name=PLANTED["first name"], last_name=PLANTED["last name"],
            username=PLANTED["username"],
        )  # fmt: skip
        self.officer, self.upper, self.admin = (fake.person(first_name=name) for name in ("Mai", "Tú", "Hạnh"))
        self.group = fake.group(title="Ban", forum=True, bot="administrator", members=(self.upper,))
        self.code = self.case = ""
        self.own: dict[str, str] = {}

    async def seated(self, config: Path) -> None:
        """Everybody takes up a role; the group becomes a desk."""
        settings = load(config)
        codes = await asyncio.to_thread(
            lambda: [
                invite(settings, *seat)
                for seat in ((UNIT, "officer"), (UNIT, "officer"), (ABOVE, "officer"), (ABOVE, "officer"), ("tinh", "admin"))
            ]
        )
        for person, code in ((self.officer, codes[0]), (self.upper, codes[2]), (self.admin, codes[4])):
            await person.says(code)
            await self.sees(person, data="invitation:name")
        await self.web.says(codes[1])
        await self.web.reads("tên")
        await self.web.says("Hà")
        await self.web.reads("Hà")
        await self.upper.says(codes[3], chat=self.group)
        await self.group.awaits("", timeout=SECONDS)

    async def told(self, *, anonymous: bool) -> None:
        """The worker writes, with all that may tell who it is, and sends it."""
        lan = self.worker
        await lan.says(f"/start u_{UNIT}")
        await lan.says(STORY)
        await self.press(lan, "consent:petitions")
        await self.sees(lan, data="petition:send:")
        await lan.sends_contact(PLANTED["telephone on the card"])
        picture = await lan.sends_photo(photo(), caption="Bảng công")
        paper = await lan.sends_document(document(), name=f"{PLANTED['name of the document']}.pdf")
        # with the id of a file anybody could ask the platform for it as it was sent
        self.own = {one["file_id"]: one["file_id"] for one in (*picture["photo"], paper["document"])}
        from_whom = {"id": 77, "is_bot": False, "first_name": "X", "username": PLANTED["user forwarded from"]}
        for origin in (
            {"type": "hidden_user", "date": 1, "sender_user_name": PLANTED["forwarded from"]},
            {"type": "user", "date": 1, "sender_user": from_whom},
        ):
            await lan.sends(text="Ca đêm mười hai tiếng", forward_origin=origin)
        await lan.sends(
            text="Như lời này",
            external_reply={"origin": {"type": "hidden_user", "date": 1, "sender_user_name": PLANTED["name in the quotation"]}},
            quote={"text": "làm thêm giờ", "position": 0},
        )
        if anonymous:
            await self.press(lan, "petition:anonymous:", ends=":on")
            await self.press(lan, "petition:mask:", ends=":on")
        await self.press(lan, "petition:send:")
        if anonymous:
            await self.press(lan, "petition:files:", ends=":no")
        receipt = await self.sees(lan, data="follow:withdraw:")
        self.case = next(data for data in receipt.data if data.startswith("follow:withdraw:")).rpartition(":")[2]
        found = CODE.search(receipt.text)
        assert found is not None
        self.code = found.group()
        await self.sees(self.officer, text=self.code, data=f"case:take:{self.case}")
        await self.web.sees(lambda message: self.has(message, f"case:take:{self.case}"), SECONDS)

    async def answered(self) -> None:
        """Questions, additions, edits, a rating, an answer that does not arrive, lists and searches."""
        lan, mai, case = self.worker, self.officer, self.case
        await self.press(mai, f"case:take:{case}")
        await self.press(mai, f"case:ask:{case}")
        await mai.says("Từ tháng nào?")
        await self.press(lan, f"follow:add:{case}")
        words = f"Từ tháng ba. Gọi {PLANTED['telephone in an addition']} nhé"
        addition = await lan.says(words)
        await self.sees(mai, text="Từ tháng ba")
        await lan.edits(addition, f"Từ tháng tư. Tôi tên là {PLANTED['name in an edit']}")
        await self.sees(mai, text="Từ tháng tư")
        await lan.sends_photo(photo())
        await self.web.says("/hopthu")
        await self.web.says(f"/tim {self.code}")
        await self.web.says("/tim no luong")
        card = await self.web.sees(lambda message: self.has(message, f"case:show:{case}"), SECONDS)
        await self.web.presses(f"case:show:{case}")
        await self.web.says("Chúng tôi đang hỏi công ty.", reply_to=card["place"])
        await self.web.presses("answer:send:")
        await self.sees(lan, text="đang hỏi công ty")
        await self.press(lan, f"follow:rate:{case}:2")
        await self.press(lan, "follow:done:")
        await lan.blocks()
        await mai.replies(await self.sees(mai, data=f"case:take:{case}"), "Mai có lương.")
        await self.press(mai, "answer:send:")
        await self.press(mai, f"case:resend:{case}", before=lan.unblocks)
        await self.sees(lan, text="Mai có lương")
        for words in ("/hopthu", f"/tim {self.code}", "/tim thang tu"):
            await mai.says(words)
        await self.press(mai, f"case:card:{case}")
        await self.press(mai, f"case:show:{case}")

    async def passed_on(self) -> None:
        """Up to a group with topics, back to the worker, reopened above, where nobody is; and taken back."""
        lan, tu, group, case = self.worker, self.upper, self.group, self.case
        await self.press(self.officer, f"case:up:{case}")
        await self.officer.says("Vượt quyền của chúng tôi")
        card = await self.sees(group, data=f"case:take:{case}")
        await tu.replies(card, "Công ty phải trả.", chat=group)
        await self.press(tu, "answer:send:", chat=group)
        await self.sees(lan, text="Công ty phải trả")
        await self.press(tu, f"case:show:{case}", chat=group)
        for words in ("/hopthu", f"/tim {self.code}"):
            await tu.says(words, chat=group)
        await self.press(lan, f"follow:reopen:{case}")
        await lan.says(f"Chưa trả, gọi {PLANTED['telephone in a reopening']}")
        await self.sees(self.admin, text=self.code)
        await self.admin.says("/canbo")
        await self.press(self.admin, "admin:unit:tinh")
        await self.press(self.admin, "admin:cases:tinh")
        await self.press(self.officer, f"case:show:{case}")
        await self.press(lan, "follow:withdraw:")
        await self.press(lan, "follow:withdraw:", ends=":yes")

    async def sees(self, chat: Any, text: str = "", data: str = "", ends: str = "") -> Any:
        """The newest message in a chat with these words and such a button."""
        found: list[Any] = []

        def look() -> bool:
            found[:] = [
                entry for entry in chat.seen
                if entry.what in ("sent", "edited") and text in entry.text
                and (not data or any(one.startswith(data) and one.endswith(ends) for one in entry.data))
            ][-1:]  # fmt: skip
            return bool(found)

        await self.fake.wait(
            look, SECONDS, lambda: f"{text}{data}: {[(e.what, e.text[-200:], e.data) for e in chat.seen][-4:]}"
        )
        return found[0]

    async def press(self, who: Any, data: str, ends: str = "", chat: Any = None, before: Any = None) -> None:
        """Press the newest button with such data, and wait until the press is dealt with."""
        entry = await self.sees(chat or who, data=data, ends=ends)
        if before:
            await before()
        found = next(one for one in entry.data if one.startswith(data) and one.endswith(ends))
        await who.presses_data(found, (chat or who).find(entry), chat)

    @staticmethod
    def has(message: dict[str, Any], data: str) -> bool:
        return any(button["data"].startswith(data) for row in message.get("buttons") or [] for button in row)

    async def on_the_page(self) -> list[Leaving]:
        """Everything that the page of the officer got, and the numbers."""
        things = [Leaving("numbers", (await self.house.asks("/metrics"))[1].encode())]
        for message in list(self.web.messages.values()):
            things.append(Leaving("page", json.dumps(message, ensure_ascii=False).encode()))
            for file in message.get("files") or []:
                async with self.session.get(f"http://127.0.0.1:{self.house.port}/{file['url']}") as answer:
                    assert answer.status == 200
                    things.append(Leaving("file on the page", await answer.read() + str(answer.headers).encode()))
        return things


async def played(tmp_path: Path, url: str, *, anonymous: bool) -> tuple[list[Leaving], dict[str, str]]:
    """What left the program, and the ids of the files that the worker sent."""
    async with FakeTelegram() as fake:
        config = write_config(
            tmp_path, url, channels__telegram__enabled=True, channels__telegram__token=fake.token,
            channels__telegram__api_url=fake.url, channels__telegram__per_second=1000, desk__undo_seconds=0,
        )  # fmt: skip
        async with running(config) as house, ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
            visitor = Visitor()
            page = asyncio.ensure_future(visitor.run(session, f"http://127.0.0.1:{house.port}/"))
            async with asyncio.timeout(SECONDS), visitor.news:
                await visitor.news.wait_for(lambda: bool(visitor.messages))
            play = Play(fake, house, visitor, session)
            await play.seated(config)
            await play.told(anonymous=anonymous)
            if anonymous:
                await play.answered()
                await play.passed_on()
                await until(lambda: rows(url, "SELECT id FROM petition WHERE state = 'withdrawn'"), SECONDS)
                assert any(refusal.code == 403 for _, _, refusal in fake.refusals)
            kinds = {"photo"} if anonymous else {"photo", "document"}
            await fake.wait(lambda: kinds <= {file.kind for entry in play.officer.seen for file in entry.files}, SECONDS)
            things = await play.on_the_page()
            page.cancel()
            await asyncio.gather(page, return_exceptions=True)
            assert await house.end() == 0
        things += [*told_to_others(fake, play.worker), Leaving("log", "".join(house.raw).encode())]
        assert fake.calls["forwardMessage"] == fake.calls["copyMessage"] == 0
        return things, play.own


async def test_nothing_that_tells_who_an_anonymous_worker_is_leaves_the_program(tmp_path: Path, database_url: str) -> None:
    """P1, P2, P3, P4, P5"""
    things, own = await played(tmp_path, database_url, anonymous=True)
    assert {thing.where.split()[0] for thing in things} >= {"log", "numbers", "page", "file", "sendMessage", "sendPhoto"}
    assert not (found := leaked(things)), "\n".join(sorted(found))
    assert own
    assert leaked(things, own) == set()


async def test_of_a_worker_who_gives_the_name_the_same_search_finds_it(tmp_path: Path, sqlite_url: str) -> None:
    """The proof can fail: what is searched for does stand there when nobody asked to hide it."""
    things, _ = await played(tmp_path, sqlite_url, anonymous=False)
    found = {one.partition(":")[0] for one in leaked(things)}
    assert found >= {
        "first name", "last name", "name in the text", "telephone in the text", "telephone on the card",
        "author of the document",
    }  # fmt: skip


@pytest.mark.parametrize("secret", [PLANTED["first name"], PLANTED["name of the document"], PLANTED["telephone in the text"]])
def test_the_search_finds_every_form(secret: str) -> None:
    written = [
        unicodedata.normalize("NFC", secret), unicodedata.normalize("NFD", secret), toneless(secret), secret.upper(),
        quote(secret), quote(unicodedata.normalize("NFD", secret)), json.dumps({"a": secret}),
        *(base64.b64encode(b"x" * shift + secret.encode() + b"yz").decode() for shift in range(4)),
    ]  # fmt: skip
    for form in written:
        assert leaked([Leaving("here", f"before {form} after".encode())], {"it": secret}) == {"it: here"}, form
    assert leaked([Leaving("here", b"nothing of it 0912")], {"it": secret}) == set()
