"""What the README and the guides tell people to type can be typed."""

import re
import subprocess
import sys

import pytest

from tests.promises.source import TOP

GUIDES = [TOP / "README.md", TOP / "CHANGELOG.md", *sorted((TOP / "docs").rglob("*.md"))]
MAKEFILE = (TOP / "Makefile").read_text("utf-8")


def said(expression: str) -> set[str]:
    """What the guides name in code spans and code blocks."""
    text = "\n".join(
        part for guide in GUIDES for part in re.findall(r"```.*?```|`[^`\n]+`", guide.read_text("utf-8"), re.DOTALL)
    )
    return set(re.findall(expression, text))


def test_every_make_target_that_a_guide_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE))
    assert said(r"\bmake ([a-z][a-z-]*)") - targets == set()


def test_make_alone_lists_every_target() -> None:
    phony = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[0].split()
    assert [name for name in phony if not re.search(rf"^{name}:.*## ", MAKEFILE, re.MULTILINE)] == []


@pytest.mark.parametrize("command", sorted(said(r"python -m bot ([a-z]+)")))
def test_every_command_that_a_guide_names_exists(command: str) -> None:
    done = subprocess.run([sys.executable, "-m", "bot", command, "--help"], cwd=TOP, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_file_that_a_guide_links_to_exists() -> None:
    assert [
        f"{guide.relative_to(TOP)}: {link}"
        for guide in GUIDES
        for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", guide.read_text("utf-8"))
        if not (guide.parent / link).exists()
    ] == []
