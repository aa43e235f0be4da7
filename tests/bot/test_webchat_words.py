"""What a page may say: how long, how often, and that it stays what it is: plain text."""

from collections.abc import AsyncIterator
from pathlib import Path

import orjson
import pytest
from aiohttp import WSMsgType

from storage.database import Database
from storage.models import Attachment
from tests.bot.webchat_site import Site, Tab, open_site

SCRIPT = "</script><img src=x onerror=\"alert('1')\">&amp;"


@pytest.fixture
def db(sqlite_url: str) -> Database:
    """Nothing here depends on the kind of database."""
    return Database(sqlite_url)


@pytest.fixture
async def site(db: Database, tmp_path: Path) -> AsyncIterator[Site]:
    async with open_site(db, tmp_path / "files", messages_per_minute=5) as opened:
        yield opened


async def arrives(site: Site, unit: str | None = None) -> Tab:
    lan = await site.visitor()
    await lan.opens()
    return await lan.connects(unit=unit)


async def test_what_people_write_comes_back_letter_for_letter_as_json(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()
    await tab.says(SCRIPT)
    await site.tell(lan.address, SCRIPT, buttons=[[{"label": SCRIPT, "data": "a:b"}]])
    await tab.sends(type="press", id="p", data="a:b", label=SCRIPT, place=2)
    said, told, pressed = await tab.hears_all(3)
    assert said["text"] == told["text"] == pressed["text"] == told["buttons"][0][0]["label"] == SCRIPT
    assert site.inbox()[1].text == SCRIPT


async def test_a_file_name_stays_text_everywhere(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()
    name = "<script>';\u202egpj.pdf"
    assert (await lan.uploads(b"%PDF-1.7", name, client_id="u"))[0] == 200
    await tab.says("", files=["u"])
    shown = (await tab.hears_message())["files"][0]
    assert shown["name"] == "<script>';gpj.pdf"
    answer = await lan.get(f"/{shown['url']}")
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%3Cscript%3E%27%3Bgpj.pdf"


async def test_twenty_thousand_letters_are_taken_and_one_more_is_refused_with_words(site: Site) -> None:
    tab = await arrives(site)
    await tab.says("ễ" * 20_000, "fits")
    assert await tab.hears() == {"type": "kept", "id": "fits"}
    assert len((await tab.hears_message())["text"]) == 20_000
    await tab.says("ễ" * 20_001, "long")
    assert await tab.hears() == {"type": "refused", "id": "long", "reason": "too_long", "text": "long [vi]"}
    await tab.says("ễ" * 600_000, "longer")  # T8: refused, not cut off, or the page would say it again for ever
    assert (await tab.hears())["reason"] == "too_long"


async def test_letters_typed_in_pieces_are_kept_whole(site: Site) -> None:
    """L5: NFD as some phones type it; 20,000 letters are counted after composing."""
    tab = await arrives(site)
    await tab.says("ê\u0303" * 20_000, "nfd")
    assert (await tab.hears())["type"] == "kept"
    assert site.inbox()[1].text == "ễ" * 20_000


async def test_who_says_too_much_is_told_to_wait_and_loses_nothing(site: Site) -> None:
    tab = await arrives(site)
    for number in range(5):
        await tab.says(str(number), f"m{number}")
    await tab.says("5", "m5")
    heard = [await tab.hears() for _ in range(11)]
    assert {"type": "refused", "id": "m5", "reason": "too_fast", "text": "fast [vi]"} in heard
    await tab.says("4", "m4")
    assert await tab.hears() == {"type": "kept", "id": "m4"}, "it was kept before: repeating it is not too much"
    site.clock.turn(minutes=1)
    await tab.says("5", "m5")
    assert await tab.hears() == {"type": "kept", "id": "m5"}
    assert [m.text for m in site.inbox()[1:]] == ["0", "1", "2", "3", "4", "5"]


async def test_one_who_says_too_much_keeps_nobody_else_from_talking(site: Site) -> None:
    loud, quiet = await arrives(site), await arrives(site)
    for number in range(7):
        await loud.says(str(number))
    await quiet.says("Chậm lương", "q")
    assert await quiet.hears() == {"type": "kept", "id": "q"}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"text": " \n "}, "empty"),
        ({"text": None}, "unreadable"),
        ({"text": "a", "files": "u"}, "unreadable"),
        ({"text": "a", "files": [1]}, "unreadable"),
        ({"text": "a", "files": [f"u{n}" for n in range(21)]}, "too_many_files"),
        ({"text": "a", "files": ["never-uploaded"]}, "file_gone"),
        ({"type": "press", "place": 0, "data": "a", "label": "b"}, "unreadable"),
        ({"type": "press", "place": 1, "data": None, "label": "b"}, "unreadable"),
        ({"type": "press", "place": True, "data": "a", "label": "b"}, "unreadable"),
    ],
)
async def test_what_makes_no_message_is_refused_and_nothing_of_it_is_kept(
    site: Site, said: dict[str, object], reason: str
) -> None:
    tab = await arrives(site)
    await tab.sends(**{"type": "say", "id": "x", "text": "", "files": [], "reply_to": None, **said})
    refused = await tab.hears()
    assert (refused["type"], refused["id"], refused["reason"]) == ("refused", "x", reason)
    assert refused["text"].endswith("[vi]")
    assert [m.text for m in site.inbox()] == ["/start"]


@pytest.mark.parametrize("frame", ["no json", "[1]", '"text"', '{"type": '])
async def test_a_page_that_does_not_speak_our_language_is_hung_up_on(site: Site, frame: str) -> None:
    tab = await arrives(site)
    await tab.socket.send_str(frame)
    closed = await tab.socket.receive(timeout=10)
    assert (closed.type, closed.data) == (WSMsgType.CLOSE, 1003)


async def test_words_of_a_newer_page_that_we_do_not_know_are_passed_over(site: Site) -> None:
    tab = await arrives(site)
    await tab.sends(type="typing")
    await tab.sends(type="seen", place="1")
    await tab.sends(type="say", id={"not": "a string"}, text="x")
    await tab.hears_nothing_more()


async def test_a_unit_that_is_no_code_is_passed_over(site: Site) -> None:
    await arrives(site, unit=SCRIPT)
    assert [m.text for m in site.inbox()] == ["/start"]


async def test_only_plain_values_of_a_file_leave_the_house(site: Site) -> None:
    """Digest, owner and row of a file are nobody's business."""
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()
    await lan.uploads(b"hello", "a.txt", client_id="u")
    row = site.do(lambda s: s.get(Attachment, 1))
    await tab.says("", files=["u"])
    message = await tab.hears_message()
    assert message["files"] == [{"url": "files/1-0", "kind": "file", "name": "a.txt", "size": 5}]
    assert row.digest not in orjson.dumps(message).decode()
