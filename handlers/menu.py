"""The buttons below a greeting, a help text, or whatever ends a conversation."""

from collections.abc import Sequence

from handlers.house import House
from handlers.voice import Rows, button
from storage.models import Officer

EVERYBODY = (("petition",), ("status", "urgent"), ("contact", "help"))
DESK = {"officer": ("inbox",), "admin": ("officers",)}
"""By role: what stands above the rest."""


def main_menu(house: House, roles: Sequence[Officer] = ()) -> Rows:
    """Buttons for those commands that exist; each is the command itself."""
    desk = tuple(name for role, names in DESK.items() if any(seat.role == role for seat in roles) for name in names)
    rows = [[button(f"menu-{name}", name) for name in row if name in house.router.commands] for row in (desk, *EVERYBODY)]
    return [row for row in rows if row]
