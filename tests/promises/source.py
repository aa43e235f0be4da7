"""The program's own source, read as data."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).parents[2]
ROOMS = ("bot", "scheduler", "handlers", "storage")


def modules(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    """Every Python file of these rooms (all four without one): its path from the top, and its tree."""
    for room in rooms or ROOMS:
        for path in sorted((TOP / room).rglob("*.py")):
            yield path.relative_to(TOP).as_posix(), ast.parse(path.read_text("utf-8"))


def strings(module: ast.Module) -> Iterator[ast.Constant]:
    """Every string in the code; docstrings (a string that is a statement) are none."""
    said = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node


def called(node: ast.AST) -> str:
    """The last name of what a call calls (`ctx.say(...)`: say), "" for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def pattern(node: ast.JoinedStr) -> re.Pattern[str]:
    """What an f-string can become: its fixed parts, and anything in between."""
    return re.compile("".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values))
