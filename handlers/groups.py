"""Groups: how one that is a desk lives on, and what is said in one that is none."""

from handlers import onlookers
from handlers.casework import unit_name
from handlers.context import Context
from handlers.desk import NOTICES_BELL, desks_to_tell, private_desk, send_card
from handlers.router import Feature, May
from handlers.texts import Phrase, Verbatim, Words
from storage.case_view import case_view
from storage.casework import desk_at, desks_of, officers_of
from storage.database import ring
from storage.delivery import move_address
from storage.desks import desks_in, forget_seen, forget_waiting, group_desk, seen_in
from storage.models import Desk, Notice
from storage.petitions import Relation, petition_with

feature = Feature()


@feature.event("added")
def added(ctx: Context) -> None:
    """The bot came into a group, or got other rights there: in one that is no desk it says once where to write."""
    ctx.place.gone = False
    if not desks_in(ctx.session, ctx.place.address) and not ctx.place.data.get("greeted"):
        ctx.place.data = {"greeted": True}
        ctx.say(Phrase("groups-added", page=_page(ctx)))


@feature.event("removed")
def removed(ctx: Context) -> None:
    """The bot was put out of a group: its desks close, and the officers learn it where they can still be told."""
    ctx.place.gone, ctx.place.data = True, {}
    desks = desks_in(ctx.session, ctx.place.address)
    for desk in desks:
        desk.closed = True
    ctx.session.flush()
    for desk in desks:
        _fall_back(ctx, desk)
    forget_seen(ctx.session, ctx.place.address, [member.sender for member in seen_in(ctx.session, ctx.place.address)])


def _fall_back(ctx: Context, desk: Desk) -> None:
    """The officers of a closed group desk are told; where it was the only desk, their own chats become desks (T18)."""
    officers = {one.address: one for one in officers_of(ctx.session, desk.unit_code) if one.role == "officer"}
    waiting = forget_waiting(ctx.session, desk.id)
    alone = not desks_of(ctx.session, desk.unit_code)
    for officer in officers.values():
        if alone:
            private_desk(ctx.session, officer)
            ctx.session.flush()
            own = desk_at(ctx.session, officer.unit_code, officer.address)
            assert own is not None
            ctx.session.add_all(Notice(desk_id=own.id, petition_id=case, created=ctx.now) for case in waiting)
            ring(ctx.session, NOTICES_BELL)
        ctx.send(officer.address, Phrase("groups-removed", unit=unit_name(ctx, desk.unit_code)))


@feature.event("joined")
def joined(ctx: Context) -> None:
    """Somebody came into a group; the bot itself is no onlooker."""
    people = _people(ctx)
    for desk in desks_in(ctx.session, ctx.place.address) if people else []:
        onlookers.look(ctx, desk, people)


@feature.event("left")
def left(ctx: Context) -> None:
    """Somebody left a group. A desk that waits for an officer's word goes on waiting for it."""
    forget_seen(ctx.session, ctx.place.address, _people(ctx))


def _people(ctx: Context) -> set[str]:
    me = f"{ctx.message.channel}:{ctx.message.bot}"
    return {person["address"] for person in ctx.message.extra.get("people", ())} - {me}


@feature.event("migrated")
def migrated(ctx: Context) -> None:
    """A group became a supergroup and has another address (T19)."""
    ctx.session.flush()
    move_address(ctx.session, ctx.place.address, ctx.message.extra["to"])
    ctx.place.gone = True


@feature.event("thread_gone")
def thread_gone(ctx: Context) -> None:
    """Somebody deleted the forum topic of a case: its card goes into the new one (T18)."""
    petition = petition_with(ctx.session, ctx.message.extra["petition"])
    if petition is None or petition.unit_code is None:
        return
    for desk in desks_to_tell(ctx, petition):
        if desk.address == ctx.message.address:
            send_card(ctx, desk, case_view(ctx.session, petition, Relation.HOLDER))


@feature.button("groups:confirm", May.OFFICER)
def confirm(ctx: Context) -> None:
    """An officer of the unit says that those who are there may stay."""
    desk_id, newest = (*ctx.args, "", "")[:2]
    if not (desk_id.isdecimal() and newest.isdecimal() and len(desk_id) < 10 and len(newest) < 19):
        ctx.whisper(Phrase("button-old"))
        return
    desk = group_desk(ctx.session, int(desk_id))
    if desk is None or not any((role.unit_code, role.role) == (desk.unit_code, "officer") for role in ctx.roles):
        ctx.whisper(Phrase("not-allowed"))
    elif not desk.paused:
        ctx.say(Phrase("groups-goes-on"))
    elif onlookers.confirm(ctx, desk, int(newest)):
        ctx.replace(Phrase("groups-confirmed", unit=unit_name(ctx, desk.unit_code)))
    else:
        onlookers.pause(ctx, desk)


@feature.state("group", before_consent=True)
def addressed(ctx: Context) -> None:
    """Spoken to in a group without more: in a desk a short help, elsewhere where to write; nothing is kept."""
    desks = desks_in(ctx.session, ctx.place.address)
    if desks:
        ctx.say(Phrase("groups-help", unit=unit_name(ctx, desks[0].unit_code)))
        return
    ctx.say(Phrase("groups-elsewhere", page=_page(ctx)))


def _page(ctx: Context) -> Words:
    """The other way to write privately: the page on the web."""
    return Phrase("groups-page", url=Verbatim(ctx.house.public_url)) if ctx.house.public_url else Verbatim("")
