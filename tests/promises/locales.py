"""The locale files, and what the code asks of them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from tests.promises.source import TOP, called, modules, pattern, strings

FOLDER = TOP / "handlers" / "locales"
LANGUAGES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


@dataclass(frozen=True)
class Asked:
    """A phrase that the code says: where, its key, and the arguments it brings (None: not to be seen here)."""

    where: str
    key: str
    brings: frozenset[str] | None


class Locale(Visitor):  # type: ignore[misc]
    """One language: the placeholders of each key, the keys that other phrases include, and what could not be read."""

    def __init__(self, folder: Path) -> None:
        self.placeholders: dict[str, set[str]] = {}
        self.twice: list[str] = []
        self.included: set[str] = set()
        self.unread: list[str] = []
        self._key = ""
        for file in sorted(folder.glob("*.ftl")):
            self.visit(FluentParser(with_spans=False).parse(file.read_text("utf-8")))

    def visit_Message(self, node: fluent.Message) -> None:
        self._open(node.id.name)
        self.generic_visit(node)

    def visit_Term(self, node: fluent.Term) -> None:
        self._open(f"-{node.id.name}")
        self.generic_visit(node)

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:
        self.placeholders[self._key].add(node.id.name)

    def visit_MessageReference(self, node: fluent.MessageReference) -> None:
        self.included.add(node.id.name)

    def visit_TermReference(self, node: fluent.TermReference) -> None:
        self.included.add(f"-{node.id.name}")
        self.generic_visit(node)

    def visit_Junk(self, node: fluent.Junk) -> None:
        self.unread.append(node.content)

    def _open(self, key: str) -> None:
        if key in self.placeholders:
            self.twice.append(key)
        self._key = key
        self.placeholders[key] = set()


def locale(language: str) -> Locale:
    """One language, read."""
    return Locale(FOLDER / language)


def asked() -> Iterator[Asked]:
    """Every phrase that the code says with a key that stands there: Phrase("key"), button("key"), ctx.words("key")."""
    for path, call in _sayings():
        names = [word.arg for word in call.keywords]
        brings = None if None in names else frozenset(name for name in names if name)
        for key in _choices(call.args[0]):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield Asked(f"{path}:{call.lineno}", key.value, brings)


def put_together() -> list[tuple[str, re.Pattern[str]]]:
    """Every phrase whose key the code puts together, Phrase(f"topic-{topic}"): where, and what it looks like."""
    return [
        (f"{path}:{call.lineno}", pattern(key))
        for path, call in _sayings()
        for key in _choices(call.args[0])
        if isinstance(key, ast.JoinedStr)
    ]


def families() -> list[re.Pattern[str]]:
    """What every f-string of the code that begins like a key ("topic-") can become, wherever it stands."""
    return [
        pattern(node)
        for _, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.JoinedStr) and _begins_like_a_key(node)
    ]


def words_in_code() -> set[str]:
    """Every string of the code, since a key may wait in a table; and those of the pages' scripts."""
    words = {str(node.value) for _, module in modules() for node in strings(module)}
    for script in [*(TOP / "bot").rglob("*.js"), *(TOP / "bot").rglob("*.html")]:
        words |= set(re.findall(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+", script.read_text("utf-8")))
    return words


def _sayings() -> Iterator[tuple[str, ast.Call]]:
    for path, module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and node.args and _says(node):
                yield path, node


def _says(call: ast.Call) -> bool:
    # @feature.button("consent:ask") names an action, button("consent-ask", ...) says a phrase
    return called(call) in {"Phrase", "words"} or (called(call) == "button" and isinstance(call.func, ast.Name))


def _choices(node: ast.expr) -> list[ast.expr]:
    return _choices(node.body) + _choices(node.orelse) if isinstance(node, ast.IfExp) else [node]


def _begins_like_a_key(node: ast.JoinedStr) -> bool:
    first = node.values[0]
    return isinstance(first, ast.Constant) and re.fullmatch(r"[a-z][a-z0-9-]*-", str(first.value)) is not None
