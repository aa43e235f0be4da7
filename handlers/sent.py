"""What is said when a petition has left: the receipt, and the same code again to whoever presses twice."""

from handlers.casework import unit_name
from handlers.context import Context
from handlers.following_steps import author_state
from handlers.texts import Phrase, Verbatim
from handlers.voice import Rows, button
from storage.petitions import OPEN


def still_draft(ctx: Context) -> bool:
    """Whether the petition in hand can still be changed; if it was sent already, its author is told what can be done now."""
    petition = ctx.petition
    if petition.state == "draft":
        return True
    words = Phrase(
        "petition-already-sent",
        code=petition.code, unit=unit_name(ctx, petition.unit_code or ""), state=author_state(petition),
    )  # fmt: skip
    more = [button("button-add-more", f"follow:add:{petition.id}")] if petition.state in OPEN else []
    follow = button("button-receipt-follow", f"follow:show:{petition.id}")
    ctx.say(words, [[follow, *more], [button("button-petition-new", "petition")]], about=petition.id)
    return False


def receipt(ctx: Context, secret: str) -> None:
    """The receipt of the petition in hand, which has just become a case: its code, who holds it, its secret."""
    petition = ctx.petition
    words = Phrase(
        "receipt-urgent" if petition.urgent else "receipt",
        code=petition.code, unit=unit_name(ctx, petition.unit_code or ""), secret=Verbatim(secret),
    )  # fmt: skip
    ctx.say(words, _buttons(petition.id), about=petition.id, kind="receipt")


def _buttons(case: int) -> Rows:
    return [
        [button("button-receipt-follow", f"follow:show:{case}")],
        [button("button-receipt-withdraw", f"follow:withdraw:{case}")],
    ]
