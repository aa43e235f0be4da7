"""An officer's words to the worker: kept until they leave, sent, changed, sent again."""

from handlers.casework import author_addresses, event, tell_author, unit_name
from handlers.desk import refresh, tell_desks
from handlers.texts import Phrase, Verbatim, Words
from handlers.voice import REPLY, Button, Rows, Voice, button
from storage.attachments import attach
from storage.casework import CARRIERS, carriers_of, files_of, linked_addresses
from storage.fold import clean, fold
from storage.models import Attachment, CaseMessage, Officer, Outbound, Petition, Revision
from storage.petitions import step
from storage.types import Incoming

UNSENT = "unsent_"
STEP = {"answer": "answer", "question": "ask"}
"""The step of the case that goes with what is said."""
POINTS = range(1, 6)


def keep_unsent(voice: Voice, petition: Petition, officer: Officer, becomes: str, message: Incoming) -> CaseMessage:
    """Keep what an officer wrote, with its files; nobody sees it yet. becomes: answer | question."""
    return keep_said(voice, petition, officer, f"{UNSENT}{becomes}", message)


def keep_said(voice: Voice, petition: Petition, officer: Officer, author: str, message: Incoming) -> CaseMessage:
    """Keep an officer's message, with its files, as something said in a case."""
    places = [Phrase("petition-place", place=file.ref) for file in message.files if file.kind == "location" and file.ref]
    language = voice.house.texts.languages[0]
    text = "\n".join([message.text or "", *(voice.house.texts.say(language, place) for place in places)])
    said = _said(voice, petition, officer, author, text)
    said.address, said.message_id = message.address, message.message_id
    _add_files(voice, said, message)
    return said


def add_part(voice: Voice, said: CaseMessage, message: Incoming) -> None:
    """Put a later part of the same album to what was said; its words count while nothing has left."""
    if message.text and said.author not in CARRIERS:
        said.text = "\n".join(filter(None, [said.text, clean(message.text).strip()]))
        said.folded = fold(said.text)
    _add_files(voice, said, message)


def _add_files(voice: Voice, said: CaseMessage, message: Incoming) -> None:
    for file in message.files:
        if file.kind != "location":
            attach(
                voice.session, file, owner=message.sender, petition_id=said.petition_id, case_message_id=said.id, now=voice.now
            )  # fmt: skip


def _said(voice: Voice, petition: Petition, officer: Officer, author: str, text: str) -> CaseMessage:
    text = clean(text).strip()
    said = CaseMessage(
        petition_id=petition.id, author=author, officer_id=officer.id, unit_code=officer.unit_code,
        text=text, folded=fold(text), created=voice.now,
    )  # fmt: skip
    voice.session.add(said)
    voice.session.flush()
    return said


def answer(voice: Voice, petition: Petition, officer: Officer, text: str, *, at: str | None = None) -> CaseMessage:
    """Answer the worker with these words, at once. Raises NotNow."""
    said = _said(voice, petition, officer, f"{UNSENT}answer", text)
    leave(voice, petition, said, officer, at=at)
    return said


def leave(voice: Voice, petition: Petition, said: CaseMessage, officer: Officer, *, at: str | None = None) -> None:
    """What was kept leaves now: to the worker, and to the desks (but not the chat `at`). Raises NotNow."""
    becomes = said.author.removeprefix(UNSENT)
    step(petition, STEP[becomes])
    said.author, said.created = becomes, voice.now
    said.officer_id, said.unit_code = officer.id, officer.unit_code
    if petition.officer_id is None:
        petition.officer_id = officer.id
    event(voice, petition, "answered" if becomes == "answer" else "asked", officer_id=officer.id, message_id=said.id)
    tell_author(voice, petition, *_for_author(voice, petition, said), kind=becomes, said=said.id)
    if becomes == "answer":
        points_count(voice, petition)
    for file in files_of(voice.session, said.id):
        send_file_to_author(voice, petition, said, file)
    told = "told-answered" if becomes == "answer" else "told-asked"
    tell_desks(voice, petition, Phrase(told, code=petition.code, officer=Verbatim(officer.name), text=_text(said)), but=at)
    refresh(voice, petition)


def _for_author(voice: Voice, petition: Petition, said: CaseMessage) -> tuple[Words, Rows]:
    """The words and buttons that the worker gets: the officer speaks for the unit, the own name is not told."""
    unit = unit_name(voice, said.unit_code or "")
    if said.author == "question":
        words = Phrase("author-question", code=petition.code, unit=unit, text=_text(said))
        return words, [[button("button-reply-now", f"follow:add:{petition.id}")]]
    return Phrase("author-answer", code=petition.code, unit=unit, text=_text(said)), rating_buttons(petition)


