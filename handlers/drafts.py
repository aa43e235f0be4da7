"""A petition that is being written: what was said joins it, is covered, is taken back, is forgotten."""

from datetime import timedelta

from handlers.context import Context
from handlers.hearing import heard_in
from handlers.masking import cover, cover_places
from handlers.texts import Phrase
from handlers.tongue import heed
from handlers.voice import NOTICE, Voice
from storage.attachments import attach
from storage.contacts import contact_at
from storage.drafts import RISKY, drop_parts, erase, files, parts, untouched_since
from storage.fold import clean, fold
from storage.models import CaseMessage, Petition
from storage.petitions import draft_at

KEPT = timedelta(days=30)
"""For how long a draft that nobody touches is kept."""
AT_ONCE = 100


def draft_here(ctx: Context) -> Petition | None:
    """The petition that this person is writing in this chat."""
    return draft_at(ctx.session, ctx.contact.address)


def start_draft(ctx: Context, kind: str = "kien_nghi", *, urgent: bool = False) -> Petition:
    """Begin a petition in this chat, where none is being written; the unit of a link or QR code is known already."""
    unit = ctx.contact.workplace_unit
    draft = Petition(
        person_id=ctx.contact.person_id, address=ctx.contact.address, kind=kind, urgent=urgent,
        created=ctx.now, touched=ctx.now,
    )  # fmt: skip
    if unit is not None and unit in ctx.tree:
        draft.workplace_said, draft.workplace_unit = "unit", unit
    ctx.session.add(draft)
    ctx.session.flush()
    return draft


def says_something(ctx: Context, text: str) -> bool:
    """Whether there is anything to keep: a file, or at least one letter or digit (a smile alone is no petition)."""
    return bool(ctx.message.files or fold(text))


def keep_said(ctx: Context, petition: Petition, text: str | None = None) -> CaseMessage:
    """Keep the message in hand, with its files, as something the worker said in this petition.

    text: what it says, if that is not the whole message. Covered and held back as the worker has chosen for this petition.
    """
    heed(ctx)
    said = _said(ctx, text)
    part = CaseMessage(
        petition_id=petition.id, author="worker", text=said, folded=fold(said), masked_text=covered(petition, said),
        understood=ctx.message.understood or None, created=ctx.now,
        address=ctx.contact.address, message_id=ctx.message.message_id,
    )  # fmt: skip
    ctx.session.add(part)
    ctx.session.flush()
    for file in ctx.message.files:
        if file.kind != "location":
            attach(
                ctx.session, file, owner=ctx.contact.address, petition_id=petition.id, case_message_id=part.id, now=ctx.now,
                allowed=not (petition.anonymous and file.kind in RISKY),
            )  # fmt: skip
    petition.touched = ctx.now
    return part


def _said(ctx: Context, text: str | None) -> str:
    places = [file.ref for file in ctx.message.files if file.kind == "location" and file.ref]
    lines = [clean(ctx.text if text is None else text), *(ctx.words("petition-place", place=place) for place in places)]
    return "\n".join(lines).strip()


def covered(petition: Petition, text: str) -> str | None:
    """What the desk reads instead of a cleaned text, None if that is the same.

    Names and numbers if the worker chose it; where they stood in any case: it counts if the petition is anonymous.
    """
    hidden = cover(text) if petition.masked else cover_places(text)
    return hidden if hidden != text else None


def set_masked(ctx: Context, petition: Petition, masked: bool) -> None:
    """Cover names and numbers for the desk, or uncover them."""
    petition.masked = masked
    for part in parts(ctx.session, petition.id):
        part.masked_text = covered(petition, part.text)


def set_anonymous(ctx: Context, petition: Petition, anonymous: bool) -> None:
    """Hide the author, or not; what may reveal them anyway is held back until they agree to each way."""
    petition.anonymous = anonymous
    for file in files(ctx.session, petition.id):
        file.allowed = not (anonymous and file.kind in RISKY)


def rewrite(ctx: Context, petition: Petition) -> None:
    """Let the message in hand stand in place of all that was written; files that were sent before stay."""
    with_files = {file.case_message_id for file in files(ctx.session, petition.id)}
    for part in parts(ctx.session, petition.id):
        if part.id in with_files:
            part.text, part.folded, part.masked_text = "", "", None
        else:
            ctx.session.delete(part)
    keep_said(ctx, petition)


def revise_draft(ctx: Context, part: CaseMessage, petition: Petition) -> None:
    """An edited message of a draft says the new words. Nobody has read the old ones: no trail of them is kept."""
    part.text = _said(ctx, None)
    part.folded, part.masked_text = fold(part.text), covered(petition, part.text)
    part.understood = ctx.message.understood or None
    petition.touched = ctx.now


def begin_anew(ctx: Context, petition: Petition, since: int, kind: str) -> None:
    """Erase what was said before the message `since` (0: all of it). Where somebody works stays known, nothing else."""
    drop_parts(ctx.session, ctx.house.files, petition.id, before=since or None)
    said = parts(ctx.session, petition.id)
    petition.kind, petition.topic, petition.topic_guess, petition.second_topic = kind, None, None, None
    petition.urgent = heard_in(said).urgent is not None
    petition.excluded_unit, petition.created = None, ctx.now
    set_masked(ctx, petition, masked=False)
    set_anonymous(ctx, petition, anonymous=False)


def forget_old_drafts(voice: Voice) -> int:
    """Erase drafts that nobody has touched for 30 days and tell their authors. Returns how many; call again while there are."""
    old = untouched_since(voice.session, voice.now - KEPT, AT_ONCE)
    for draft in old:
        contact = contact_at(voice.session, draft.address)
        if contact is not None and contact.data.get("case") == draft.id:
            contact.state, contact.data, contact.choices = None, {}, []
        voice.send(draft.address, Phrase("petition-forgotten", begun=draft.created), priority=NOTICE)
        erase(voice.session, voice.house.files, draft)
    return len(old)
