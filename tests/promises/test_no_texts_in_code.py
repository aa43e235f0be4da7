"""Words for people stand in the locale files, not in the code."""

import ast

from tests.promises.source import called, modules, strings


def test_no_vietnamese_word_stands_in_the_code() -> None:
    """One letter alone is data about letters (storage/fold.py)."""
    assert [
        f"{path}:{node.lineno} {node.value!r}"
        for path, module in modules()
        for node in strings(module)
        if len(str(node.value)) > 1 and any(letter.isalpha() and not letter.isascii() for letter in str(node.value))
    ] == []


def test_nothing_is_said_verbatim_that_nobody_wrote() -> None:
    assert [
        f"{path}:{node.lineno}"
        for path, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and called(node) == "Verbatim"
        if any(letter.isalpha() for letter in fixed_part(node.args[0]))
    ] == []


def fixed_part(node: ast.expr) -> str:
    """What an expression says of itself, whatever its variables hold."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(map(fixed_part, node.values))
    if isinstance(node, ast.IfExp):
        return fixed_part(node.body) + fixed_part(node.orelse)
    return fixed_part(node.left) + fixed_part(node.right) if isinstance(node, ast.BinOp) else ""
