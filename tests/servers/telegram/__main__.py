"""The fake as a process: `python -m tests.servers.telegram --port N --journal FILE`; ends at SIGTERM or Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
from pathlib import Path

from tests.servers.telegram.control import Control
from tests.servers.telegram.fake import FakeTelegram


async def serve(arguments: argparse.Namespace) -> None:
    """Runs until told to stop; the first line on standard output is {"url": ..., "control": ..., "token": ...}."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    fake = FakeTelegram(token=arguments.token, journal=arguments.journal)
    await fake.start(arguments.port)
    control = Control(fake)
    address = await control.open(arguments.control_port)
    sys.stdout.write(json.dumps({"url": fake.url, "control": address, "token": fake.token}) + "\n")
    sys.stdout.flush()
    await stop.wait()
    await control.close()
    await fake.stop()


parser = argparse.ArgumentParser(prog="tests.servers.telegram")
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--control-port", type=int, default=0)
parser.add_argument("--journal", type=Path)
parser.add_argument("--token")

if __name__ == "__main__":
    asyncio.run(serve(parser.parse_args()))
