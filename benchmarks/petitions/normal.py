"""The same program on a disk that is asked less: synchronous=NORMAL, only to see what FULL costs."""

import sqlite3
import sys
from typing import Any

from sqlalchemy import Engine, event

from bot.__main__ import main


def _ask_less(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=NORMAL")


if __name__ == "__main__":
    # registered on the class: it comes after the program's own, which asks for FULL
    event.listen(Engine, "connect", _ask_less)
    sys.exit(main())
