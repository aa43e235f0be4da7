"""Who may do what, as a page for people: made from the routes themselves, so that it cannot differ from them."""

from collections.abc import Mapping

from handlers.router import May, Route, Router

PLAIN: Mapping[May, str] = {
    May.ANYONE: "anyone",
    May.AUTHOR: "the worker whose case it is",
    May.READER: "officers of the unit that holds the case, or that held it (as it was when it was given away)",
    May.HOLDER: "officers of the unit that holds the case now",
    May.OFFICER: "officers of any unit",
    May.ADMIN: "admins, for their own subtree",
}

READING = """\
| Who | Reads |
|---|---|
| The author, where the case was written or opened with code and secret | everything but internal notes |
| Officers of the unit that holds the case | everything; of an anonymous author nothing that tells who they are |
| Officers of a unit that held it | what was there when it was given away |
| Officers and admins of the units above | state and dates, until it climbs to them |
| Admins | states and counts, no text, unless they also sit at the desk |
| Whoever sits in a unit that the worker excluded, in whatever other role | nothing, not even a count or a search hit |
| Everybody else | nothing |
"""

HEAD = """\
# Who may do what

Made from the code (`handlers/permissions.py`); do not edit by hand. The right is asked again at every message and every
press, whatever button was shown. A refusal says the same for a case that is not there and for one that is not yours.

## Who reads a case

"""


def permission_table(router: Router) -> str:
    """The page in Markdown: who reads a case, then every action of the router with who may do it."""
    sections = [
        ("Commands", router.commands),
        ("Buttons", router.buttons),
        ("What is written when something was asked for", router.states),
        ("Messages of a known shape", {route.name: route for _, route in router.patterns}),
    ]
    return HEAD + READING + "".join(_section(title, routes) for title, routes in sections)


def _section(title: str, routes: Mapping[str, Route]) -> str:
    lines = [f"| `{name}` | {PLAIN[route.may]} | {_where(route)} |" for name, route in sorted(routes.items())]
    return "\n".join([f"\n## {title}\n", "| Action | Who | |", "|---|---|---|", *lines]) + "\n"


def _where(route: Route) -> str:
    notes = ["in a private chat only"] if route.private else []
    if route.before_consent and route.may is May.ANYONE:
        notes.append("also before consent")
    return ", ".join(notes)
