"""All tables.

The two slots (Inbound, Outbound) are described in queue.py, what may happen to a petition in petitions.py.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, Index, Integer, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from storage.types import UtcDateTime, utcnow

# SQLite numbers rows by itself only for a column that is exactly INTEGER
BigId = BigInteger().with_variant(Integer(), "sqlite")
Json = JSON().with_variant(JSONB(), "postgresql")


def _moment(**options: Any) -> Any:
    return Field(sa_type=UtcDateTime, **options)


def _index(name: str, *columns: Any, where: str, unique: bool = False) -> Index:
    # partial; the state stands as a literal here and in the questions: with a parameter the index would not be used
    return Index(name, *columns, unique=unique, postgresql_where=text(where), sqlite_where=text(where))


class Queued(SQLModel):
    """What both slots have: rows of one lane go one after another; a lease is a later `due`."""

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    channel: str
    lane: str
    state: str = "pending"
    due: datetime = _moment(default_factory=utcnow)
    attempts: int = 0
    error: str | None = None
    created: datetime = _moment(default_factory=utcnow)


class Inbound(Queued, table=True):
    """A message as it came in; kept before the platform hears "received"."""

    __table_args__ = (
        UniqueConstraint("channel", "bot", "external_id"),
        UniqueConstraint("channel", "bot", "message_key"),
        _index("inbound_ready", "due", "id", where="state = 'pending'"),
        _index("inbound_lane", "lane", "id", where="state = 'pending'"),
        _index("inbound_held", "lane", "id", where="state = 'held'"),
        _index("inbound_later", "due", where="state = 'held' AND error IS NULL"),
        _index("inbound_unagreed", "due", "id", where="state = 'held' AND error = 'consent'"),
    )  # fmt: skip

    bot: str
    external_id: str
    message_key: str | None = None
    address: str
    sender: str
    kind: str
    payload: dict[str, Any] = Field(sa_column=Column(Json, nullable=False))
    raw: str | None = None
    """The update to the letter; emptied when it is handled."""


class Outbound(Queued, table=True):
    """One message to be sent to one address. With `petition_id` it is also the map from a reply back to its case."""

    __table_args__ = (
        _index("outbound_ready", "channel", "priority", "due", "id", where="state = 'pending'"),
        _index("outbound_lane", "lane", "id", where="state = 'pending'"),
        _index("outbound_sent", "address", "sent_id", where="sent_id IS NOT NULL"),
        _index("outbound_petition", "petition_id", "id", where="petition_id IS NOT NULL"),
        # the sender asks for each of them by its number: a row of any other would wait for ever
        CheckConstraint("priority IN (0, 5, 10)", name="outbound_priority"),
    )  # fmt: skip

    address: str
    priority: int = 0
    kind: str = "note"
    """What it is for: note | card | receipt | answer | question | digest | file …"""
    payload: dict[str, Any] = Field(sa_column=Column(Json, nullable=False))
    """text, buttons [[{label, data}]], file (attachment id), reply_to, thread, replaces: ids of the platform."""
    petition_id: int | None = Field(default=None, sa_type=BigId)
    sent_id: str | None = None
    sent_at: datetime | None = _moment(default=None)
    seen_at: datetime | None = _moment(default=None)


class Person(SQLModel, table=True):
    """The human, who may own several addresses."""

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    created: datetime = _moment(default_factory=utcnow)
    answers_to: str | None = None
    """The address that answers take; None: the one the petition came from."""


class Contact(SQLModel, table=True):
    """An address: whose it is, its language, where the conversation stands."""

    address: str = Field(primary_key=True)
    channel: str
    person_id: int = Field(foreign_key="person.id", sa_type=BigId, index=True)
    group: bool = Field(default=False, sa_column_kwargs={"name": "is_group"})
    name: str | None = None
    language: str = "vi"
    language_chosen: bool = False
    other_language: str | None = None
    """What the last words were written in, when it is not `language`: the second time the language may change."""
    state: str | None = None
    data: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    choices: list[list[str]] = Field(default_factory=list, sa_column=Column(Json, nullable=False))
    """The last menu shown, as [label, button data, number]: the label, typed, stands for a press; so does the number. A
    number that is "" stood there and is uncertain, since something else was said below; a line without one never had any."""
    place: int = 0
    """Web only: how many messages the conversation has."""
    gone: bool = False
    """The platform says that nothing reaches this address any more (blocked, deleted)."""
    workplace_unit: str | None = None
    """The unit of the link or QR code that this person came by; the next petition begins with it."""
    wrong_guesses: int = 0
    guessing_barred_until: datetime | None = _moment(default=None)
    created: datetime = _moment(default_factory=utcnow)


class Consent(SQLModel, table=True):
    """An agreement to one purpose, as the law wants it kept (Luật 91/2025 Đ9): text version, time, channel, button."""

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    person_id: int = Field(foreign_key="person.id", sa_type=BigId, index=True)
    purpose: str
    version: str
    address: str
    given: datetime = _moment(default_factory=utcnow)
    withdrawn: datetime | None = _moment(default=None)


class Unit(SQLModel, table=True):
    """A node of the union tree."""

    code: str = Field(primary_key=True)
    kind: str
    name: str
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    communes: list[list[str]] = Field(default_factory=list, sa_column=Column(Json, nullable=False))
    """The communes it covers, as [code, name]."""
    example: bool = False


class Officer(SQLModel, table=True):
    """A role: somebody sits at the desk of a unit, or looks after a subtree as admin, from `since` until `ended`."""

    __table_args__ = (Index("officer_unit", "unit_code", "role"),)

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    person_id: int = Field(foreign_key="person.id", sa_type=BigId, index=True)
    unit_code: str
    role: str
    """officer | admin"""
    name: str
    address: str
    """The private address where this role was taken up."""
    since: datetime = _moment(default_factory=utcnow)
    ended: datetime | None = _moment(default=None)


class Desk(SQLModel, table=True):
    """A chat that gets the cards of a unit: an officer's private chat, or the unit's group."""

    __table_args__ = (UniqueConstraint("unit_code", "address"),)

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    unit_code: str = Field(index=True)
    address: str = Field(index=True)
    group: bool = Field(default=False, sa_column_kwargs={"name": "is_group"})
    topics: bool = False
    paused: bool = False
    """No new card until an officer confirms who sits in the group."""
    closed: bool = False
    card_due: datetime = _moment(default_factory=utcnow)
    """Not before this moment may the next card or digest go (the platform's pace for this chat)."""


class DeskMember(SQLModel, table=True):
    """Someone seen in a desk group without a role there; an officer who confirmed the list allowed them."""

    __table_args__ = (UniqueConstraint("address", "sender"),)

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    address: str
    sender: str
    confirmed: bool = False


class Notice(SQLModel, table=True):
    """A card that waits for its desk's pace; what waits together goes out as one digest."""

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    desk_id: int = Field(index=True)
    petition_id: int = Field(sa_type=BigId)
    urgent: bool = False
    created: datetime = _moment(default_factory=utcnow)


class Topic(SQLModel, table=True):
    """The forum topic of a case in a desk group."""

    __table_args__ = (UniqueConstraint("address", "petition_id"), Index("topic_thread", "address", "thread"))

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    address: str
    petition_id: int = Field(sa_type=BigId)
    thread: str


class Invitation(SQLModel, table=True):
    """A one-time code that makes someone officer or admin; only its hash is kept."""

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    code_hash: str = Field(unique=True)
    unit_code: str
    role: str
    created: datetime = _moment(default_factory=utcnow)
    expires: datetime = _moment()
    made_by: int | None = None
    """The officer row of the admin who made it; None: from the command line."""
    used: datetime | None = _moment(default=None)
    withdrawn: datetime | None = _moment(default=None)


class Petition(SQLModel, table=True):
    """A case, from its first word (state `draft`, no code yet) to its end."""

    __table_args__ = (
        Index("petition_desk", "unit_code", "state", "id"),
        Index("petition_author", "person_id", "id"),
        _index("petition_draft", "address", where="state = 'draft'", unique=True),
        Index("petition_taker", "officer_id", "state"),
        # few cases exclude a unit: what a reader may not even count is then counted at once
        _index("petition_excluded", "excluded_unit", "unit_code", "state", where="excluded_unit IS NOT NULL"),
    )  # fmt: skip

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    code: str | None = Field(default=None, unique=True)
    secret_hash: str | None = None
    person_id: int = Field(foreign_key="person.id", sa_type=BigId)
    address: str
    kind: str = "kien_nghi"
    state: str = "draft"
    topic: str | None = None
    topic_guess: str | None = None
    """The topic, when nobody chose it: the words tell it for sure, and the author saw it before sending."""
    second_topic: str | None = None
    """Of a draft that tells of two things: what the author wants sent as a case of its own."""
    urgent: bool = False
    anonymous: bool = False
    masked: bool = False
    """Names and numbers found in the text are covered for the desk too."""
    workplace_said: str | None = None
    """unit | commune | none | unsaid; None: not asked yet."""
    workplace_unit: str | None = None
    workplace_commune: str | None = None
    excluded_unit: str | None = None
    """The worker does not want this unit, nor anyone who sits in it, to read the case."""
    unit_code: str | None = None
    """Who holds it."""
    holder_since: datetime | None = _moment(default=None)
    reason: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))
    """Why this unit: {key, args} of a phrase."""
    officer_id: int | None = Field(default=None, sa_type=BigId)
    created: datetime = _moment(default_factory=utcnow)
    touched: datetime = _moment(default_factory=utcnow)
    submitted: datetime | None = _moment(default=None)
    closed: datetime | None = _moment(default=None)
    rating: int | None = None
    reopened: int = 0


