"""Words: Fluent files, one folder a language, turned into what one reader sees."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource

LOCALES = Path(__file__).parent / "locales"
LONGEST = 2000
"""Fluent refuses values above 2,500 letters; longer ones are put in after it."""
_PUT_IN = re.compile("\x00(\\w+)\x00")


class UnknownPhrase(KeyError):
    """No locale file has this key: add it to every file in handlers/locales."""


@dataclass(frozen=True)
class Phrase:
    """Something to say, not yet in any language. Arguments may be phrases, moments, numbers or a person's own words."""

    key: str
    args: dict[str, Any] = field(default_factory=dict)

    def __init__(self, key: str, **args: Any) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "args", args)


@dataclass(frozen=True)
class Verbatim:
    """Words that are nobody's but their author's: shown as they are."""

    text: str


Words = Phrase | Verbatim


class Texts:
    """All languages; the first one of `languages` stands in where none is chosen."""

    def __init__(self, languages: list[str], timezone: str = "Asia/Ho_Chi_Minh", folder: Path = LOCALES) -> None:
        self.languages = languages
        self._zone = ZoneInfo(timezone)
        self._bundles: dict[str, FluentBundle] = {}
        self._fixed: dict[tuple[str, str], str] = {}
        for language in languages:
            # no isolating marks: they would break copied codes and count as length
            bundle = FluentBundle([language], use_isolating=False)
            for file in sorted((folder / language).glob("*.ftl")):
                bundle.add_resource(FluentResource(file.read_text("utf-8")))
            self._bundles[language] = bundle

    def say(self, language: str, words: Words) -> str:
        """The words in one language (the first one when that is unknown). Raises UnknownPhrase."""
        if isinstance(words, Verbatim):
            return words.text
        bundle = self._bundles.get(language) or self._bundles[self.languages[0]]
        if not words.args:
            return self._say_fixed(bundle, language, words.key)
        return self._format(bundle, words.key, {name: self._word(language, value) for name, value in words.args.items()})

    def has(self, key: str) -> bool:
        """Whether a phrase exists (in the first language; the others have the same keys, a test checks that)."""
        return bool(self._bundles[self.languages[0]].has_message(key))

    def words_of(self, key: str) -> list[str]:
        """All readings of a phrase in all languages; alternatives in one file are separated by `|`."""
        return [
            word.strip()
            for language in self.languages
            if self._bundles[language].has_message(key)
            for word in self.say(language, Phrase(key)).split("|")
        ]

    def all_with(self, language: str, prefix: str) -> dict[str, str]:
        """Every phrase without arguments whose key begins so; the web page gets its words by this."""
        bundle = self._bundles.get(language) or self._bundles[self.languages[0]]
        return {key: self._format(bundle, key, {}) for key in bundle._messages if key.startswith(prefix)}

    def _say_fixed(self, bundle: FluentBundle, language: str, key: str) -> str:
        known = self._fixed.get((language, key))
        if known is None:
            known = self._fixed[language, key] = self._format(bundle, key, {})
        return known

    def _format(self, bundle: FluentBundle, key: str, args: dict[str, Any]) -> str:
        pattern = bundle.get_message(key).value if bundle.has_message(key) else None
        if pattern is None:
            raise UnknownPhrase(key)
        long = {name: value for name, value in args.items() if isinstance(value, str) and len(value) > LONGEST}
        # no text that was cleaned has a NUL
        value, errors = bundle.format_pattern(pattern, args | {name: f"\x00{name}\x00" for name in long})
        if errors:
            raise UnknownPhrase(f"{key}: {errors[0]!r}")
        return _PUT_IN.sub(lambda mark: long.get(mark[1], mark[0]), str(value)) if long else str(value)

    def _word(self, language: str, value: Any) -> Any:
        if isinstance(value, Phrase | Verbatim):
            return self.say(language, value)
        if isinstance(value, datetime):
            return value.astimezone(self._zone).strftime("%H:%M %d/%m/%Y")
        return value
