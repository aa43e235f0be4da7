"""Consent, before anything is kept of a worker: asked once, purpose by purpose; without it the words are erased."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from handlers.contact import office
from handlers.context import Context
from handlers.emergency import emergency_numbers, whom_to_call
from handlers.finding import PETITIONS
from handlers.menu import main_menu
from handlers.router import Feature
from handlers.texts import Phrase, Verbatim
from handlers.voice import Rows, Voice, button
from storage.consents import empty, forget_held, give_consent
from storage.contacts import agreed
from storage.fold import fold
from storage.models import Contact, Inbound
from storage.queue import held_for_consent, held_too_long, release

NEWS = "news"
VERSION = "2"
"""Of the notice and the full text in the locale files: another text is another version (Luật 91/2025 Đ9.3)."""
ASKED = "consent.asked"
AGAIN = timedelta(minutes=5)
"""Whoever writes on without an answer is not asked again before this."""
FORGET_AT_ONCE = 200

feature = Feature()


@feature.event("consent_needed")
def ask_first(ctx: Context) -> None:
    """A message was put aside because its person has not agreed yet: ask, unless it is the answer."""
    *earlier, this = held_for_consent(ctx.session, ctx.contact.address)
    if earlier and (answer := _answer(ctx)):
        empty(this)
        answer(ctx)
        return
    if ctx.message.kind == "press" and any(row.payload.get("button") == ctx.message.button for row in earlier):
        empty(this)  # pressed twice is wanted once
    data = ctx.data if ctx.contact.state == ASKED else {}
    urgent = not data.get("warned") and ctx.understood.urgent is not None
    if urgent:
        ctx.say(whom_to_call(ctx, ctx.contact.language, ctx.understood.urgent or ""))
    if urgent or ctx.message.kind == "press" or not _asked_lately(ctx, data):
        _ask(ctx, warned=urgent or bool(data.get("warned")))


def _answer(ctx: Context) -> Callable[[Context], None] | None:
    """What somebody typed instead of pressing."""
    if ctx.message.kind != "message" or ctx.message.files:
        return None
    said = fold(ctx.text)
    if said in {fold(word) for word in ctx.house.texts.words_of("consent-words-yes")}:
        return agree
    return refuse if said in {fold(word) for word in ctx.house.texts.words_of("consent-words-no")} else None


def _asked_lately(ctx: Context, data: dict[str, str]) -> bool:
    asked = data.get("asked")
    return asked is not None and ctx.now - datetime.fromisoformat(asked) < AGAIN


def _ask(ctx: Context, *, warned: bool) -> None:
    ctx.goto(ASKED, asked=ctx.now.isoformat(), warned=warned)
    card = office(ctx)
    notice = Phrase(
        "consent-ask", office=Verbatim(card.office), hotline=Verbatim(card.hotline), hours=ctx.house.desk.consent_hours
    )
    ctx.say(notice, _choices(ctx))


def _choices(ctx: Context) -> Rows:
    rows = [[button("button-consent-petitions", "consent:petitions")], *_news_offer(ctx)]
    return [*rows, [button("button-consent-refuse", "consent:refuse"), button("button-consent-full", "consent:full")]]


def _news_offer(ctx: Context) -> Rows:
    if agreed(ctx.session, ctx.contact.person_id, NEWS):
        return []
    return [[button("button-consent-news", "consent:news")]]


@feature.button("consent:ask", private=True, before_consent=True)
def ask_again(ctx: Context) -> None:
    """The question once more."""
    _ask(ctx, warned=bool(ctx.data.get("warned")))


@feature.button("consent:full", private=True, before_consent=True, by_number=False)
def show_full(ctx: Context) -> None:
    """All that the law wants said: which data, what for, who answers for it, which rights (Luật 91/2025 Đ9.2)."""
    card = office(ctx)
    words = Phrase(
        "consent-full", office=Verbatim(card.office), address=Verbatim(card.address), hotline=Verbatim(card.hotline),
        data_officer=Verbatim(card.data_officer), hours=ctx.house.desk.consent_hours, version=VERSION,
    )  # fmt: skip
    ctx.say(words, () if agreed(ctx.session, ctx.contact.person_id, PETITIONS) else _choices(ctx))


@feature.button("consent:petitions", private=True, before_consent=True, by_number=False)
def agree(ctx: Context) -> None:
    """From now on petitions are kept; what was written so far is dealt with, in its order."""
    new = _give(ctx, PETITIONS)
    held = held_for_consent(ctx.session, ctx.contact.address)
    if not (new or held):
        ctx.say(Phrase("consent-already"))
        return
    _left(ctx)
    release(ctx.session, held, ctx.now)
    # said, not put in place of the notice: what one agreed to stays in the chat (Luật 91/2025 Đ9.3)
    if held:
        ctx.say(Phrase("consent-agreed"), _news_offer(ctx))
        ctx.contact.choices = []  # "1" must not come to mean news while the petition goes on
    else:
        ctx.say(Phrase("consent-agreed-write"), [*_news_offer(ctx), *main_menu(ctx.house, ctx.roles)])


@feature.button("consent:news", private=True, before_consent=True, by_number=False)
def agree_to_news(ctx: Context) -> None:
    """News are a purpose of their own: they neither need nor bring the other agreement (Luật 91/2025 Đ9.4)."""
    _give(ctx, NEWS)
    if agreed(ctx.session, ctx.contact.person_id, PETITIONS):
        ctx.say(Phrase("consent-news", hotline=Verbatim(office(ctx).hotline)))
    else:
        ctx.say(Phrase("consent-news-only"), _choices(ctx))


@feature.button("consent:refuse", private=True, before_consent=True, by_number=False)
def refuse(ctx: Context) -> None:
    """What was written is erased; help is to be had all the same, and one may come back."""
    card = office(ctx)
    if agreed(ctx.session, ctx.contact.person_id, PETITIONS):
        ctx.say(Phrase("consent-withdraw", hotline=Verbatim(card.hotline)))
        return
    _forget(ctx, ctx.contact, held_for_consent(ctx.session, ctx.contact.address))
    _left(ctx)
    ctx.say(
        Phrase(
            "consent-refused", hotline=Verbatim(card.hotline), hours=Verbatim(card.hours),
            numbers=emergency_numbers(ctx.house, ctx.contact.language),
        ),
        main_menu(ctx.house, ctx.roles),
    )  # fmt: skip


def forget_unconsented(voice: Voice) -> int:
    """Erase first messages that waited too long for consent and tell their people. Returns how many there were."""
    rows = held_too_long(voice.session, voice.now, FORGET_AT_ONCE)
    by_address: dict[str, list[Inbound]] = {}
    for row in rows:
        by_address.setdefault(row.lane, []).append(row)
    for address, theirs in by_address.items():
        contact = voice.contact_of(address)
        assert contact is not None  # whose message is held has been met
        _forget(voice, contact, theirs)
        if contact.state == ASKED:
            contact.state, contact.data = None, {}
        voice.send(address, Phrase("consent-forgotten", hours=voice.house.desk.consent_hours), main_menu(voice.house))
    return len(rows)


def _give(ctx: Context, purpose: str) -> bool:
    return give_consent(ctx.session, ctx.contact, purpose, f"{VERSION}/{ctx.contact.language}", ctx.now)


def _forget(voice: Voice, contact: Contact, rows: Sequence[Inbound]) -> None:
    forget_held(voice.session, rows)
    if not held_for_consent(voice.session, contact.address):
        contact.name = contact.workplace_unit = None


def _left(ctx: Context) -> None:
    # an old button must not end another conversation
    if ctx.contact.state == ASKED:
        ctx.goto(None)