class CaseMessage(SQLModel, table=True):
    """Something said in a case: by the worker, to the worker, or between officers."""

    __table_args__ = (
        Index("case_message_petition", "petition_id", "id"),
        Index("case_message_source", "address", "message_id"),
    )

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    petition_id: int = Field(sa_type=BigId)
    author: str
    """worker | answer | question | note; unsent_answer | unsent_question: an officer's words that have not left yet"""
    officer_id: int | None = None
    unit_code: str | None = None
    text: str = ""
    folded: str = ""
    """The text as `fold` sees it, for searching; the stored text is never rewritten."""
    masked_text: str | None = None
    """What the desk reads instead, when the worker chose to cover names and numbers."""
    understood: dict[str, Any] | None = Field(default=None, sa_column=Column(Json))
    """Of the worker's words: what was understood of them (handlers/understanding), as it was when they came."""
    address: str | None = None
    message_id: str | None = None
    """Where it was typed: an edit of that message becomes a revision of this one."""
    created: datetime = _moment(default_factory=utcnow)
    revised: datetime | None = _moment(default=None)
    withdrawn: datetime | None = _moment(default=None)


class Revision(SQLModel, table=True):
    """What a message said before it was edited."""

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    message_id: int = Field(sa_type=BigId, index=True)
    text: str
    replaced: datetime = _moment(default_factory=utcnow)


