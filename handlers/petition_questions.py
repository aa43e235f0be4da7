"""The questions about a petition that is being written: their words and their buttons."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from handlers.cards import topic_words
from handlers.casework import unit_name
from handlers.context import Context
from handlers.petition_topics import likely, second
from handlers.texts import Phrase, Verbatim, Words
from handlers.voice import Button, Rows, button
from handlers.workplaces import place_name
from storage.drafts import parts
from storage.models import Petition
from storage.petitions import OPEN, cases_of_author

Asked = tuple[Words, Rows]
BEGINNING = 100
"""Letters of a draft that remind its author of it."""
OFFERED = 3
LOOKED_AT = 20


def _back(petition: Petition, step: str) -> Button:
    return button("button-petition-back", f"petition:back:{petition.id}:{step}")


def _skip(petition: Petition, step: str) -> Button:
    return button("button-petition-skip", f"draft:skip:{petition.id}:{step}")


def workplace(ctx: Context, petition: Petition) -> Asked:
    """Where do you work? With the places that may be meant by what was typed."""
    found, case = ctx.data.get("found", ()), petition.id
    rows = [[_place(ctx, petition, kind, code)] for kind, code in found]
    rows += [
        [button("button-petition-communes", f"draft:communes:{case}")],
        [button("button-petition-no-union", f"draft:none:{case}")],
        [button("button-petition-unsaid", f"draft:unsaid:{case}")],
        [_skip(petition, "workplace"), _back(petition, "workplace")],
    ]
    if not found:
        return Phrase("petition-workplace"), rows
    names = [place_name(ctx.tree, kind, code) for kind, code in found]
    lines = "\n".join(f"{number}. {name}" for number, name in enumerate(names, start=1))
    return Phrase("petition-workplace-found", count=len(names), names=Verbatim(lines)), rows


def _place(ctx: Context, petition: Petition, kind: str, code: str) -> Button:
    return Button(Verbatim(place_name(ctx.tree, kind, code, short=True)), f"draft:{kind}:{petition.id}:{code}")


def commune(ctx: Context, petition: Petition) -> Asked:
    """In which commune? With those that may be meant by what was typed."""
    found = [[_place(ctx, petition, kind, code)] for kind, code in ctx.data.get("found", ())]
    words = "petition-commune-found" if found else "petition-commune"
    return Phrase(words), [*found, [_skip(petition, "commune"), _back(petition, "commune")]]


def topic(ctx: Context, petition: Petition) -> Asked:
    """What is it about? The likeliest first; all of them when nothing is likely or none was right."""
    offered = () if ctx.data.get("every") else likely(ctx, petition)
    rows = [[Button(topic_words(name), f"draft:topic:{petition.id}:{name}")] for name in offered or ctx.house.topics]
    if offered:
        rows.append([button("button-petition-topics", f"draft:topics:{petition.id}")])
    return Phrase("petition-topic"), [*rows, [_skip(petition, "topic"), _back(petition, "topic")]]


def split(ctx: Context, petition: Petition) -> Asked:
    """Two things in one letter: one case or two?"""
    other = second(ctx, petition) or petition.topic
    return Phrase("petition-split", first=topic_words(petition.topic), second=topic_words(other)), [
        [button("button-petition-split-yes", f"draft:split:{petition.id}:{other}")],
        [button("button-petition-split-no", f"draft:split:{petition.id}:one")],
        [_back(petition, "split")],
    ]


def whither(ctx: Context, petition: Petition) -> Asked:
    """Does it belong to a case that is open, or is it a new one? Says who would read it."""
    lines, rows = [], []
    for case in open_cases(ctx):
        holder = unit_name(ctx, case.unit_code or "")
        lines.append(ctx.words("petition-whither-line", code=case.code, topic=topic_words(case.topic), unit=holder))
        rows.append([button("button-petition-add-to", f"follow:add:{case.id}", code=case.code)])
    rows.append([button("button-petition-new", f"petition:new:{petition.id}")])
    return Phrase("petition-whither", cases=Verbatim("\n".join(lines))), rows


def open_cases(ctx: Context) -> list[Petition]:
    """The newest of the person's cases that are not over."""
    cases = cases_of_author(ctx.session, ctx.contact, LOOKED_AT)
    return [case for case in cases if case.state in OPEN][:OFFERED]


def old(ctx: Context, petition: Petition) -> Asked:
    """Go on with what was begun, or begin anew? What was just written stays either way."""
    since, kind = ctx.data.get("since", 0), ctx.data.get("kind", petition.kind)
    begun = [part.text for part in parts(ctx.session, petition.id) if part.text and (not since or part.id < since)]
    beginning = " ".join(" ".join(begun).split())
    shown = (
        Verbatim(beginning)
        if len(beginning) <= BEGINNING
        else Phrase("petition-beginning", text=Verbatim(beginning[:BEGINNING].rstrip()))
    )
    words = Phrase("petition-old", beginning=shown, begun=petition.created) if begun else Phrase("petition-old-files")
    return words, [
        [button("button-petition-resume", f"petition:resume:{petition.id}")],
        [button("button-petition-fresh", f"petition:fresh:{petition.id}:{since}:{kind}")],
    ]


def more(ctx: Context, petition: Petition) -> Asked:
    """Anything more to tell?"""
    return Phrase("petition-more"), [[button("button-petition-done", f"petition:resume:{petition.id}")]]


def rewrite(ctx: Context, petition: Petition) -> Asked:
    """Say it again, in other words."""
    return Phrase("petition-rewrite"), [[_back(petition, "rewrite")]]


def edit(ctx: Context, petition: Petition) -> Asked:
    """What is to be changed?"""
    case = petition.id
    other = "kien_nghi" if petition.kind == "cau_hoi" else "cau_hoi"
    return Phrase("petition-edit"), [
        [button("button-petition-rewrite", f"petition:rewrite:{case}")],
        [button("button-petition-more", f"petition:more:{case}")],
        [button("button-petition-workplace", f"petition:workplace:{case}")],
        [button("button-petition-topic", f"petition:topic:{case}")],
        [Button(Phrase(f"button-petition-into-{other}"), f"petition:kind:{case}:{other}")],
        [_back(petition, "edit")],
    ]  # fmt: skip


def files(ctx: Context, petition: Petition) -> Asked:
    """May the files that reveal their sender go along?"""
    return Phrase("petition-files"), [
        [button("button-petition-files-yes", f"petition:files:{petition.id}:yes")],
        [button("button-petition-files-no", f"petition:files:{petition.id}:no")],
        [_back(petition, "files")],
    ]


def cancel(ctx: Context, petition: Petition) -> Asked:
    """Really? It cannot be undone."""
    return Phrase("petition-cancel"), [
        [button("button-petition-drop", f"petition:drop:{petition.id}")],
        [button("button-petition-keep", f"petition:keep:{petition.id}")],
        [_back(petition, "cancel")],
    ]


QUESTIONS: Final = MappingProxyType[str, Callable[[Context, Petition], Asked]](
    {
        "workplace": workplace, "commune": commune, "topic": topic, "split": split, "whither": whither, "old": old,
        "more": more, "rewrite": rewrite, "edit": edit, "files": files, "cancel": cancel,
    }
)  # fmt: skip
