"""What the house writes down about itself: one JSON line an event, without texts, names, phones or tokens."""

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

PLAIN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
TOKEN = re.compile(r"\b\d{6,12}:[A-Za-z0-9_-]{30,}\b")
NUMBER = re.compile(r"\+?\d[\d .-]{7,}\d")
QUIET = ("aiohttp.access", "httpx", "httpcore", "apscheduler", "telegram", "alembic", "asyncio")
"""Libraries that write URLs (with a token), whole updates or every tick."""


class Lines(logging.Formatter):
    """A record as one line of JSON. Of an exception the place and the kind, never its message: that may quote a person."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "where": record.name,
            "what": clean(record.getMessage()),
        }
        line |= {key: clean(value) for key, value in vars(record).items() if key not in PLAIN}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])[-6:]
            line["trace"] = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line, ensure_ascii=False, default=str)


def clean(value: Any) -> Any:
    """Take out what looks like a token, a telephone number or a chat's id."""
    if not isinstance(value, str):
        return value
    return NUMBER.sub("…", TOKEN.sub("…", value))


def set_up(level: str = "INFO") -> None:
    """Log to standard error from now on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
