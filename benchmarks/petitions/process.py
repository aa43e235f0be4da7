"""The bot's process: started, measured from /proc, stopped or killed."""

import asyncio
import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

_ROOT = Path(__file__).parents[2]


class Process:
    """One bot under measurement with all its children; `started` is in seconds of time.perf_counter()."""

    def __init__(self, command: list[str], environment: Mapping[str, str], log: Path) -> None:
        self._log = log
        with log.open("ab") as out:
            self.started = time.perf_counter()
            self._process = subprocess.Popen(
                command, cwd=_ROOT, env={**os.environ, **environment}, stdout=out, stderr=out, start_new_session=True
            )

    def check(self) -> None:
        """Raise RuntimeError with the end of the log when the process is gone."""
        if self._process.poll() is not None:
            tail = self._log.read_text(encoding="utf-8", errors="replace")[-3000:]
            raise RuntimeError(f"{self._process.args!r} ended with {self._process.returncode}:\n{tail}")

    def cpu_seconds(self) -> float:
        """CPU used so far by the living threads of the process and of its children."""
        nanoseconds = 0
        for pid in self._pids():
            for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
                nanoseconds += int(_read(task).split()[0])
        return nanoseconds / 1e9

    def peak_megabytes(self) -> float:
        """The most memory held so far (VmHWM), the children's added."""
        kilobytes = 0
        for pid in self._pids():
            for line in _read(Path(f"/proc/{pid}/status")).splitlines():
                if line.startswith("VmHWM:"):
                    kilobytes += int(line.split()[1])
        return kilobytes / 1024

    async def stop(self) -> None:
        """SIGTERM, and SIGKILL to the whole group after ten seconds; the fake goes on answering meanwhile."""
        if self._process.poll() is None:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(self._process.wait, 10)
        self.kill()

    def kill(self) -> None:
        """SIGKILL to the process and its children."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _pids(self) -> Iterator[int]:
        waiting = [self._process.pid]
        while waiting:
            pid = waiting.pop()
            yield pid
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                waiting.extend(int(child) for child in _read(task).split() if child != "0")


def _read(path: Path) -> str:
    """The file's text, or a zero when the thread ended between listing and reading."""
    try:
        return path.read_text()
    except OSError:
        return "0"
