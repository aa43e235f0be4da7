"""A factory with something on its mind: many petitions in a minute for one group, under Telegram's limits."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

import pytest

from tests.processes.house import running, until, write_config
from tests.processes.stories import CODE, rows
from tests.proofs.known import lay_people
from tests.servers.telegram import FakeTelegram

FIRST = 5_000_001
DESK = -1_002_000_000_001
CODES = "SELECT address, code FROM petition WHERE code IS NOT NULL"
OUTSTANDING = "SELECT id FROM outbound WHERE state <> 'done'"


@dataclass
class Rush:
    """What came of it. Delays are seconds from the press."""

    receipts: list[float]
    cards: list[float]
    to_group: int
    refused: int

    def __str__(self) -> str:
        p50, p99 = _percentile(self.receipts, 50), _percentile(self.receipts, 99)
        return (
            f"{len(self.receipts)} petitions: receipt p50 {p50:.3f} s, p99 {p99:.3f} s; card p50 "
            f"{_percentile(self.cards, 50):.2f} s, last {max(self.cards):.2f} s, {self.to_group} messages; {self.refused} × 429"
        )


def _percentile(values: list[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]


@pytest.mark.prove
async def test_180_petitions_in_a_minute_reach_one_group_in_time(tmp_path: Path, database_url: str) -> None:
    rush = await _rush(tmp_path, database_url, 180, 60.0)
    print(rush)  # noqa: T201
    assert _percentile(rush.receipts, 99) <= 1.0, str(rush)
    assert max(rush.cards) <= 5.0, str(rush)
    assert rush.refused == 0, str(rush)
    assert rush.to_group <= 21, str(rush)


async def test_twenty_petitions_in_six_seconds_reach_one_group_in_time(tmp_path: Path, sqlite_url: str) -> None:
    rush = await _rush(tmp_path, sqlite_url, 20, 6.0)
    # the machine that runs the tests may be busy: how fast it is, the long proof says
    assert max(rush.receipts) <= 5.0, str(rush)
    assert max(rush.cards) <= 10.0, str(rush)
    assert rush.refused == 0, str(rush)
    assert rush.to_group <= 4, str(rush)


async def test_a_chat_told_to_wait_holds_up_nobody_else(tmp_path: Path, sqlite_url: str) -> None:
    rush = await _rush(tmp_path, sqlite_url, 8, 2.0, held=3)
    assert rush.refused == 1
    late = [delay for delay in rush.receipts if delay >= 3.0]
    assert len(late) == 1, str(rush)


async def _rush(tmp_path: Path, url: str, count: int, seconds: float, held: int | None = None) -> Rush:
    """So many workers press "send" evenly over these seconds. held: the chat of this one is told to wait three seconds."""
    lay_people(url, range(FIRST, FIRST + count), group=DESK, drafts=True)
    async with FakeTelegram() as fake:
        fake.flood.on = True
        workers = [fake.person(FIRST + n, first_name=f"W{n}", started=True) for n in range(count)]
        desk = fake.group(DESK, bot="administrator")
        if held is not None:
            fake.fail("sendMessage", workers[held], kind="flood", seconds=3)
            # its receipt takes the place of the preview
            fake.fail("editMessageText", workers[held], kind="flood", seconds=3)
        config = write_config(
            tmp_path, url, channels__telegram__enabled=True, channels__telegram__token=fake.token,
            channels__telegram__api_url=fake.url, desk__undo_seconds=0,
        )  # fmt: skip
        async with running(config):
            await fake.wait(lambda: fake.calls["getUpdates"], 20)
            pressed = await asyncio.gather(*(_press(w, n, n * seconds / count) for n, w in enumerate(workers, 1)))
            await fake.wait(lambda: all(_receipt(worker) for worker in workers), 60)
            codes = await asyncio.to_thread(lambda: {address: code for address, code in rows(url, CODES)})
            assert len(codes) == count
            times = dict(zip((codes[f"telegram:{worker.id}"] for worker in workers), pressed, strict=True))
            await fake.wait(lambda: all(any(code in entry.text for entry in desk.sent) for code in times), 60)
            await until(lambda: not rows(url, OUTSTANDING))
        cards = [min(entry.at for entry in desk.sent if code in entry.text) - at for code, at in times.items()]
        receipts = [_receipt(worker)[0].at - at for worker, at in zip(workers, pressed, strict=True)]
        assert all(len(_receipt(worker)) == 1 for worker in workers)
        in_a_minute = [entry.at for entry in desk.sent]
        assert all(later - earlier > 60 for earlier, later in zip(in_a_minute, in_a_minute[20:], strict=False))
        refused = [refusal for _, _, refusal in fake.refusals if refusal.code == 429]
        return Rush(receipts, cards, len(desk.sent), len(refused))


async def _press(worker: Any, petition: int, after: float) -> float:
    await asyncio.sleep(after)
    preview = {"message_id": worker.next_message_id(), "date": 1_790_000_000, "chat": worker.info(), "text": "Gửi?"}
    worker.keep({**preview, "from": worker.fake.me})
    await worker.presses_data(f"petition:send:{petition}", {**preview, "from": worker.fake.me})
    return time.monotonic()


def _receipt(worker: Any) -> list[Any]:
    return [entry for entry in worker.seen if entry.what in {"sent", "edited"} and CODE.search(entry.text)]
