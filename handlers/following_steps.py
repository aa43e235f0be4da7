"""What the desks of the author share: how a case stands, the message in hand as part of a case, what must be asked about it."""

from handlers.case_author import add, mark_urgent, shield
from handlers.casework import unit_name
from handlers.context import Context
from handlers.drafts import covered, keep_said
from handlers.emergency import whom_to_call
from handlers.hearing import heard_in
from handlers.masking import traces
from handlers.menu import main_menu
from handlers.texts import Phrase, Verbatim, Words
from handlers.voice import button
from storage.casework import files_of
from storage.models import CaseMessage, Petition

ADDING = "follow.adding"
"""The state in which whatever is written is added to a case."""


def author_state(petition: Petition) -> Words:
    """How a case stands, said to its author."""
    return Phrase(f"follow-state-{petition.state}")


def not_now(ctx: Context) -> None:
    """Say how the case stands: what was pressed does not follow from there."""
    petition = ctx.petition
    if petition.state == "draft":
        ctx.say(Phrase("follow-draft"), main_menu(ctx.house, ctx.roles))
    else:
        ctx.say(Phrase("follow-not-now", code=petition.code, state=author_state(petition)), about=petition.id)


def take_part(ctx: Context, petition: Petition) -> CaseMessage:
    """Keep the message in hand, with its files, as said in this case; no desk has read it yet."""
    part = keep_said(ctx, petition)
    shield(ctx, petition, part)
    return part


def hand_in(ctx: Context, petition: Petition, said: list[CaseMessage]) -> None:
    """Let the desks read what was added; danger goes first."""
    if kind := heard_in(said).urgent:
        show_numbers(ctx, kind)
        mark_urgent(ctx, petition)
    add(ctx, petition, said)


def show_numbers(ctx: Context, kind: str) -> None:
    """Whom to call, at once."""
    ctx.say(whom_to_call(ctx, ctx.contact.language, kind))


def ask_about(ctx: Context, petition: Petition, said: list[CaseMessage]) -> None:
    """Tell an anonymous author what was covered or held back in what they added, and let them send it after all."""
    if not petition.anonymous:
        return
    for part in said:
        found = traces(part.text)
        if found and part.masked_text != covered(petition, part.text):
            words = Phrase("follow-covered", found=Verbatim(", ".join(found)))
            ctx.say(words, [[button("button-follow-uncover", f"follow:uncover:{petition.id}:{part.id}")]], about=petition.id)
    held = next((part for part in said if any(not file.allowed for file in files_of(ctx.session, part.id))), None)
    if held is not None:
        allow = button("button-follow-files", f"follow:files:{petition.id}:{held.id}")
        ctx.say(Phrase("follow-held"), [[allow]], about=petition.id)


def say_added(ctx: Context, petition: Petition) -> None:
    """Say who reads it; while the conversation adds to this case, also how to end that."""
    unit = unit_name(ctx, petition.unit_code or "")
    if ctx.contact.state == ADDING and ctx.data.get("case") == petition.id:
        rows = [[button("button-follow-done", f"follow:done:{petition.id}")]]
        ctx.say(Phrase("follow-added-more", code=petition.code, unit=unit), rows, about=petition.id)
    elif petition.state == "closed":
        rows = [[button("button-not-satisfied", f"follow:reopen:{petition.id}")]]
        ctx.say(Phrase("follow-added-closed", code=petition.code, unit=unit), rows, about=petition.id)
    else:
        ctx.say(Phrase("follow-added", code=petition.code, unit=unit), about=petition.id)