def rating_buttons(petition: Petition) -> Rows:
    """What a worker may do with an answer: rate it, have the case opened again, add something."""
    return [
        [Button(Verbatim(str(points)), f"follow:rate:{petition.id}:{points}") for points in POINTS],
        [button("button-not-satisfied", f"follow:reopen:{petition.id}")],
        [button("button-add-more", f"follow:add:{petition.id}")],
    ]


def points_count(voice: Voice, petition: Petition) -> None:
    """Who types the points instead of pressing them rates too, unless another question is open there."""
    points = [[f"{petition.code}: {number}", f"follow:rate:{petition.id}:{number}", str(number)] for number in POINTS]
    for address in author_addresses(voice, petition):
        contact = voice.contact_of(address)
        if contact is not None and contact.state in (None, "follow.adding"):
            others = [choice for choice in contact.choices if not choice[1].startswith("follow:rate:")]
            contact.choices = [*points, *others]


def _text(said: CaseMessage) -> Words:
    return Verbatim(said.text) if said.text else Phrase("author-files-only")


def send_file_to_author(voice: Voice, petition: Petition, said: CaseMessage, file: Attachment) -> None:
    """Lay a file of an answer before the worker, under a neutral name; one still being fetched follows when it is here."""
    if file.state == "here":
        for address in author_addresses(voice, petition):
            payload = {"file": file.id, "name": f"{petition.code}-{file.id}", "said": said.id}
            voice.lay(address, payload, petition.id, said.author, REPLY)


def edited(voice: Voice, petition: Petition, said: CaseMessage, text: str) -> None:
    """An officer changed a message of theirs (T6): what has not left is changed, what has left is put right at the worker's.

    The caller has made sure that this officer may still act on the case. Harmless when called twice.
    """
    text = clean(text).strip()
    if said.withdrawn is not None or text == said.text:
        return
    voice.session.add(Revision(message_id=said.id, text=said.text, replaced=voice.now))
    said.text, said.folded, said.revised = text, fold(text), voice.now
    if said.author not in CARRIERS:
        return
    _correct(voice, petition, said)
    event(voice, petition, "edited", officer_id=said.officer_id, message_id=said.id)
    author = voice.session.get(Officer, said.officer_id)
    name = Verbatim(author.name if author else "")
    tell_desks(voice, petition, Phrase("told-edited", code=petition.code, officer=name, text=_text(said)), but=said.address)


def _correct(voice: Voice, petition: Petition, said: CaseMessage) -> None:
    words, buttons = _for_author(voice, petition, said)
    sent = [row for row in carried(voice, petition, said) if not row.payload.get("file")]
    if len(sent) != 1:
        correction = Phrase(
            "author-correction", code=petition.code, unit=unit_name(voice, said.unit_code or ""), text=_text(said)
        )
        tell_author(voice, petition, correction, buttons, kind=said.author, said=said.id)
    elif sent[0].sent_id is not None:
        voice.send(
            sent[0].address, words, buttons, about=petition.id, kind="edit", priority=REPLY, replaces=sent[0].sent_id
        )  # fmt: skip
    else:
        sent[0].payload = {**sent[0].payload, **voice.payload(sent[0].address, words, buttons)}


def carried(voice: Voice, petition: Petition, said: CaseMessage) -> list[Outbound]:
    """The outgoing messages that carried it to the worker."""
    return [row for row in carriers_of(voice.session, petition.id) if row.payload.get("said") == said.id]


def resend(voice: Voice, petition: Petition, said_id: int) -> bool:
    """Send again what did not arrive, also to where the case was opened later; False when there is nothing (any more)."""
    lost = [
        row
        for row in carriers_of(voice.session, petition.id)
        if row.payload.get("said") == said_id and row.state == "failed" and not row.payload.get("again")
    ]
    addresses = dict.fromkeys([*author_addresses(voice, petition), *linked_addresses(voice.session, petition.id)])
    for row in lost:
        payload = {name: value for name, value in row.payload.items() if name not in {"reply_to", "replaces", "thread"}}
        row.payload = {**row.payload, "again": True}
        for address in addresses:
            voice.lay(address, payload, petition.id, row.kind, REPLY)
    return bool(lost)


def arrival(voice: Voice, petition: Petition) -> dict[int, str]:
    """How far each answer and question has come: failed | waits | sent (to the page) | there | seen."""
    stages = ("failed", "waits", "sent", "there", "seen")
    reached: dict[int, str] = {}
    for row in carriers_of(voice.session, petition.id):
        said = row.payload.get("said")
        if said is not None and not row.payload.get("again"):
            reached[said] = min(reached.get(said, "seen"), _stage(row), key=stages.index)
    return reached


def _stage(row: Outbound) -> str:
    if row.state == "failed":
        return "failed"
    if row.state != "done":
        return "waits"
    if row.seen_at is not None:
        return "seen"
    # what lies in a web conversation was seen by nobody as long as the page is shut
    return "sent" if row.channel == "web" else "there"
