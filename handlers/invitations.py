"""Invitations redeemed: in a private chat somebody becomes officer or admin, in a group the group becomes a desk."""

from handlers.casework import unit_name
from handlers.context import Context
from handlers.desk import private_desk
from handlers.guessing import barred, wrong
from handlers.menu import main_menu
from handlers.router import Feature
from handlers.texts import Phrase, Verbatim
from handlers.voice import button
from storage.casework import desk_at
from storage.codes import ALPHABET
from storage.fold import clean
from storage.invitations import invitation_with, waiting_at
from storage.models import Desk, Invitation, Officer

NAMING = "invitation.name"
NAME = 60
"""Letters of a name at most: it stands on cards and buttons."""

_HYPHENS = r"\u2010-\u2015\u2212-"
_GAP = rf"[\s{_HYPHENS}]{{0,3}}"


def _shape(letters: str, start: str) -> str:
    return start + _GAP.join([rf"([{letters}]{{4}})"] * 3)


# With its hyphen any letter may be mistyped; without, "cn" is also short for workers, and four short words are a sentence.
CODE = _shape("a-z0-9", rf"cn[{_HYPHENS}]") + "|" + _shape(ALPHABET, rf"(?=.*[2-9])cn{_GAP}")

feature = Feature()


@feature.pattern("invitation", CODE, before_consent=True)
def redeem(ctx: Context) -> None:
    """Use an invitation up. Used, withdrawn, too old or never made: the same words for all of them."""
    desks = {role.unit_code for role in ctx.roles if role.role == "officer"}
    if ctx.message.group and not desks:
        # nobody becomes an officer before a whole group, and a stranger does not learn here whether a code is good
        ctx.say(Phrase("invitation-in-private"))
        return
    if barred(ctx):
        return
    invitation = invitation_with(ctx.session, "".join(ctx.args), ctx.now)
    if invitation is None or invitation.unit_code not in ctx.tree:
        wrong(ctx, "invitation-wrong")
    elif not ctx.message.group:
        _take_up(ctx, invitation)
    elif invitation.role != "officer" or invitation.unit_code not in desks:
        ctx.say(Phrase("invitation-in-private"))
    else:
        _make_desk(ctx, invitation)


def _take_up(ctx: Context, invitation: Invitation) -> None:
    unit = unit_name(ctx, invitation.unit_code)
    if any((role.unit_code, role.role) == (invitation.unit_code, invitation.role) for role in ctx.roles):
        ctx.say(Phrase("invitation-known", unit=unit), main_menu(ctx.house, ctx.roles))
        return
    invitation.used = ctx.now
    name = ctx.contact.name
    officer = Officer(
        person_id=ctx.contact.person_id, unit_code=invitation.unit_code, role=invitation.role,
        name=name or ctx.words("invitation-no-name"), address=ctx.contact.address, since=ctx.now,
    )  # fmt: skip
    ctx.session.add(officer)
    ctx.session.flush()
    ctx.roles.append(officer)
    if officer.role == "officer":
        private_desk(ctx.session, officer)
    _welcome(ctx, officer)
    if not name:
        ask_name(ctx)


def _welcome(ctx: Context, officer: Officer) -> None:
    ctx.goto(None)
    unit = unit_name(ctx, officer.unit_code)
    if officer.role == "admin":
        words = Phrase("invitation-welcome-admin", unit=unit, name=Verbatim(officer.name))
    else:
        seats = {role.unit_code for role in ctx.roles}
        words = Phrase(
            "invitation-welcome", unit=unit, name=Verbatim(officer.name),
            waiting=waiting_at(ctx.session, officer.unit_code, seats),
        )  # fmt: skip
    ctx.say(words, [[button("button-invitation-name", "invitation:name")], *main_menu(ctx.house, ctx.roles)])


@feature.button("invitation:name", private=True, before_consent=True)
def ask_name(ctx: Context) -> None:
    """Ask what colleagues are to see."""
    if not ctx.roles:
        ctx.say(Phrase("not-allowed"))
        return
    ctx.goto(NAMING)
    ctx.say(
        Phrase("invitation-ask-name"), [[button("button-invitation-keep", "invitation:keep", name=Verbatim(ctx.roles[0].name))]]
    )


@feature.button("invitation:keep", private=True, before_consent=True)
def keep_name(ctx: Context) -> None:
    """The name is right as it is."""
    if ctx.contact.state == NAMING:
        ctx.goto(None)
    if ctx.roles:
        _say_name(ctx)
    else:
        ctx.say(Phrase("not-allowed"))


@feature.state(NAMING, before_consent=True)
def set_name(ctx: Context) -> None:
    """The name that colleagues see from now on, in every role of this person."""
    if not ctx.roles:
        # the role ended while its name was asked for
        ctx.goto(None)
        ctx.say(Phrase("not-allowed"))
        return
    name = " ".join(clean(ctx.text).split())
    if not name or len(name) > NAME:
        ctx.say(Phrase("invitation-name-wrong", most=NAME))
        return
    for role in ctx.roles:
        role.name = name
    ctx.goto(None)
    _say_name(ctx)


def _say_name(ctx: Context) -> None:
    ctx.say(Phrase("invitation-named", name=Verbatim(ctx.roles[0].name)), main_menu(ctx.house, ctx.roles))


def _make_desk(ctx: Context, invitation: Invitation) -> None:
    unit = invitation.unit_code
    topics = bool(ctx.message.extra.get("forum"))
    desk = desk_at(ctx.session, unit, ctx.place.address)
    if desk is not None and not desk.closed:
        desk.topics = topics
        ctx.say(Phrase("invitation-desk-known", unit=unit_name(ctx, unit)))
        return
    if desk is None:
        ctx.session.add(Desk(unit_code=unit, address=ctx.place.address, group=True, topics=topics, card_due=ctx.now))
    else:
        desk.closed, desk.paused, desk.topics = False, False, topics
    invitation.used = ctx.now
    seats = {role.unit_code for role in ctx.roles}
    ctx.say(Phrase("invitation-desk", unit=unit_name(ctx, unit), waiting=waiting_at(ctx.session, unit, seats)))
