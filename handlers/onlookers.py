"""People in a desk group who have no role at its unit: until an officer says that they may stay, no new card comes."""

from collections.abc import Collection

from handlers.context import Context
from handlers.desk import NOTICES_BELL
from handlers.texts import Phrase, Verbatim
from handlers.voice import Voice, button
from storage.casework import officers_of
from storage.database import ring
from storage.desks import desks_in, forget_seen, seated, seen_in
from storage.models import Desk, DeskMember


def watch(ctx: Context) -> None:
    """Whoever writes or presses in a desk group sits in it; a message also tells whether the group has topics."""
    if not ctx.message.group or ctx.message.kind not in {"message", "press"}:
        return
    for desk in desks_in(ctx.session, ctx.place.address):
        if ctx.message.kind == "message":
            desk.topics = bool(ctx.message.extra.get("forum"))
        look(ctx, desk, {ctx.contact.address})


def look(voice: Voice, desk: Desk, addresses: Collection[str]) -> None:
    """These people are in a desk group: one who is new there and has no role at the unit pauses the desk."""
    strangers = set(addresses) - seated(voice.session, desk.unit_code, addresses)
    known = {member.sender for member in seen_in(voice.session, desk.address)}
    if new := strangers - known:
        voice.session.add_all(DeskMember(address=desk.address, sender=address) for address in sorted(new))
        pause(voice, desk)


def role_ended(voice: Voice, desk: Desk, address: str) -> None:
    """Somebody lost the role that let them read in this group; nobody knows whether they left it."""
    forget_seen(voice.session, desk.address, {address})
    voice.session.add(DeskMember(address=desk.address, sender=address))
    pause(voice, desk)


def pause(voice: Voice, desk: Desk) -> None:
    """No new card from now on; the group is told who is there and how it goes on."""
    desk.paused = True
    voice.session.flush()
    people = seen_in(voice.session, desk.address)
    officers = [Verbatim(officer.name) for officer in officers_of(voice.session, desk.unit_code) if officer.role == "officer"]
    language = contact.language if (contact := voice.contact_of(desk.address)) else voice.house.texts.languages[0]
    names = ", ".join(dict.fromkeys(name.text for name in officers)) or voice.house.texts.say(language, Phrase("groups-none"))
    words = Phrase(
        "groups-paused", unit=Verbatim(voice.tree.node(desk.unit_code).name), officers=Verbatim(names),
        others=sum(not member.confirmed for member in people), allowed=sum(member.confirmed for member in people),
    )  # fmt: skip
    newest = max((member.id for member in people), default=0)
    voice.send(desk.address, words, [[button("button-groups-confirm", f"groups:confirm:{desk.id}:{newest}")]])


def confirm(voice: Voice, desk: Desk, newest: int) -> bool:
    """An officer says that those seen up to `newest` may stay: cards come again. False when others have come since then."""
    people = seen_in(voice.session, desk.address)
    if any(member.id > newest and not member.confirmed for member in people):
        return False
    for member in people:
        member.confirmed = True
    desk.paused = False
    ring(voice.session, NOTICES_BELL)
    return True
