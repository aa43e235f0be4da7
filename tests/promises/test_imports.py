"""The rooms import one way: bot, scheduler, handlers, storage (pyproject.toml, tool.importlinter)."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.promises.source import ROOMS, TOP

LINT_IMPORTS = (sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()")


def test_the_rooms_import_one_way() -> None:
    done = subprocess.run(LINT_IMPORTS, cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("storage/queue.py", "import handlers.texts", "One way through the house"),
        ("handlers/router.py", "import scheduler", "One way through the house"),
        ("handlers/router.py", "import telegram", "Desks and archive talk to no platform and no clock"),
        ("storage/queue.py", "import aiohttp", "Desks and archive talk to no platform and no clock"),
        ("bot/channels/base.py", "import handlers.texts", "Channels know neither desks nor clock"),
    ],
)
def test_an_import_the_wrong_way_is_found(file: str, line: str, contract: str, tmp_path: Path) -> None:
    for room in ROOMS:
        shutil.copytree(TOP / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "*.csv", "*.png"))
    shutil.copy(TOP / "pyproject.toml", tmp_path)
    with (tmp_path / file).open("a") as wrong:
        wrong.write(f"\n{line}\n")
    done = subprocess.run([*LINT_IMPORTS, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout
