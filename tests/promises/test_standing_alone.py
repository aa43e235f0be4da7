"""A feature or a channel can be read, changed and left out by itself."""

import ast
from collections.abc import Iterator

from tests.promises.source import called, modules


def test_features_do_not_import_each_other() -> None:
    """What they share is casework."""
    features = {
        name: module
        for name, module in named("handlers")
        for node in module.body
        if isinstance(node, ast.Assign) and called(node.value) == "Feature"
    }
    assert len(features) > 1
    assert imports_among(features) == []


def test_channels_do_not_import_each_other() -> None:
    channels = {
        name: module
        for name, module in named("bot")
        for node in module.body
        if isinstance(node, ast.ClassDef) and any(isinstance(base, ast.Name) and base.id == "Channel" for base in node.bases)
    }
    assert len(channels) > 1
    assert imports_among(channels) == []


def named(room: str) -> Iterator[tuple[str, ast.Module]]:
    """The modules of a room by the name they are imported by."""
    for path, module in modules(room):
        yield path.removesuffix(".py").removesuffix("/__init__").replace("/", "."), module


def imports_among(group: dict[str, ast.Module]) -> list[str]:
    """Which of these modules import another of them."""
    found = []
    for name, module in group.items():
        for node in ast.walk(module):
            if isinstance(node, ast.ImportFrom):
                wanted = {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
            elif isinstance(node, ast.Import):
                wanted = {alias.name for alias in node.names}
            else:
                continue
            found += [f"{name} imports {other}" for other in sorted(wanted & group.keys() - {name})]
    return found
