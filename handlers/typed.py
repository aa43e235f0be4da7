"""What somebody typed, where they could have pressed: a number or label of a menu, a command without its slash."""

from handlers.context import Context
from handlers.router import May, Route
from storage.fold import fold
from storage.petitions import cases_of_author

LOOKING = (None, "admin.find")
"""States in which nothing is being written for which words of a command could be meant."""
BY_ROLE = frozenset({May.OFFICER, May.ADMIN})
"""What a role alone gives the right to: the names of both are the same."""
LOOKED_AT = 20
"""So many of a person's newest cases may wait for an answer of theirs."""


def has_role(ctx: Context, route: Route) -> bool:
    """Whether this person has the role that the action is for (see BY_ROLE)."""
    return any(role.role == route.may.value for role in ctx.roles)


def chosen(ctx: Context, folded: str) -> str | None:
    """The button that a number or a label stands for, from the last menu (channels without buttons, and people who type)."""
    choices = ctx.contact.choices
    return next((data for label, data, *number in choices if number == [folded] or fold(label) == folded), None)


def of_the_desk(ctx: Context, folded: str) -> Route | None:
    """A command of officers or admins that one of them says without a slash, while nothing is being written."""
    router = ctx.house.router
    if ctx.contact.state not in LOOKING:
        return None
    first, _, rest = ctx.text.strip().partition(" ")
    whole = router.spoken(folded) or router.command(folded)
    route = whole or router.command(fold(first))
    if route is None or route.may not in BY_ROLE or not has_role(ctx, route):
        return None
    ctx.args = [] if whole else rest.split()
    return route


def uncertain(ctx: Context, folded: str) -> bool:
    """Whether it is a number for which a line stood, but not the last one or not with a number, and nothing else was asked."""
    choices, state = ctx.contact.choices, ctx.contact.state
    if not (folded.isdecimal() and len(folded) < 3 and 0 < int(folded) <= len(choices)):
        return False
    if choices[int(folded) - 1][2:] != [""] and state in ctx.house.router.states:
        return False  # what is asked for now is words, and they may be a number
    # so may the answer to an officer's question
    return state is not None or all(case.state != "asked" for case in cases_of_author(ctx.session, ctx.contact, LOOKED_AT))
