"""Checks the parameters of a Bot API call against Telegram's own list of names, types and limits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Checker = Callable[[Any, str], Any]

WHOLE = re.compile(r"-?\d{1,19}")
TRUE = ("true", "yes", "1")
FALSE = ("false", "no", "0", "")

# Counted only after the tags are taken out, or refused with words of their own: the methods look after these.
COUNTED_LATER = {"text", "caption", "parse_mode", "quote_parse_mode", "secret_token", "limit", "action"}


class Unfit(Exception):
    """A parameter that does not fit: where it is and what is wrong with it (`missing`, `type`, `unknown`, `limits`, `enum`)."""

    def __init__(self, where: str, wrong: str, detail: str = "") -> None:
        super().__init__(f"{where}: {detail or wrong}")
        self.where, self.wrong = where, wrong

    @property
    def field(self) -> str:
        """The last name of the path, without list places."""
        return self.where.rsplit(".", 1)[-1].split("[")[0]


class Schema:
    """All methods and types, read once; a checker for a type is built when it is first asked for.

    Source of the data: Bot API 10.3 of 24 August 2026 as published in the MIT packages @gramio/types and aiogram.
    """

    def __init__(self, path: Path | None = None) -> None:
        data = json.loads((path or Path(__file__).with_name("telegram_bot_api.json")).read_text("utf-8"))
        self._types: dict[str, Any] = data["types"]
        self._checkers: dict[str, Checker] = {}
        self._names = {name.lower(): name for name in data["methods"]}
        self._methods = {name: {f["name"]: f for f in m["fields"]} for name, m in data["methods"].items()}
        self._params: dict[tuple[str, str], Checker] = {}
        self._returns: dict[str, list[str]] = {name: m["returns"] for name, m in data["methods"].items()}

    def method(self, name: str) -> str | None:
        """The proper spelling of a method's name, which Telegram reads in any case; None if there is no such method."""
        return self._names.get(name.lower())

    def read(self, method: str, raw: Mapping[str, Any], files: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters of a call, decoded by type and checked.

        Values that are strings (forms, query) are decoded; a JSON body's values are taken as they are. A parameter that was
        uploaded as a file has the value "attach://<name>". Raises Unfit.
        """
        fields = self._methods[method]
        out: dict[str, Any] = {}
        for name, value in raw.items():
            field = fields.get(name)
            if field is None:
                raise Unfit(name, "unknown", f"{method} has no such parameter")
            decoded = self._decode(value, field["types"], name) if isinstance(value, str) else value
            checker = self._params.get((method, name))
            if checker is None:
                checker = self._params[method, name] = self._field(field)
            out[name] = checker(decoded, name)
        for name in files:
            if name in fields:
                out[name] = f"attach://{name}"
        for name, field in fields.items():
            if field.get("required") and name not in out:
                raise Unfit(name, "missing")
        return out

    def check(self, type_name: str, value: Any) -> None:
        """Raises Unfit if a value is not of the named type, for example `check("Message", message)`."""
        self._of(type_name)(value, type_name)

    def check_result(self, method: str, value: Any) -> None:
        """Raises Unfit if a value is nothing the method could answer."""
        self._union(self._returns[method])(value, method)

    def _decode(self, text: str, types: list[str], where: str) -> Any:
        kinds = set(types)
        if kinds & {"Integer", "Float"} and WHOLE.fullmatch(text):
            return int(text)
        if kinds & {"String", "InputFile"}:
            return text
        if "Float" in kinds:
            try:
                return float(text)
            except ValueError as error:
                raise Unfit(where, "type") from error
        if kinds == {"Integer"}:
            raise Unfit(where, "type", "a whole number was expected")
        if kinds == {"Boolean"}:
            if text.lower() not in TRUE + FALSE:
                raise Unfit(where, "type")
            return text.lower() in TRUE
        try:
            return json.loads(text)
        except ValueError as error:
            raise Unfit(where, "json") from error

    def _of(self, name: str) -> Checker:
        checker = self._checkers.get(name)
        if checker is None:
            checker = self._checkers[name] = self._build(name)
        return checker

    def _build(self, name: str) -> Checker:
        if name.startswith("Array of "):
            return _array(self._of(name.removeprefix("Array of ")))
        simple = {"Integer": _integer, "Float": _number, "String": _string, "InputFile": _string, "Boolean": _boolean}
        if name in simple:
            return simple[name]
        thing = self._types[name]
        if "subtypes" in thing:
            return self._union(thing["subtypes"])
        fields = thing["fields"]
        required = [f["name"] for f in fields if f.get("required")]
        checkers: dict[str, Checker] = {}

        def an_object(value: Any, where: str) -> Any:
            if not isinstance(value, dict):
                raise Unfit(where, "object")
            if not checkers and fields:
                checkers.update({f["name"]: self._field(f) for f in fields})  # only now: types contain themselves
            for key, item in value.items():
                if key not in checkers:
                    raise Unfit(f"{where}.{key}", "unknown", f"{name} has no such field")
                checkers[key](item, f"{where}.{key}")
            for key in required:
                if key not in value:
                    raise Unfit(f"{where}.{key}", "missing")
            return value

        return an_object

    def _field(self, field: dict[str, Any]) -> Checker:
        base = self._union(field["types"])
        if field["name"] in COUNTED_LATER:
            return base
        limits, allowed = field.get("limits", {}), field.get("enum") or ([field["const"]] if "const" in field else None)
        if not limits and allowed is None:
            return base

        def limited(value: Any, where: str) -> Any:
            base(value, where)
            if allowed is not None and value not in allowed:
                raise Unfit(where, "enum", f"{value!r} is none of {allowed}")
            for kind, (low, high) in limits.items():
                if not low <= _measure(kind, value) <= high:
                    raise Unfit(where, "limits", f"{kind} must be {low} to {high}")
            return value

        return limited

    def _union(self, types: list[str]) -> Checker:
        if len(types) == 1:
            return self._of(types[0])
        if all(name.startswith("Array of ") for name in types):  # an album may be mixed
            return _array(self._union([name.removeprefix("Array of ") for name in types]))
        key = " | ".join(types)
        if key in self._checkers:
            return self._checkers[key]

        def one_of(value: Any, where: str) -> Any:
            best: Unfit | None = None
            for name in types:
                try:
                    return self._of(name)(value, where)
                except Unfit as error:
                    # the kind that got furthest says what is wrong, so that a bad button is not "no ForceReply"
                    if best is None or len(error.where) > len(best.where) or best.wrong in ("missing", "unknown"):
                        best = error
            assert best is not None
            raise best

        self._checkers[key] = one_of
        return one_of


def _measure(kind: str, value: Any) -> float:
    if kind == "range":
        return float(value)
    if kind == "bytes":
        return len(value.encode())
    return len(value.encode("utf-16-le")) // 2


def _integer(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unfit(where, "type", "a whole number was expected")
    return value


def _number(value: Any, where: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise Unfit(where, "type", "a number was expected")
    return value


def _string(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise Unfit(where, "type", "a string was expected")
    return value


def _boolean(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise Unfit(where, "type", "true or false was expected")
    return value


def _array(item: Checker) -> Checker:
    def an_array(value: Any, where: str) -> list[Any]:
        if not isinstance(value, list):
            raise Unfit(where, "array")
        for place, one in enumerate(value):
            item(one, f"{where}[{place}]")
        return value

    return an_array