class Attachment(SQLModel, table=True):
    """A file that belongs to something said in a case."""

    __table_args__ = (
        Index("attachment_message", "case_message_id"),
        _index("attachment_wanted", "due", where="state = 'wanted'"),
        _index("attachment_digest", "digest", where="digest IS NOT NULL"),
    )  # fmt: skip

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    petition_id: int | None = Field(default=None, sa_type=BigId, index=True)
    case_message_id: int | None = Field(default=None, sa_type=BigId)
    owner: str
    """The address that sent it."""
    channel: str
    kind: str
    ref: str | None = None
    """What the channel needs to fetch it; never passed on to anybody."""
    state: str = "wanted"
    """wanted | here | failed | too_big"""
    digest: str | None = None
    mime: str | None = None
    size: int | None = None
    name: str | None = None
    """The sender's own file name; shown only where the author is."""
    allowed: bool = True
    """False: may reveal who sent it, and the worker has not agreed to that."""
    upload_id: str | None = Field(default=None, index=True)
    due: datetime = _moment(default_factory=utcnow)
    attempts: int = 0
    created: datetime = _moment(default_factory=utcnow)


class FileContent(SQLModel, table=True):
    """The bytes of a file by their SHA-256, where no folder is shared (PostgreSQL)."""

    digest: str = Field(primary_key=True)
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class PetitionEvent(SQLModel, table=True):
    """What happened to a case, once, in order; never changed."""

    __table_args__ = (Index("petition_event_petition", "petition_id", "id"),)

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    petition_id: int = Field(sa_type=BigId)
    kind: str
    at: datetime = _moment(default_factory=utcnow)
    officer_id: int | None = None
    unit_from: str | None = None
    unit_to: str | None = None
    message_id: int | None = Field(default=None, sa_type=BigId)
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(Json, nullable=False))


class Holding(SQLModel, table=True):
    """Which unit held a case from when to when: it may read up to the moment it gave it away."""

    __table_args__ = (Index("holding_petition", "petition_id"), Index("holding_unit", "unit_code", "petition_id"))

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    petition_id: int = Field(sa_type=BigId)
    unit_code: str
    since: datetime = _moment(default_factory=utcnow)
    until: datetime | None = _moment(default=None)


class PetitionAddress(SQLModel, table=True):
    """Another address that opened the case with its code and secret."""

    __table_args__ = (UniqueConstraint("petition_id", "address"),)

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    petition_id: int = Field(sa_type=BigId)
    address: str = Field(index=True)


class CannedAnswer(SQLModel, table=True):
    """An answer that a unit keeps for using again."""

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    unit_code: str = Field(index=True)
    title: str
    text: str


class WebMessage(SQLModel, table=True):
    """One place in a web conversation: what the page shows, in the order it shows it."""

    __table_args__ = (
        UniqueConstraint("address", "place"),
        UniqueConstraint("address", "client_id"),
        _index("webmessage_cover", "cover_at", where="cover_at IS NOT NULL"),
    )  # fmt: skip

    id: int = Field(default=None, sa_type=BigId, primary_key=True)
    address: str
    place: int
    mine: bool
    client_id: str | None = None
    outbound_id: int | None = Field(default=None, sa_type=BigId)
    payload: dict[str, Any] = Field(sa_column=Column(Json, nullable=False))
    created: datetime = _moment(default_factory=utcnow)
    cover_at: datetime | None = _moment(default=None)
    """When the secret of a case that stands in it is to be covered; None: there is none."""


class Schedule(SQLModel, table=True):
    """When a job is next due."""

    name: str = Field(primary_key=True)
    due: datetime = _moment()


class Setting(SQLModel, table=True):
    """A value that the running house keeps for itself or that an admin edits in chat."""

    name: str = Field(primary_key=True)
    value: dict[str, Any] = Field(sa_column=Column(Json, nullable=False))
