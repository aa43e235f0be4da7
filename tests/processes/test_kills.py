"""Killed in the middle, again and again: nothing lost, no petition twice, order kept."""

import asyncio
from pathlib import Path

import pytest

from bot.commands import invite
from bot.config import load
from tests.processes.dying import CONFIRMS_FIRST, POINTS
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
    try:
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
    finally:
        house.kill()
    assert stories.faults() == []
    return stories


@pytest.mark.prove
async def test_fifty_deaths_over_two_hundred_stories(tmp_path: Path, database_url: str) -> None:
    """At every point again and again, and at moments that nobody chose. Prints how often something repeated."""
    async with FakeTelegram() as fake:
        config = config_for(tmp_path, database_url, fake)
        deaths = [(POINTS[number % len(POINTS)], 1 + number % 7 if number % 6 < 4 else 1) for number in range(50)]
        stories = await play(fake, config, database_url, deaths, 200)
        print(f"\n50 deaths, {stories.ended} stories: nothing lost, {stories.repeated()} messages came twice")  # noqa: T201 - the figure is the result


async def test_sigterm_repeats_nothing(tmp_path: Path, sqlite_url: str) -> None:
    async with FakeTelegram() as fake:
        config = config_for(tmp_path, sqlite_url, fake)
        settings = load(config)
        stories = Stories(fake, sqlite_url)
        codes = await asyncio.to_thread(lambda: {unit: invite(settings, unit, "officer") for unit in stories.units})
        house = await House(config).start()
        try:
            await stories.seat(codes.__getitem__)
            telling = asyncio.ensure_future(stories.tell(6))
            for _ in range(2):
                assert await house.end() == 0
                house = await House(config).start()
            await telling
            assert await house.end() == 0
        finally:
            house.kill()
        assert stories.faults() == []
        assert stories.repeated() == 0


async def test_a_program_that_confirms_before_it_keeps_is_found_out(tmp_path: Path, sqlite_url: str) -> None:
    """The judge can fail: this copy dies between saying "received" and keeping."""
    async with FakeTelegram() as fake:
        house = House(config_for(tmp_path, sqlite_url, fake), "tests.processes.dying", (CONFIRMS_FIRST, "1"))
        lan = fake.person(first_name="Lan")
        await lan.says("Chuyện của tôi")
        await house.start(wait=False)
        await house.gone()
        # what it took is gone from Telegram when the next one asks for more
        sound = await House(house.config).start()
        try:
            stories = Stories(fake, sqlite_url, workers={"Chuyện của tôi": lan})
            assert [fault for fault in stories.faults() if "was confirmed and is not kept" in fault]
        finally:
            await sound.end()
