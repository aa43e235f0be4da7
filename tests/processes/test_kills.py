"""Killed in the middle, again and again: nothing lost, no petition twice, order kept."""

import asyncio
from pathlib import Path

import pytest

from bot.commands import invite
from bot.config import load
from tests.processes.dying import POINTS
from tests.processes.house import House, write_config
from tests.processes.stories import Stories
from tests.servers.telegram import FakeTelegram


def config_for(tmp_path: Path, url: str, fake: FakeTelegram) -> Path:
    return write_config(
        tmp_path, url, channels__telegram__enabled=True, channels__telegram__token=fake.token,
        channels__telegram__api_url=fake.url, channels__telegram__per_second=1000, desk__undo_seconds=0,
    )  # fmt: skip


@pytest.mark.parametrize("point", POINTS)
async def test_it_may_die_at_any_point(tmp_path: Path, database_url: str, point: str) -> None:
    async with FakeTelegram() as fake:
        config = config_for(tmp_path, database_url, fake)
        await play(fake, config, database_url, [(point, 3 if point not in {"during start", "during stop"} else 1)], 6)


async def play(fake: FakeTelegram, config: Path, url: str, deaths: list[tuple[str, int]], count: int) -> Stories:
    """Stories, while the program dies at these points, one life after another; then it lives until all have ended."""
    settings = load(config)
    stories = Stories(fake, url)
    codes = await asyncio.to_thread(lambda: {unit: invite(settings, unit, "officer") for unit in stories.units})
    house = await House(config).start()
    await stories.seat(codes.__getitem__)
    telling = asyncio.ensure_future(stories.tell(count))
    for point, number in deaths:
        house.kill()
        await house.gone()
        house = House(config, "tests.processes.dying", (point, str(number)))
        await house.start(wait=False)
        if point == "during stop":
            await house.logged("Started")
            house.process.terminate()
        await house.gone()
    house = await House(config).start()
    await telling
    assert await house.end() == 0
    assert stories.faults() == []
    return stories
