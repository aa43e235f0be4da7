"""A case opened from another address: its code and its secret, typed anywhere."""

import hmac

from handlers.casework import secret_hash, unit_name
from handlers.context import Context
from handlers.guessing import barred, wrong
from handlers.menu import main_menu
from handlers.router import Feature
from handlers.texts import Phrase
from storage.casework import case_by_code
from storage.codes import ALPHABET
from storage.database import lay
from storage.models import Petition, PetitionAddress
from storage.petitions import is_author
from storage.web_secrets import cover_later

# Hyphens as people and telephones write them. A digit, or the hyphens of the secret, tell it from four short words.
_HYPHENS = r"\u2010-\u2015\u2212-"
_GAP = rf"[\s{_HYPHENS}]{{0,3}}"
_FOUR = f"([{ALPHABET}]{{4}})"
CODE_AND_SECRET = (
    rf"(?=.*[a-z])(?=.*[2-9]|.*[{_HYPHENS}]\w{{4}}[{_HYPHENS}])"
    rf"#?([{ALPHABET}]{{4,7}})[\s.,:;/{_HYPHENS}]{{0,4}}{_FOUR}{_GAP}{_FOUR}{_GAP}{_FOUR}"
)

feature = Feature()


@feature.pattern("secret", CODE_AND_SECRET, before_consent=True)
def open_here(ctx: Context) -> None:
    """Let this address follow the case; a wrong code and a wrong secret cannot be told apart."""
    if ctx.message.group:
        ctx.say(Phrase("linking-not-here"))
        return
    cover_later(ctx.session, ctx.contact.address, ctx.message.message_id, ctx.now)
    if barred(ctx):
        return
    code, secret = ctx.args[0].upper(), "".join(ctx.args[1:])
    petition = case_by_code(ctx.session, code)
    kept = petition.secret_hash if petition is not None else None
    # compared even where there is nothing to compare with: the time tells nothing either
    if not hmac.compare_digest(secret_hash(code, secret), kept or "-" * 64) or petition is None:
        wrong(ctx, "linking-wrong")
        return
    if not is_author(ctx.session, petition, ctx.contact):
        lay(ctx.session, PetitionAddress, petition_id=petition.id, address=ctx.contact.address)
        ctx.send(petition.address, Phrase("linking-elsewhere", code=code), about=petition.id)
    _tell(ctx, petition)


def _tell(ctx: Context, petition: Petition) -> None:
    assert petition.unit_code is not None  # a case with a code has a holder
    words = Phrase(
        "linking-opened", kind=Phrase(f"kind-{petition.kind}"), code=petition.code, state=Phrase(f"state-{petition.state}"),
        unit=unit_name(ctx, petition.unit_code), since=petition.holder_since,
    )  # fmt: skip
    ctx.say(words, main_menu(ctx.house, ctx.roles), about=petition.id)
