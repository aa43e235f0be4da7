"""The contact card, edited by the admin of all; /lienhe and every text with the hotline show it from then on."""

from handlers.contact import CONTACT, office
from handlers.context import Context
from handlers.router import Feature, May
from handlers.subtree import at_root, leave
from handlers.texts import Phrase, Verbatim
from handlers.voice import button
from storage.fold import clean
from storage.models import Setting

feature = Feature()

ASKED = "admin.contact"
FIELDS = ("office", "address", "hotline", "hours")
LONGEST = 200
LEAST_DIGITS = 3
"""A hotline has at least so many; 115 is one."""


@feature.button("admin:contact", May.ADMIN, private=True)
def edit(ctx: Context) -> None:
    """Show the card; with a field named, ask what is to stand there."""
    if not at_root(ctx):
        return
    field = ctx.args[0] if ctx.args else ""
    if field in FIELDS:
        ctx.goto(ASKED, field=field)
        ctx.say(
            Phrase("admin-contact-ask", field=Phrase(f"admin-contact-{field}"), now=Verbatim(getattr(office(ctx), field))),
            [[button("button-admin-drop", "admin:drop")]],
        )
        return
    leave(ctx)
    _show(ctx)


def _show(ctx: Context) -> None:
    card = office(ctx)
    words = Phrase("admin-contact-card", **{field: Verbatim(getattr(card, field)) for field in FIELDS})
    rows = [[button(f"admin-contact-{field}", f"admin:contact:{field}")] for field in FIELDS]
    ctx.say(words, [*rows, [button("button-admin-list", "admin:list:0")]])


@feature.state(ASKED, May.ADMIN)
def keep(ctx: Context) -> None:
    """What is to stand there from now on."""
    field = ctx.data.get("field")
    if not at_root(ctx) or field not in FIELDS:
        leave(ctx)
        return
    value = " ".join(clean(ctx.text).split())
    if not value or len(value) > LONGEST or (field == "hotline" and sum(map(str.isdecimal, value)) < LEAST_DIGITS):
        ctx.say(Phrase("admin-contact-wrong-hotline" if field == "hotline" else "admin-contact-wrong", most=LONGEST))
        return
    setting = ctx.session.get(Setting, CONTACT, with_for_update=True)
    if setting is None:
        ctx.session.add(Setting(name=CONTACT, value={field: value}))
    else:
        setting.value = {**setting.value, field: value}
    ctx.session.flush()
    ctx.goto(None)
    _show(ctx)
