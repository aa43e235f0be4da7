"""A forwarded message shows who wrote it first, and later changes of that person's profile: we copy (P1)."""

import ast

from tests.promises.source import modules, strings

OF_THE_BOT_API = {"forwardMessage", "forwardMessages", "forward_message", "forward_messages"}
OF_ITS_LIBRARY = {"forward", "forward_to", "forward_from", "forward_messages_to", "forward_messages_from"}


def test_nothing_is_ever_forwarded() -> None:
    """P1"""
    by_name = [
        f"{path}:{node.lineno}"
        for path, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute)
        and (node.attr in OF_THE_BOT_API or (path.startswith("bot/") and node.attr in OF_ITS_LIBRARY))
    ]
    by_word = [
        f"{path}:{node.lineno}" for path, module in modules() for node in strings(module) if node.value in OF_THE_BOT_API
    ]
    assert by_name + by_word == []
