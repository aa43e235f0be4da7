"""What a petition is about: taken from its words when they are sure, offered when they are not, split when they are two."""

from types import MappingProxyType
from typing import Final

from handlers.context import Context
from handlers.hearing import heard_in
from handlers.understanding.understood import Understood
from storage.drafts import parts
from storage.models import Petition

OFFERED: Final = 3
ENOUGH: Final = 1.0
"""So well the first topic must fit for some to be offered before the others."""
OF_URGENT: Final = MappingProxyType(
    {"accident": "osh", "danger": "osh", "harassment": "harassment", "mass_wages": "wages", "stoppage": "wages"}
)
"""What is urgent in one of these ways is about this."""
WHOLE: Final = frozenset({"harassment", "other"})
"""Topics that are never parted from the rest: what is told with them is for the same eyes."""


def guess(ctx: Context, petition: Petition) -> None:
    """Take the topic that the words tell for sure; one that the author chose stays.

    Never the one of few eyes without its words: it would send a case past the own union, and shame somebody who said no such
    thing. "Other" is asked about: nothing was understood.
    """
    if petition.topic is not None and petition.topic != petition.topic_guess:
        return
    heard = _heard(ctx, petition)
    topic = OF_URGENT.get(heard.urgent or "") or (heard.topics[0] if heard.sure else None)
    known = topic in ctx.house.topics and topic != "other" and (topic != "harassment" or heard.confidential)
    petition.topic = petition.topic_guess = topic if known else None


def likely(ctx: Context, petition: Petition) -> tuple[str, ...]:
    """The topics to offer, best first; none when nothing was said that could tell."""
    heard = _heard(ctx, petition)
    if heard.topics[:1] == ("other",) or heard.scores[:1] < (ENOUGH,):
        return ()
    return tuple(topic for topic in heard.topics if topic in ctx.house.topics and topic != "other")[:OFFERED]


def second(ctx: Context, petition: Petition) -> str | None:
    """The other thing that a draft tells of, if it may be sent as a case of its own."""
    heard = _heard(ctx, petition)
    pair = heard.topics[:2]
    if not heard.several or heard.confidential or petition.urgent or petition.topic not in pair or WHOLE & set(pair):
        return None
    other = next(topic for topic in pair if topic != petition.topic)
    return other if other in ctx.house.topics else None


def _heard(ctx: Context, petition: Petition) -> Understood:
    return heard_in(parts(ctx.session, petition.id))
