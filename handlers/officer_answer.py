"""An officer answers or asks the worker: by replying to any message of the case, by its code, or after a button."""

from dataclasses import replace

from handlers.answering import STEP, UNSENT, add_part, send_file_to_author
from handlers.context import Context
from handlers.deskwork import not_now, write_for
from handlers.finding import attend, permit
from handlers.leaving import ask_first, begin, doubt_of, in_place, send_kept
from handlers.router import Feature, May
from handlers.texts import Phrase
from handlers.voice import button
from storage.casework import CARRIERS, canned_answers, case_by_code, files_of, said_in
from storage.models import CaseMessage, Inbound
from storage.petitions import Relation, is_author, may_follow, petition_with, relation

feature = Feature()


@feature.state("reply.officer", May.HOLDER)
def reply(ctx: Context) -> None:
    """A reply to any message of a case answers the worker, unless something else was asked for in this case."""
    waiting = ctx.contact.state or ""
    if waiting.startswith("officer.") and ctx.data.get("case") == ctx.petition.id:
        ctx.house.router.states[waiting].handler(ctx)
    else:
        begin(ctx, "answer")


@feature.pattern("code-answer", r"#\s?([2-9A-HJ-NP-Z]{4,7})\s+(\S.*)", before_consent=True)
def by_code(ctx: Context) -> None:
    """`#K7M2 text`: the same as a reply, on channels that have none."""
    code, text = ctx.args
    petition = case_by_code(ctx.session, code.upper())
    if petition is None and not any(role.role == "officer" for role in ctx.roles):
        # somebody's own words that only look like it
        ctx.message = replace(ctx.message, text=ctx.text.lstrip("# "))
        attend(ctx, ctx.session.get_one(Inbound, ctx.inbound_id))
        return
    author = petition is not None and is_author(ctx.session, petition, ctx.contact)
    route = ctx.house.router.states["reply.author" if author and not ctx.message.group else "reply.officer"]
    ctx.message = replace(ctx.message, text=text)
    if permit(ctx, route, petition.id if petition else None):
        route.handler(ctx)


@feature.button("case:answer", May.HOLDER)
def write_answer(ctx: Context) -> None:
    """Ask for the answer."""
    if not may_follow(ctx.petition, STEP["answer"]):
        not_now(ctx)
        return
    kept = canned_answers(ctx.session, ctx.officer.unit_code)
    offer = [[button("button-canned", f"canned:list:{ctx.petition.id}")]] if kept else []
    write_for(ctx, "officer.answer", Phrase("officer-write-answer", code=ctx.petition.code), offer)


@feature.button("case:ask", May.HOLDER)
def write_question(ctx: Context) -> None:
    """Ask for the question to the worker."""
    if may_follow(ctx.petition, STEP["question"]):
        write_for(ctx, "officer.question", Phrase("officer-write-question", code=ctx.petition.code))
    else:
        not_now(ctx)


@feature.state("officer.answer", May.HOLDER)
def answer_written(ctx: Context) -> None:
    """The answer."""
    begin(ctx, "answer")


@feature.state("officer.question", May.HOLDER)
def question_written(ctx: Context) -> None:
    """The question."""
    begin(ctx, "question")


@feature.state("officer.album", before_consent=True)
def album_part(ctx: Context) -> None:
    """A later picture of the album that was written into a case; anything else is a message of its own."""
    case, said_id = ctx.data.get("case"), ctx.data.get("said")
    said = said_in(ctx.session, int(case), int(said_id)) if case and said_id else None
    if said is None or said.officer_id not in {role.id for role in ctx.roles} or ctx.message.album != ctx.data.get("album"):
        ctx.goto(None)
        attend(ctx, ctx.session.get_one(Inbound, ctx.inbound_id))
        return
    petition = petition_with(ctx.session, said.petition_id, lock=True)
    if petition is None or relation(ctx.session, petition, ctx.roles, ctx.tree) is not Relation.HOLDER:
        # the case went on while the pictures were on their way
        ctx.goto(None)
        ctx.whisper(Phrase("case-not-yours"))
        return
    add_part(ctx, said, ctx.message)
    if said.author in CARRIERS:
        ctx.session.flush()
        for file in files_of(ctx.session, said.id)[-len(ctx.message.files) :]:
            send_file_to_author(ctx, petition, said, file)


@feature.event("answer_due")
def due(ctx: Context) -> None:
    """The moment for taking it back is over: it leaves, if the officer may still answer and nobody else just did."""
    case, said_id = int(ctx.message.extra["case"]), int(ctx.message.extra["said"])
    ctx.case = petition_with(ctx.session, case, lock=True)
    said = said_in(ctx.session, case, said_id)
    if ctx.case is None or said is None or said.withdrawn is not None or not said.author.startswith(UNSENT):
        return
    if relation(ctx.session, ctx.case, ctx.roles, ctx.tree) is not Relation.HOLDER:
        said.withdrawn = ctx.now
        in_place(ctx, said, Phrase("answer-not-yours", code=ctx.case.code))
    elif doubt := doubt_of(ctx, ctx.officer, said):
        in_place(ctx, said, Phrase("answer-held", code=ctx.case.code))
        ask_first(ctx, said, doubt)
    else:
        send_kept(ctx, said)


@feature.button("answer:send", May.HOLDER)
def send(ctx: Context) -> None:
    """Send what is kept; asks again when a colleague has answered meanwhile."""
    said = _kept(ctx)
    if said is None:
        return
    seen = int(ctx.args[2]) if len(ctx.args) > 2 and ctx.args[2].isdecimal() else 1
    if doubt := doubt_of(ctx, ctx.officer, said, seen):
        ask_first(ctx, said, doubt)
    else:
        send_kept(ctx, said)


@feature.button("answer:undo", May.HOLDER)
def undo(ctx: Context) -> None:
    """Take back what has not left."""
    said = _kept(ctx)
    if said is not None:
        said.withdrawn = ctx.now
        ctx.replace(Phrase("answer-undone"))


def _kept(ctx: Context) -> CaseMessage | None:
    """What is waiting to be sent; if it is not waiting any more, the officer is told how it stands."""
    number = ctx.args[1] if len(ctx.args) > 1 else ""
    said = said_in(ctx.session, ctx.petition.id, int(number)) if number.isdecimal() and len(number) < 19 else None
    if said is not None and said.author.startswith(UNSENT) and said.withdrawn is None:
        return said
    gone = said is None or said.author.startswith(UNSENT)
    ctx.say(Phrase("answer-undone" if gone else "answer-left-already"), about=ctx.petition.id)
    return None
