"""From a message to the one function that deals with it, and who may have it done."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handlers.context import Context

Handler = Callable[["Context"], None]


class May(Enum):
    """Who may have something done. Asked again at every press, whatever button was shown (docs/permissions.md)."""

    ANYONE = "anyone"
    AUTHOR = "author"
    """The worker whose case it is, from an address that the case was opened on."""
    READER = "reader"
    """An officer of the unit that holds the case, or that held it (up to when it gave it away)."""
    HOLDER = "holder"
    """An officer of the unit that holds the case now."""
    OFFICER = "officer"
    """Whoever has a role as officer, anywhere."""
    ADMIN = "admin"
    """Whoever has a role as admin, for the own subtree."""


@dataclass(frozen=True)
class Route:
    """A function and who may have it called. `private`: never in a group. `before_consent`: keeps nothing of a worker.

    `by_number`: a typed number may choose it also where the reader sees buttons without numbers.
    """

    name: str
    handler: Handler
    may: May
    private: bool = False
    before_consent: bool = False
    by_number: bool = True


@dataclass
class Feature:
    """What one file in handlers/ can do. Put together by registry.build_router."""

    commands: dict[str, Route] = field(default_factory=dict)
    buttons: dict[str, Route] = field(default_factory=dict)
    states: dict[str, Route] = field(default_factory=dict)
    events: dict[str, Route] = field(default_factory=dict)
    patterns: dict[str, tuple[re.Pattern[str], Route]] = field(default_factory=dict)

    def command(
        self, name: str, may: May = May.ANYONE, *, private: bool = False, before_consent: bool = False
    ) -> Callable[[Handler], Handler]:
        """`/word`; its words are `command-<name>` in the locale files."""
        return self._put(self.commands, name, may, private, before_consent)

    def button(
        self, name: str, may: May = May.ANYONE, *, private: bool = False, before_consent: bool = False, by_number: bool = True
    ) -> Callable[[Handler], Handler]:
        """A press on a button with data `name` or `name:<argument>…`; for a case the first argument is its id."""
        return self._put(self.buttons, name, may, private, before_consent, by_number)

    def state(self, name: str, may: May = May.ANYONE, *, before_consent: bool = False) -> Callable[[Handler], Handler]:
        """Whatever is written while the conversation is there; for a case `ctx.data["case"]` is its id."""
        return self._put(self.states, name, may, False, before_consent)

    def event(self, kind: str, may: May = May.ANYONE) -> Callable[[Handler], Handler]:
        """An incoming of this kind that is no message and no press (an edit, a blocked bot, a failed delivery…)."""
        return self._put(self.events, kind, may, False, True)

    def pattern(self, name: str, regex: str, *, before_consent: bool = False) -> Callable[[Handler], Handler]:
        """A whole message of this shape (a code, a secret), wherever the conversation stands; its groups are `ctx.args`."""

        def remember(handler: Handler) -> Handler:
            compiled = re.compile(regex, re.IGNORECASE | re.DOTALL)
            self.patterns[name] = (compiled, Route(name, handler, May.ANYONE, False, before_consent))
            return handler

        return remember

    def _put(
        self, table: dict[str, Route], name: str, may: May, private: bool, before_consent: bool, by_number: bool = True
    ) -> Callable[[Handler], Handler]:
        def remember(handler: Handler) -> Handler:
            if name in table:
                raise ValueError(f"{name} is there twice")
            table[name] = Route(name, handler, may, private, before_consent, by_number)
            return handler

        return remember


class Router:
    """All features together."""

    def __init__(self, features: list[Feature], words_of: Callable[[str], list[str]], fold: Callable[[str], str]) -> None:
        self.commands: dict[str, Route] = {}
        self.buttons: dict[str, Route] = {}
        self.states: dict[str, Route] = {}
        self.events: dict[str, Route] = {}
        self.patterns: list[tuple[re.Pattern[str], Route]] = []
        for feature in features:
            for mine, theirs in (
                (self.commands, feature.commands),
                (self.buttons, feature.buttons),
                (self.states, feature.states),
                (self.events, feature.events),
            ):
                if twice := mine.keys() & theirs.keys():
                    raise ValueError(f"{', '.join(sorted(twice))}: in two features")
                mine.update(theirs)
            self.patterns += feature.patterns.values()
        self._words = {fold(word): route for name, route in self.commands.items() for word in words_of(f"command-{name}")}
        # said without a slash, as a whole message: cancel, back, help
        self._spoken = {fold(word): route for name, route in self.commands.items() for word in words_of(f"spoken-{name}")}

    def command(self, word: str) -> Route | None:
        """The function of a command word in any language, without its slash, folded."""
        return self._words.get(word)

    def spoken(self, folded: str) -> Route | None:
        """The function of a whole message that says a command without a slash."""
        return self._spoken.get(folded)

    def pattern(self, text: str) -> tuple[Route, list[str]] | None:
        """The function for a message of a known shape, with the shape's groups."""
        for regex, route in self.patterns:
            if match := regex.fullmatch(text.strip()):
                return route, [group or "" for group in match.groups()]
        return None

    def button(self, data: str) -> tuple[Route, list[str]] | None:
        """The function of a button and its arguments: `case:take:12` is `case:take` with `12`. A command's name presses it."""
        name = data
        args: list[str] = []
        while name:
            if route := self.buttons.get(name):
                return route, args
            name, _, last = name.rpartition(":")
            args.insert(0, last)
        # a menu's button says no more than the command
        return (command, []) if (command := self.commands.get(data)) else None
