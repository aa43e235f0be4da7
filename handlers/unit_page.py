"""One unit as its admin sees it: who has a role there, who is invited, and what may be done about it."""

from collections.abc import Sequence

from handlers.casework import unit_name
from handlers.context import Context
from handlers.texts import Phrase, Verbatim, Words
from handlers.voice import Button, button
from storage.models import Invitation, Officer
from storage.officers import open_invitations, roles_at


def show_unit(ctx: Context, unit: str, lead: Words | None = None) -> None:
    """Show a unit in place of the message whose button was pressed; `lead` says what has just been done."""
    roles = roles_at(ctx.session, unit)
    invitations = open_invitations(ctx.session, unit, ctx.now)
    node = ctx.tree.node(unit)
    in_force = node.in_force(ctx.house.day(ctx.now).date())
    blocks = [
        ctx.house.texts.say(ctx.contact.language, lead) if lead else "",
        "\n".join([
            node.name,
            ctx.words("admin-unit-above", above=unit_name(ctx, node.parent)) if node.parent else "",
            "" if in_force else ctx.words("admin-unit-ended"),
        ]).strip(),
        _people(ctx, roles),
        _invited(ctx, invitations),
    ]  # fmt: skip
    buttons = [_end(role) for role, _ in roles] + [_withdraw(row, n) for n, row in enumerate(invitations, start=1)]
    rows = [[one] for one in buttons]
    if in_force:
        invite = [button("button-admin-invite-officer", f"admin:invite:officer:{unit}"),
                  button("button-admin-invite-admin", f"admin:invite:admin:{unit}")]  # fmt: skip
        rows.append(invite)
    rows.append([button("button-admin-cases", f"admin:cases:{unit}"), button("button-admin-list", "admin:list:0")])
    ctx.replace(Verbatim("\n\n".join(block for block in blocks if block)), rows)


def _people(ctx: Context, roles: Sequence[tuple[Officer, bool]]) -> str:
    if not roles:
        return ctx.words("admin-unit-nobody")
    return "\n".join(
        ctx.words(
            "admin-person", name=Verbatim(role.name), role=Phrase(f"admin-role-{role.role}"), since=role.since,
            reach=Phrase("admin-person-there" if reachable else "admin-person-away"),
        )
        for role, reachable in roles
    )  # fmt: skip


def _invited(ctx: Context, invitations: Sequence[Invitation]) -> str:
    return "\n".join(
        ctx.words("admin-invited", number=n, role=Phrase(f"admin-role-{row.role}"), expires=row.expires)
        for n, row in enumerate(invitations, start=1)
    )


def _end(role: Officer) -> Button:
    return button("button-admin-end", f"admin:end:{role.id}", name=Verbatim(role.name), role=Phrase(f"admin-role-{role.role}"))


def _withdraw(row: Invitation, number: int) -> Button:
    return button("button-admin-withdraw", f"admin:withdraw:{row.id}", number=number)
