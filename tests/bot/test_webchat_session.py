"""Who may open a page and whose conversation it is: cookies, limits, what stands in the page."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError

from bot.channels.webchat_limits import Allowance
from storage.database import Database
from storage.models import Contact
from tests.bot.webchat_site import Site, open_site
from tests.fakes import HandSetClock

SCRIPT = "<script>alert('1')</script>\"&"


@pytest.fixture
def db(sqlite_url: str) -> Database:
    """Nothing here depends on the kind of database."""
    return Database(sqlite_url)


@pytest.fixture
async def site(db: Database, tmp_path: Path) -> AsyncIterator[Site]:
    async with open_site(db, tmp_path / "files", seats={"admin": "web:demo-admin"}) as opened:
        yield opened


async def test_the_session_lives_for_a_year_and_no_script_reads_it(site: Site) -> None:
    """T4"""
    lan = await site.visitor()
    answer = await lan.get("/")
    cookie = answer.cookies["caunoi"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert int(cookie["max-age"]) == 365 * 24 * 3600


async def test_opening_the_page_again_keeps_the_conversation_and_renews_the_cookie(site: Site) -> None:
    """T4"""
    lan = await site.visitor()
    await lan.opens()
    first = lan.cookie
    answer = await lan.get("/u/cs-may")
    assert answer.cookies["caunoi"].value == first


async def test_two_browsers_are_two_people(site: Site) -> None:
    lan, hoa = await site.visitor(), await site.visitor()
    await lan.opens()
    await hoa.opens()
    of_lan, of_hoa = await lan.opens_socket(), await hoa.opens_socket()
    assert lan.address != hoa.address
    assert (await of_lan.says_hello())["person"] != (await of_hoa.says_hello())["person"]


async def test_the_page_never_learns_its_cookie_or_address(site: Site) -> None:
    lan = await site.visitor()
    html = await lan.opens()
    hello = json.dumps(await (await lan.opens_socket()).says_hello())
    for secret in (*lan.cookie.split("."), lan.address):
        assert secret not in html + hello


@pytest.mark.parametrize("change", ["address", "signature", "nothing", "other_key"])
async def test_a_forged_cookie_opens_no_conversation(site: Site, change: str) -> None:
    """Knowing an address (it stands in rows and backups) is not enough to read it."""
    lan, mallory = await site.visitor(), await site.visitor()
    await lan.opens()
    await mallory.opens()
    address, _, signature = lan.cookie.partition(".")
    own = mallory.cookie.partition(".")[2]
    forged = {
        "address": f"{address}.{own}",
        "signature": f"{address}.{signature[:-1]}{'0' if signature[-1] != '0' else '1'}",
        "nothing": address,
        "other_key": f"{address}.{'0' * 64}",
    }[change]
    mallory.session.cookie_jar.clear()
    mallory.session.cookie_jar.update_cookies({"caunoi": forged})
    tab = await mallory.opens_socket()
    assert await tab.hears() == {"type": "session_gone"}
    assert (await tab.socket.receive(timeout=10)).type is WSMsgType.CLOSE
    assert (await mallory.uploads(b"text"))[0] == 403
    assert (await mallory.get("/files/1-0")).status == 404
    answer = await mallory.get("/")
    assert answer.cookies["caunoi"].value.partition(".")[0] != address


async def test_the_key_of_the_cookies_outlives_a_restart(db: Database, tmp_path: Path) -> None:
    """T4: all machines and all starts share it."""
    async with open_site(db, tmp_path) as before:
        lan = await before.visitor()
        await lan.opens()
        cookie = lan.cookie
    async with open_site(db, tmp_path) as after:
        lan = await after.visitor()
        lan.session.cookie_jar.update_cookies({"caunoi": cookie})
        assert (await (await lan.opens_socket()).says_hello())["type"] == "hello"


async def test_another_site_cannot_speak_for_the_visitor(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    with pytest.raises(WSServerHandshakeError) as refused:
        await lan.opens_socket(Origin="https://evil.example")
    assert refused.value.status == 403
    lan.session.headers["Origin"] = "https://evil.example"
    assert (await lan.uploads(b"text"))[0] == 403


@pytest.mark.parametrize("origin", ["own", "public"])
async def test_our_own_page_may_speak(site: Site, origin: str) -> None:
    lan = await site.visitor()
    await lan.opens()
    url = site.url("").rstrip("/") if origin == "own" else "https://chat.example"
    tab = await lan.opens_socket(Origin=url)
    assert (await tab.says_hello())["type"] == "hello"


async def test_a_seat_of_the_demo_is_always_the_same_conversation_and_apart_from_all_others(site: Site) -> None:
    one, two, lan = await site.visitor("/demo/admin"), await site.visitor("/demo/admin"), await site.visitor()
    html = await one.opens()
    await two.opens()
    await lan.opens()
    assert '<base href="/demo/admin/">' in html
    tab = await one.connects()
    await (await two.connects()).says("từ ghế quản trị")
    assert (await tab.hears_message())["text"] == "từ ghế quản trị"
    assert {m.address for m in site.inbox()} == {"web:demo-admin"}
    assert lan.address != "web:demo-admin"


async def test_the_cookie_of_a_seat_is_worth_nothing_elsewhere(site: Site) -> None:
    one = await site.visitor("/demo/admin")
    await one.opens()
    lan = await site.visitor()
    lan.session.cookie_jar.update_cookies({"caunoi": one.cookie})
    tab = await lan.opens_socket()
    assert await tab.hears() == {"type": "session_gone"}


async def test_too_many_new_visitors_from_one_network_wait_a_minute_but_known_ones_come_in(
    db: Database, tmp_path: Path
) -> None:
    async with open_site(db, tmp_path, sessions_per_minute=3) as site:
        known = await site.visitor()
        for _ in range(2):
            await (await site.visitor()).opens()
        await known.opens()
        late = await site.visitor()
        refused = await late.get("/")
        assert refused.status == 429
        assert await refused.text() == "visitors [vi]\n\nvisitors [en]"
        assert "caunoi" not in refused.cookies
        await known.opens()
        elsewhere = await site.visitor(**{"X-Forwarded-For": "203.0.113.7"})
        await elsewhere.opens()
        site.clock.turn(seconds=20)
        await late.opens()


async def test_the_page_says_nothing_but_our_own_words(site: Site) -> None:
    lan = await site.visitor(**{"Accept-Language": SCRIPT})
    html = await lan.opens()
    assert (await lan.get(f"/u/{SCRIPT}")).status == 404
    assert SCRIPT not in html
    assert '<base href="/">' in html
    assert '<html lang="vi">' in html
    assert "{{" not in html


async def test_the_page_opens_in_the_language_of_the_browser(site: Site) -> None:
    lan = await site.visitor(**{"Accept-Language": "fr-FR, en-GB;q=0.8, vi;q=0.5"})
    assert '<html lang="en">' in await lan.opens()
    hello = await (await lan.opens_socket()).says_hello()
    assert (hello["lang"], hello["title"]) == ("en", "bot [en]")
    assert hello["commands"] == [{"word": "start", "label": "begin [en]"}]
    assert site.inbox()[0].language == "en"


async def test_a_language_chosen_on_the_page_is_remembered(site: Site) -> None:
    lan = await site.visitor()
    await lan.opens()
    tab = await lan.connects()
    await tab.sends(type="language", lang="en")
    await tab.sends(type="language", lang=SCRIPT)
    await tab.hears_nothing_more()
    assert (await tab.says_hello())["lang"] == "en"
    contact = site.do(lambda s: s.get(Contact, lan.address))
    assert (contact.language, contact.language_chosen) == ("en", True)


async def test_nothing_foreign_may_run_in_the_page_and_nobody_may_frame_it(site: Site) -> None:
    answer = await (await site.visitor()).get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


async def test_all_that_the_page_names_is_there_and_is_not_sent_twice(site: Site) -> None:
    lan = await site.visitor()
    for name in ("chat.js", "chat.css", "sw.js", "manifest.webmanifest", "icon.svg", "icon-192.png", "texts.json?lang=en"):
        answer = await lan.get(f"/{name}")
        assert answer.status == 200, name
        assert await answer.read()
        again = await lan.get(f"/{name}", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status == 304
    assert (await lan.get("/manifest.webmanifest")).content_type == "application/manifest+json"
    assert (await (await lan.get("/texts.json?lang=en")).json())["web-bot"] == "bot [en]"
    assert (await lan.get("/texts.json?lang=xx")).status == 404
    assert (await lan.get("/index.html")).status == 404


def test_an_allowance_comes_back_little_by_little_and_never_grows_beyond_a_minutes_worth() -> None:
    clock = HandSetClock()
    allowance = Allowance(6, clock)
    assert [allowance.take("lan") for _ in range(7)] == [True] * 6 + [False]
    assert allowance.take("hoa")
    clock.turn(seconds=10)
    assert [allowance.take("lan") for _ in range(2)] == [True, False]
    clock.turn(hours=1)
    assert [allowance.take("lan") for _ in range(7)] == [True] * 6 + [False]
