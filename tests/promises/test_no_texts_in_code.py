"""Words for people stand in the locale files, not in the code."""

import ast

from tests.promises.source import called, modules, strings

# Here letters are data of an algorithm, not words
ABOUT_LETTERS = {"storage/fold.py"}


def test_no_vietnamese_letter_stands_in_a_string_of_the_code() -> None:
    assert [
        f"{path}:{node.lineno} {node.value!r}"
        for path, module in modules()
        if path not in ABOUT_LETTERS
        for node in strings(module)
        if any(letter.isalpha() and not letter.isascii() for letter in str(node.value))
    ] == []


def test_nothing_is_said_verbatim_that_nobody_wrote() -> None:
    assert [
        f"{path}:{node.lineno}"
        for path, module in modules()
        for node in ast.walk(module)
        if called(node) == "Verbatim"
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and any(letter.isalpha() for letter in str(part.value))
    ] == []
