"""Somebody edited a message on their side: what it said before is kept, and whoever read it is told (T6)."""

from typing import Any

from handlers.answering import edited
from handlers.case_author import mark_urgent, revise
from handlers.context import Context
from handlers.drafts import revise_draft
from handlers.following_steps import show_numbers
from handlers.petition_steps import asks, show, step_now
from handlers.router import Feature
from handlers.texts import Phrase
from handlers.understanding.understood import Understood
from storage.fold import clean
from storage.following import typed_at
from storage.models import CaseMessage, Petition
from storage.petitions import Relation, is_author, petition_with, relation
from storage.queue import held_for_consent

feature = Feature()


@feature.event("edit")
def changed(ctx: Context) -> None:
    """Find what the message was part of: a first message that waits for consent, a draft, a case, an officer's words."""
    number = ctx.message.message_id
    # a live location tells of every step that somebody takes: the place that was sent stands
    if number is None or any(file.kind == "location" for file in ctx.message.files):
        return
    said = typed_at(ctx.session, ctx.place.address, number)
    if not said:
        _change_held(ctx, number)
    for part in said:
        _change(ctx, part)


def _change(ctx: Context, part: CaseMessage) -> None:
    petition = petition_with(ctx.session, part.petition_id, lock=True)
    if petition is None:
        return
    ctx.session.refresh(part)  # while we waited for the case it may have changed
    if part.author != "worker":
        _change_officers(ctx, petition, part)
    elif is_author(ctx.session, petition, ctx.contact):
        ctx.case = petition
        _change_workers(ctx, petition, part)


def _change_held(ctx: Context, number: str) -> None:
    for row in held_for_consent(ctx.session, ctx.contact.address):
        if row.payload.get("message_id") == number:
            was = row.payload.get("understood")
            row.payload = {**row.payload, "text": ctx.text, "understood": ctx.message.understood}
            _warn(ctx, was)


def _change_workers(ctx: Context, petition: Petition, part: CaseMessage) -> None:
    was, before = part.understood, part.text
    if petition.state == "draft":
        revise_draft(ctx, part, petition)
        if _warn(ctx, was):
            petition.urgent = True
        if asks(ctx, petition) and step_now(ctx) == "preview" and part.text != before:
            show(ctx, petition, "preview")
        return
    if not revise(ctx, petition, part, clean(ctx.text).strip()):
        return
    ctx.say(Phrase("follow-edited", code=petition.code), about=petition.id)
    part.understood = ctx.message.understood
    if _warn(ctx, was):
        mark_urgent(ctx, petition)


def _warn(ctx: Context, was: dict[str, Any] | None) -> bool:
    """Show whom to call if there is danger in the new words that was not in the old ones."""
    if not ctx.understood.urgent or Understood.of(was).urgent:
        return False
    show_numbers(ctx, ctx.understood.urgent)
    return True


def _change_officers(ctx: Context, petition: Petition, part: CaseMessage) -> None:
    if part.officer_id not in {role.id for role in ctx.roles}:
        return
    if relation(ctx.session, petition, ctx.roles, ctx.tree) is Relation.HOLDER:
        edited(ctx, petition, part, ctx.text)
