"""The union tree from a file: the admin of all sends a CSV, sees what it would change, and applies it."""

from handlers.context import Context
from handlers.router import Feature, May
from handlers.subtree import at_root, leave
from handlers.texts import Phrase, Verbatim
from handlers.voice import button
from storage.attachments import attach
from storage.models import Attachment
from storage.tree import UnitNode
from storage.types import FileRef
from storage.unit_file import Problem, UnitFileError, read_units
from storage.units import compare_units, store_units, tree_version

feature = Feature()

ASKED = "admin.units"
LARGEST = 2 * 1024 * 1024
"""Bytes of a unit file: ten times what all unions of a province need."""
SHOWN = 10
"""So many lines of a preview, or of what is wrong, are shown."""


@feature.button("admin:units", May.ADMIN, private=True)
def ask(ctx: Context) -> None:
    """Ask for the file."""
    if at_root(ctx):
        ctx.goto(ASKED)
        ctx.say(Phrase("admin-units-ask"), [[button("button-admin-drop", "admin:drop")]])


@feature.button("admin:drop", May.ADMIN, private=True)
def drop(ctx: Context) -> None:
    """Nothing is changed."""
    leave(ctx)
    ctx.replace(Phrase("admin-dropped"), [[button("button-admin-list", "admin:list:0")]])


@feature.state(ASKED, May.ADMIN)
def receive(ctx: Context) -> None:
    """A file instead of words; one that is still on its platform is fetched first."""
    if not at_root(ctx):
        leave(ctx)
        return
    file = next((one for one in ctx.message.files if _is_table(one)), None)
    if file is None:
        ctx.say(Phrase("admin-units-no-file"), [[button("button-admin-drop", "admin:drop")]])
    elif (file.size or 0) > LARGEST:
        ctx.say(Phrase("admin-units-too-big"), [[button("button-admin-drop", "admin:drop")]])
    elif file.digest is not None:
        _preview(ctx, file.digest)
    else:
        row = attach(ctx.session, file, owner=ctx.contact.address, petition_id=None, case_message_id=None, now=ctx.now)
        ctx.session.flush()
        row.upload_id = f"units/{row.id}"  # like every upload that no message names, it is erased after a day
        ctx.goto(ASKED, attachment=row.id)
        ctx.say(Phrase("admin-units-fetching"))


def _is_table(file: FileRef) -> bool:
    # spreadsheet programs register .csv for themselves, so its type says little
    return file.kind == "file" and ((file.name or "").lower().endswith(".csv") or file.mime == "text/csv")


@feature.event("loose_file_here")
def file_here(ctx: Context) -> None:
    """A file that belongs to no case has come in: the unit file, if it is still waited for."""
    row = _waited_for(ctx)
    if row is not None and row.digest is not None and at_root(ctx):
        _preview(ctx, row.digest)


@feature.event("loose_file_failed")
def file_failed(ctx: Context) -> None:
    """The file cannot be fetched: it may be sent again."""
    if _waited_for(ctx):
        ctx.say(Phrase("admin-units-lost"), [[button("button-admin-drop", "admin:drop")]])


def _waited_for(ctx: Context) -> Attachment | None:
    number = int(ctx.message.extra["attachment"])
    waits = ctx.contact.state == ASKED and ctx.data.get("attachment") == number
    return ctx.session.get(Attachment, number) if waits else None


def _preview(ctx: Context, digest: str) -> None:
    """Say what the file would change, or what is wrong with it."""
    nodes = _read(ctx, digest)
    if nodes is None:
        return
    changes = compare_units(ctx.session, nodes)
    if not any(changes.values()):
        ctx.goto(None)
        ctx.say(Phrase("admin-units-same"), [[button("button-admin-list", "admin:list:0")]])
        return
    ctx.goto(ASKED, digest=digest, tree=tree_version(ctx.session))
    ctx.say(
        Phrase("admin-units-preview", lines=Verbatim(_lines(ctx, nodes, changes)), **_counts(changes)),
        [[button("button-admin-apply", "admin:apply"), button("button-admin-drop", "admin:drop")]],
    )


def _read(ctx: Context, digest: str) -> list[UnitNode] | None:
    content = ctx.house.files.read(ctx.session, digest)
    if content is None or len(content) > LARGEST:
        ctx.say(Phrase("admin-units-lost" if content is None else "admin-units-too-big"))
        return None
    try:
        return read_units(content)
    except UnitFileError as error:
        lines = [_wrong(ctx, problem) for problem in error.problems[:SHOWN]]
        words = Phrase("admin-units-wrong", lines=Verbatim("\n".join(lines)), count=len(error.problems))
        ctx.say(words, [[button("button-admin-drop", "admin:drop")]])
        return None


def _wrong(ctx: Context, problem: Problem) -> str:
    return ctx.words(
        "admin-units-problem", line=problem.line,
        column=Phrase("admin-units-column", name=Verbatim(problem.column)) if problem.column else Verbatim(""),
        what=Phrase(problem.reason_key),
        value=Phrase("admin-units-value", value=Verbatim(problem.value)) if problem.value else Verbatim(""),
    )  # fmt: skip


def _counts(changes: dict[str, list[str]]) -> dict[str, int]:
    return {name: len(codes) for name, codes in changes.items()}


def _lines(ctx: Context, nodes: list[UnitNode], changes: dict[str, list[str]]) -> str:
    names = {unit.code: unit.name for unit in [*ctx.tree, *nodes]}
    listed = [(kind, code) for kind, codes in changes.items() for code in codes]
    lines = [ctx.words(f"admin-units-{kind}", name=Verbatim(names[code])) for kind, code in listed[:SHOWN]]
    if len(listed) > SHOWN:
        lines.append(ctx.words("admin-units-more", count=len(listed) - SHOWN))
    return "\n".join(lines)


@feature.button("admin:apply", May.ADMIN, private=True)
def apply(ctx: Context) -> None:
    """Make the tree equal to the file that was shown; if somebody changed the tree meanwhile, it is shown again."""
    if not at_root(ctx):
        return
    digest = ctx.data.get("digest") if ctx.contact.state == ASKED else None
    if digest is None:
        ctx.say(Phrase("admin-units-again"), [[button("button-admin-units", "admin:units")]])
        return
    if ctx.data.get("tree") != tree_version(ctx.session):
        _preview(ctx, digest)
        return
    nodes = _read(ctx, digest)
    if nodes is None:
        return
    changes = store_units(ctx.session, nodes, ctx.now)
    ctx.goto(None)
    ctx.replace(Phrase("admin-units-applied", **_counts(changes)), [[button("button-admin-list", "admin:list:0")]])
