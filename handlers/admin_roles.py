"""Admins give and end roles: invitations made and withdrawn, a role ended."""

from handlers.casework import unit_name
from handlers.context import Context
from handlers.roles import end_role
from handlers.router import Feature, May
from handlers.subtree import leave, looks_after, unit_asked
from handlers.texts import Phrase, Verbatim
from handlers.unit_page import show_unit
from handlers.voice import button
from storage.casework import admins
from storage.invitations import new_invitation
from storage.models import Officer
from storage.officers import open_invitation, role_with, withdraw_made_by
from storage.tree import ROOT

feature = Feature()


@feature.button("admin:invite", May.ADMIN, private=True)
def invite(ctx: Context) -> None:
    """Make an invitation: its code is shown once, with how it is used."""
    leave(ctx)
    role = ctx.args[0] if ctx.args else ""
    unit = unit_asked(ctx, 1)
    if unit is None:
        return
    if role not in {"officer", "admin"} or not ctx.tree.node(unit).in_force(ctx.house.day(ctx.now).date()):
        ctx.say(Phrase("button-old"))
        return
    days = ctx.house.desk.invitation_days
    code = new_invitation(ctx.session, unit, role, _seat(ctx, unit).id, ctx.now, days)
    words = Phrase(f"admin-invitation-{role}", unit=unit_name(ctx, unit), code=Verbatim(code), days=days)
    ctx.replace(words, [[button("button-admin-unit", f"admin:unit:{unit}")]])


def _seat(ctx: Context, unit: str) -> Officer:
    """The role by which this person may act on the unit."""
    above = {step.code for step in ctx.tree.path(unit)}
    return next(role for role in ctx.roles if role.role == "admin" and role.unit_code in above)


@feature.button("admin:withdraw", May.ADMIN, private=True)
def withdraw(ctx: Context) -> None:
    """Nobody can use this invitation any more."""
    number = _number(ctx)
    invitation = open_invitation(ctx.session, number, ctx.now) if number is not None else None
    if invitation is None:
        ctx.say(Phrase("admin-invitation-gone"))
    elif not looks_after(ctx, invitation.unit_code):
        ctx.whisper(Phrase("not-allowed"))
    else:
        invitation.withdrawn = ctx.now
        ctx.session.flush()
        show_unit(ctx, invitation.unit_code, Phrase("admin-invitation-withdrawn"))


@feature.button("admin:end", May.ADMIN, private=True)
def ask_to_end(ctx: Context) -> None:
    """Ask whether a role is to end."""
    role = _role_asked(ctx)
    if role is None:
        return
    yes = button("button-admin-end-now", f"admin:ended:{role.id}")
    no = button("button-admin-keep", f"admin:unit:{role.unit_code}")
    key = "admin-end-sure-officer" if role.role == "officer" else "admin-end-sure-admin"
    ctx.replace(Phrase(key, name=Verbatim(role.name), unit=unit_name(ctx, role.unit_code)), [[yes, no]])


@feature.button("admin:ended", May.ADMIN, private=True)
def end(ctx: Context) -> None:
    """The role ends: what was taken is free again, what nobody can answer passes on. Its person is told."""
    role = _role_asked(ctx)
    if role is None:
        return
    unit = unit_name(ctx, role.unit_code)
    end_role(ctx, role)
    withdraw_made_by(ctx.session, role.id, ctx.now)
    ctx.roles[:] = [own for own in ctx.roles if own.ended is None]
    ctx.send(role.address, Phrase("admin-your-role-ended", unit=unit, role=Phrase(f"admin-role-{role.role}")))
    done = Phrase("admin-ended", name=Verbatim(role.name), unit=unit)
    if looks_after(ctx, role.unit_code):
        show_unit(ctx, role.unit_code, done)
    else:
        ctx.replace(done)


def _role_asked(ctx: Context) -> Officer | None:
    """The role that a button names; None, and they are told, if it cannot be ended by this admin."""
    number = _number(ctx)
    role = role_with(ctx.session, number) if number is not None else None
    if role is None:
        ctx.say(Phrase("admin-role-gone"))
    elif not looks_after(ctx, role.unit_code):
        ctx.whisper(Phrase("not-allowed"))
    elif _last_admin(ctx, role):
        ctx.say(Phrase("admin-last"))
    else:
        return role
    return None


def _last_admin(ctx: Context, role: Officer) -> bool:
    """Whether nobody could invite anybody any more without this role."""
    at_root = [admin.id for admin in admins(ctx.session) if admin.unit_code == ROOT]
    return role.role == "admin" and at_root == [role.id]


def _number(ctx: Context) -> int | None:
    given = ctx.args[0] if ctx.args else ""
    return int(given) if given.isdecimal() and len(given) < 19 else None
