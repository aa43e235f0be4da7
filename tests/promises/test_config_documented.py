"""The shipped config.yaml names every key there is, and says what each is for."""

import typing
from collections.abc import Iterator

import yaml
from pydantic import BaseModel

from bot.config import Config, load
from tests.promises.source import TOP

SHIPPED = TOP / "config.yaml"


def test_the_shipped_configuration_is_valid() -> None:
    assert isinstance(load(SHIPPED), Config)


def test_every_key_stands_in_the_shipped_file() -> None:
    written = {path for path, _, _ in keys(root())}
    assert [path for path in known(Config) if path not in written] == []


def test_every_key_in_the_shipped_file_has_a_comment() -> None:
    lines = SHIPPED.read_text("utf-8").splitlines()
    documented = set(known(Config))
    assert [
        f"line {line + 1}: {path}"
        for path, line, is_section in keys(root())
        if path in documented and not is_section and not commented(lines, line)
    ] == []


def test_no_section_takes_a_key_it_does_not_know() -> None:
    """Else a misspelt key would be lost in silence."""
    assert [model.__name__ for model in models(Config) if model.model_config.get("extra") != "forbid"] == []


def test_no_section_can_change_while_the_program_runs() -> None:
    assert [model.__name__ for model in models(Config) if not model.model_config.get("frozen")] == []


def root() -> yaml.MappingNode:
    node = yaml.compose(SHIPPED.read_text("utf-8"))
    assert isinstance(node, yaml.MappingNode)
    return node


def keys(node: yaml.Node, above: str = "") -> Iterator[tuple[str, int, bool]]:
    """Every key of the file, the number of its line (from 0), and whether other keys stand below it."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            path = f"{above}{key.value}"
            yield path, key.start_mark.line, isinstance(value, yaml.MappingNode) and not value.flow_style
            yield from keys(value, f"{path}.")


def known(model: type[BaseModel], above: str = "") -> Iterator[str]:
    """Every key of a section and of the sections in it; what stands in a list or under names of one's own choice is free."""
    for name, field in model.model_fields.items():
        yield f"{above}{field.alias or name}"
        if section := section_of(field.annotation):
            yield from known(section, f"{above}{field.alias or name}.")


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A section and all in it, those in lists and under free names too."""
    yield model
    for field in model.model_fields.values():
        for part in parts(field.annotation):
            yield from models(part)


def section_of(annotation: object) -> type[BaseModel] | None:
    """The section that a key holds, also when it may be left out (`Section | None`)."""
    if typing.get_origin(annotation) in {list, dict, tuple}:
        return None
    return next(parts(annotation), None)


def parts(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from parts(inner)


def commented(lines: list[str], line: int) -> bool:
    """Whether something is said beside a line or right above it; what is said of a section also tells of its first key."""
    if " #" in lines[line] or line == 0:
        return " #" in lines[line]
    above = lines[line - 1].strip()
    return above.startswith("#") or (above.endswith(":") and commented(lines, line - 1))
