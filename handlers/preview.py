"""What will be sent to whom, before anything is sent: as the officer will see it, with what may still be changed."""

from handlers.cards import reason_words, topic_words, workplace_words
from handlers.casework import kept_reason, route_of
from handlers.context import Context
from handlers.hearing import heard_in
from handlers.masking import traces
from handlers.routing import Route
from handlers.texts import Phrase, Verbatim, Words
from handlers.voice import Button, Rows, button
from storage.drafts import RISKY, files, parts
from storage.models import Attachment, CaseMessage, Petition

SHOWN = 1000
"""Letters of the text that are shown: with all else it stays one message, which changes with the switches."""
TRACES_SHOWN = 5
KINDS = ("photo", "voice", "video", "file")


def preview(ctx: Context, petition: Petition) -> tuple[Words, Rows]:
    """Who will read it and why, what they will see, and the switches."""
    where = route_of(ctx, petition)
    said, sent = parts(ctx.session, petition.id), files(ctx.session, petition.id)
    found = list(dict.fromkeys(trace for part in said for trace in traces(part.text)))
    blocks = [
        Phrase("preview-to", unit=Verbatim(ctx.tree.node(where.unit).name), reason=_reason(ctx, where)),
        _seen(ctx, petition, said, sent),
        *_notes(petition, sent, found),
        Phrase("preview-press-send") if said else Phrase("preview-press-send-urgent"),
    ]
    say = ctx.house.texts.say
    words = Verbatim("\n\n".join(say(ctx.contact.language, block) for block in blocks))
    danger = petition.urgent or heard_in(said).urgent is not None
    return words, _buttons(petition, found=bool(found), danger=danger)


def _reason(ctx: Context, where: Route) -> Words:
    # the general words speak of the sender as of somebody else
    if where.reason.key == "route-excluded":
        return Phrase("preview-excluded", passed=Verbatim(ctx.tree.node(where.reason.args["passed"]).name))
    return reason_words(ctx.house, kept_reason(where.reason))


def _seen(ctx: Context, petition: Petition, said: list[CaseMessage], sent: list[Attachment]) -> Words:
    if petition.anonymous:
        author: Words = Phrase("author-anonymous")
    else:
        author = Verbatim(ctx.contact.name) if ctx.contact.name else Phrase("author-unnamed")
    return Phrase(
        "preview-seen",
        heading=Phrase(f"kind-{petition.kind}"),
        urgent=Phrase("preview-urgent") if petition.urgent else Verbatim(""),
        topic=topic_words(petition.topic),
        second=Phrase("preview-second", topic=topic_words(petition.second_topic)) if petition.second_topic else Verbatim(""),
        workplace=workplace_words(ctx.house, petition),
        author=author,
        text=_text(petition, said),
        files=_files(ctx, sent),
    )


def _text(petition: Petition, said: list[CaseMessage]) -> Words:
    hidden = petition.masked or petition.anonymous
    text = "\n\n".join(part.masked_text if hidden and part.masked_text else part.text for part in said if part.text)
    if not text:
        return Phrase("card-no-text")
    if len(text) <= SHOWN:
        return Verbatim(text)
    return Phrase("preview-cut", text=Verbatim(text[:SHOWN].rstrip()), left=len(text) - SHOWN)


def _files(ctx: Context, sent: list[Attachment]) -> Words:
    counts = [(kind, sum(file.kind == kind for file in sent)) for kind in KINDS]
    listed = ", ".join(ctx.words(f"files-{kind}", count=count) for kind, count in counts if count)
    return Phrase("preview-files", files=Verbatim(listed)) if listed else Verbatim("")


def _notes(petition: Petition, sent: list[Attachment], found: list[str]) -> list[Words]:
    notes: list[Words] = []
    if petition.anonymous:
        notes.append(Phrase("preview-anonymous"))
        if any(file.kind in RISKY and not file.allowed for file in sent):
            notes.append(Phrase("preview-files-held-back"))
    if found and petition.masked:
        notes.append(Phrase("preview-masked"))
    elif found:
        notes.append(
            Phrase("preview-traces", found=Verbatim(", ".join(found[:TRACES_SHOWN])), more=max(0, len(found) - TRACES_SHOWN))
        )
    return notes


def _buttons(petition: Petition, *, found: bool, danger: bool) -> Rows:
    case = petition.id
    rows: list[list[Button]] = [[button("button-petition-send", f"petition:send:{case}")]]
    rows.append([_switch("anonymous", petition, on=petition.anonymous)])
    if petition.workplace_unit is not None:
        rows.append([_switch("own-unit", petition, on=petition.excluded_unit is None)])
    if found:
        rows.append([_switch("mask", petition, on=petition.masked)])
    if petition.second_topic is not None:
        rows.append([button("button-preview-one", f"draft:split:{case}:one")])
    if danger:
        rows.append([_switch("urgent", petition, on=petition.urgent)])
    rows.append(
        [button("button-petition-edit", f"petition:edit:{case}"), button("button-petition-cancel", f"petition:cancel:{case}")]
    )
    return rows


def _switch(name: str, petition: Petition, *, on: bool) -> Button:
    # it says how it stands; pressed twice it still does what was seen when it was pressed
    label = Phrase(f"switch-{name}-{'on' if on else 'off'}")
    return Button(label, f"petition:{name.replace('-', '_')}:{petition.id}:{'off' if on else 'on'}")
