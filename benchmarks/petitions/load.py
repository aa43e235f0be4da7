"""The presses: due, delivered, and heard of again as receipt, card and answered callback."""

import asyncio
import time
from collections.abc import Callable, Iterable

import orjson

from benchmarks.petitions.fake_telegram import Call, FakeTelegram
from benchmarks.petitions.variant import Variant
from benchmarks.petitions.webhook import Webhook

_LOST_AFTER = 8.0  # seconds in which nothing at all arrives
_EARLY = 0.0025  # the loop's timers are good to a millisecond: wake before the time and spin


class Load:
    """Presses on one running bot. All times are seconds of time.perf_counter()."""

    def __init__(self, variant: Variant, telegram: FakeTelegram, webhook: Webhook) -> None:
        self.due: dict[int, float] = {}
        self.first = 0.0  # when the first receipt arrived; 0 before
        self.last = 0.0  # when something expected arrived for the last time
        self._variant = variant
        self._webhook = webhook
        self._requests: dict[int, bytes] = {}
        self._workers: set[int] = set()
        self._awaited: set[int | str] = set()
        self._after_receipt: Callable[[], None] = lambda: None
        telegram.heard = self._heard

    def ready(self, presses: Iterable[int]) -> None:
        """Make the requests beforehand."""
        for n in presses:
            self._requests[n] = self._webhook.request(orjson.dumps(self._variant.update(n)))

    def press(self, n: int, due: float) -> None:
        """Deliver worker `n`'s press, which was due at `due`."""
        worker = self._variant.worker(n)
        self.due[n] = due
        self._workers.add(worker)
        self._awaited.update((worker, self._variant.officer(n)))
        if self._variant.answers:
            self._awaited.add(self._variant.callback_id(n))
        self._webhook.deliver(self._requests.pop(n))

    async def saturate(self, presses: range, outstanding: int, seconds: float) -> None:
        """`outstanding` workers press one after the other, each as soon as the receipt before is in; then all is awaited."""
        waiting = iter(presses)
        end = time.perf_counter() + seconds

        def more() -> None:
            now = time.perf_counter()
            if now < end and (n := next(waiting, None)) is not None:
                self.press(n, now)

        self._after_receipt = more
        for _ in range(outstanding):
            more()
        await self.all_arrived()
        self._after_receipt = lambda: None

    async def steady(self, presses: range, rate: float) -> None:
        """One press each 1/`rate` seconds, whatever the bot does; then all is awaited."""
        loop = asyncio.get_running_loop()
        start = time.perf_counter() + 0.02
        done = loop.create_future()

        def when_due(index: int) -> None:
            due = start + index / rate
            if time.perf_counter() < due:
                loop.call_soon(when_due, index)
                return
            self.press(presses[index], due)
            if index + 1 == len(presses):
                done.set_result(None)
            else:
                loop.call_later(due + 1 / rate - time.perf_counter() - _EARLY, when_due, index + 1)

        when_due(0)
        await done
        await self.all_arrived()

    async def all_arrived(self) -> bool:
        """Wait until nothing is awaited (True) or nothing has come for so long that the rest is lost (False)."""
        before, since = len(self._awaited), time.perf_counter()
        while self._awaited:
            await asyncio.sleep(0.01)
            if len(self._awaited) != before:
                before, since = len(self._awaited), time.perf_counter()
            elif time.perf_counter() - since > _LOST_AFTER:
                self._awaited.clear()
                return False
        return True

    def _heard(self, key: int | str, call: Call | None) -> None:
        if key not in self._awaited or (call is not None and not self._variant.counts(call)):
            return
        self._awaited.discard(key)
        self.last = time.perf_counter()
        if key in self._workers:
            self.first = self.first or self.last
            self._after_receipt()
