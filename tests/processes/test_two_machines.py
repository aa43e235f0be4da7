"""Two processes on one PostgreSQL: the worker at one, the officer at the other, each message once."""

import asyncio
import re
from pathlib import Path

from bot.commands import invite
from bot.config import load
from tests.processes.house import running, until, write_config
from tests.processes.page import visiting
from tests.processes.stories import rows
from tests.servers.telegram import FakeTelegram

CODE = re.compile(r": ([2-9A-HJ-NP-Z]{4,7})\b")


async def test_the_story_works_across_two_processes_on_the_page(tmp_path: Path, pg_url: str) -> None:
    config = write_config(tmp_path, pg_url, desk__undo_seconds=0)
    code = await asyncio.to_thread(lambda: invite(load(config), "tinh", "officer"))
    async with running(config) as one, running(config) as two, visiting(one.port) as lan, visiting(two.port) as mai:
        await mai.says(code)
        await mai.reads("tên")
        await mai.says("Mai")
        await lan.says("Chậm lương hai tháng")
        await lan.presses("consent:petitions")
        await lan.presses("draft:unsaid:")
        await lan.presses("petition:send:")
        found = CODE.search((await lan.reads("Mã bí mật"))["text"])
        assert found is not None
        card = await mai.reads("Chậm lương hai tháng")
        assert found.group(1) in card["text"]
        loop = asyncio.get_running_loop()
        begin = loop.time()
        await mai.says("Chúng tôi đã làm việc với công ty.", reply_to=card["place"])
        await lan.reads("Chúng tôi đã làm việc với công ty.")
        assert loop.time() - begin < 1.0
        texts = [message["text"] for message in lan.messages.values() if message["from"] == "bot"]
        assert len(texts) == len(set(texts))


async def test_when_the_process_that_talks_to_telegram_dies_the_other_one_does(tmp_path: Path, pg_url: str) -> None:
    async with FakeTelegram() as fake:
        config = write_config(
            tmp_path, pg_url, channels__telegram__enabled=True, channels__telegram__token=fake.token,
            channels__telegram__api_url=fake.url,
        )  # fmt: skip
        async with running(config) as one, running(config) as two:
            lan = fake.person(first_name="Lan")
            await lan.says("/start")
            await lan.awaits("Cầu Nối", timeout=20)
            # killed before it is written down, the greeting would come again, as promised
            await until(lambda: rows(pg_url, "SELECT count(*) FROM outbound WHERE state = 'done'")[0][0])
            one.kill()
            await one.gone()
            await lan.says("/lienhe")
            await lan.awaits("0213", timeout=30)
            sent = [entry.text for entry in lan.seen if entry.what == "sent"]
            assert len(sent) == len(set(sent)) == 2
            assert await two.end() == 0
