"""Every action of the house and the people it works for, written by hand: product.md's promise, not the code's word."""

from dataclasses import dataclass, field
from typing import Any

AUTHORS = {"author", "linked"}
"""The worker, where the case was written, and on another channel where it was opened with code and secret."""
HOLDER = {"holder"}
READERS = {"holder", "former"}
OFFICERS = {"holder", "former", "above", "unrelated", "excluded", "both"}
ABOVE_AS_ADMIN = {"admin", "root admin"}
ADMINS = ABOVE_AS_ADMIN | {"other admin"}
ROOT = {"root admin"}
EVERYBODY = AUTHORS | OFFICERS | ADMINS | {"other worker", "ended", "stranger"}


@dataclass(frozen=True)
class Right:
    """`deed`: a button's data or written words, filled in with what there is. `works`: for whom it is not refused.

    `concerns`: those of them who touch or hear of the case by it. `draft`: done to a petition that is not sent yet.
    `data`: what the conversation remembers when the words come.
    """

    deed: str
    works: set[str]
    concerns: set[str] = field(default_factory=set)
    draft: bool = False
    data: dict[str, Any] = field(default_factory=dict)


def _holder(deed: str) -> Right:
    return Right(deed, HOLDER, HOLDER)


def _author(deed: str) -> Right:
    return Right(deed, AUTHORS, AUTHORS)


def _writer(deed: str) -> Right:
    return Right(deed, {"author"}, {"author"}, draft=True)


def _worker(deed: str) -> Right:
    # whoever writes while a case is open is asked whether it belongs there
    return Right(deed, EVERYBODY, AUTHORS)


BUTTONS = {
    "admin:apply": Right("admin:apply", ROOT),
    "admin:cases": Right("admin:cases:{unit}", ABOVE_AS_ADMIN),
    "admin:contact": Right("admin:contact:hotline", ROOT),
    "admin:drop": Right("admin:drop", ADMINS),
    "admin:empty": Right("admin:empty:0", ADMINS),
    "admin:end": Right("admin:end:{seat}", ABOVE_AS_ADMIN),
    "admin:ended": Right("admin:ended:{seat}", ABOVE_AS_ADMIN),
    "admin:find": Right("admin:find", ADMINS),
    "admin:invite": Right("admin:invite:officer:{unit}", ABOVE_AS_ADMIN),
    "admin:list": Right("admin:list:0", ADMINS),
    "admin:unit": Right("admin:unit:{unit}", ABOVE_AS_ADMIN),
    "admin:units": Right("admin:units", ROOT),
    "admin:withdraw": Right("admin:withdraw:{invitation}", ABOVE_AS_ADMIN),
    "answer:send": _holder("answer:send:{case}:{unsent}:1"),
    "answer:undo": _holder("answer:undo:{case}:{unsent}"),
    "canned:delete": _holder("canned:delete:{case}:{canned}"),
    "canned:list": _holder("canned:list:{case}"),
    "canned:save": _holder("canned:save:{case}:{answer}"),
    "canned:send": _holder("canned:send:{case}:{canned}"),
    "canned:show": _holder("canned:show:{case}:{canned}"),
    "case:answer": _holder("case:answer:{case}"),
    "case:ask": _holder("case:ask:{case}"),
    "case:card": Right("case:card:{case}", READERS, READERS),
    "case:close": _holder("case:close:{case}"),
    "case:end": _holder("case:end:{case}"),
    "case:note": _holder("case:note:{case}"),
    "case:refer": _holder("case:refer:{case}"),
    "case:resend": _holder("case:resend:{case}:{answer}"),
    "case:show": Right("case:show:{case}", READERS, READERS),
    "case:take": _holder("case:take:{case}"),
    "case:to": _holder("case:to:{case}:tinh"),
    "case:transfer": _holder("case:transfer:{case}"),
    "case:up": _holder("case:up:{case}"),
    "consent:ask": Right("consent:ask:{case}", EVERYBODY),
    "consent:full": Right("consent:full:{case}", EVERYBODY),
    "consent:news": Right("consent:news:{case}", EVERYBODY),
    "consent:petitions": Right("consent:petitions:{case}", EVERYBODY),
    "consent:refuse": Right("consent:refuse:{case}", EVERYBODY),
    "draft:commune": _writer("draft:commune:{case}:03386"),
    "draft:communes": _writer("draft:communes:{case}"),
    "draft:none": _writer("draft:none:{case}"),
    "draft:skip": _writer("draft:skip:{case}:topic"),
    "draft:split": _writer("draft:split:{case}:one"),
    "draft:topic": _writer("draft:topic:{case}:wages"),
    "draft:topics": _writer("draft:topics:{case}"),
    "draft:unit": _writer("draft:unit:{case}:{unit}"),
    "draft:unsaid": _writer("draft:unsaid:{case}"),
    "follow:add": _author("follow:add:{case}"),
    "follow:done": _author("follow:done:{case}"),
    "follow:files": _author("follow:files:{case}:{said}"),
    "follow:more": Right("follow:more:{after}", EVERYBODY, AUTHORS),
    "follow:rate": _author("follow:rate:{case}:4"),
    "follow:reopen": _author("follow:reopen:{case}:skip"),
    "follow:secret": _author("follow:secret:{case}:new"),
    "follow:show": _author("follow:show:{case}"),
    "follow:uncover": _author("follow:uncover:{case}:{said}"),
    "follow:withdraw": _author("follow:withdraw:{case}:yes"),
    # whoever sits at the unit says who may stay in its group; no word of a case is in it
    "groups:confirm": Right("groups:confirm:{desk}:0", {"holder", "both"}),
    "inbox:list": Right("inbox:list:answered:{before}", OFFICERS, HOLDER),
    "invitation:keep": Right("invitation:keep", OFFICERS | ADMINS),
    "invitation:name": Right("invitation:name", OFFICERS | ADMINS),
    "language": Right("language:vi:{case}", EVERYBODY),
    "officer:drop": Right("officer:drop:{case}", OFFICERS),
    "petition:anonymous": _writer("petition:anonymous:{case}:on"),
    "petition:back": _writer("petition:back:{case}"),
    "petition:cancel": _writer("petition:cancel:{case}"),
    "petition:drop": _writer("petition:drop:{case}"),
    "petition:edit": _writer("petition:edit:{case}"),
    "petition:files": _writer("petition:files:{case}:yes"),
    "petition:fresh": _writer("petition:fresh:{case}:0"),
    "petition:keep": _writer("petition:keep:{case}"),
    "petition:kind": _writer("petition:kind:{case}:cau_hoi"),
    "petition:mask": _writer("petition:mask:{case}:on"),
    "petition:more": _writer("petition:more:{case}"),
    "petition:new": _writer("petition:new:{case}"),
    "petition:own_unit": _writer("petition:own_unit:{case}:on"),
    "petition:resume": _writer("petition:resume:{case}"),
    "petition:rewrite": _writer("petition:rewrite:{case}"),
    "petition:send": _writer("petition:send:{case}"),
    "petition:topic": _writer("petition:topic:{case}"),
    "petition:urgent": _writer("petition:urgent:{case}:on"),
    "petition:workplace": _writer("petition:workplace:{case}"),
    "search:next": Right("search:next:{before_said}:{folded}", OFFICERS, READERS),
    "urgent:petition": Right("urgent:petition:{case}", EVERYBODY),
}

COMMANDS = {
    "back": Right("/{word} {case}", EVERYBODY),
    "cancel": Right("/{word} {case}", EVERYBODY),
    "contact": Right("/{word} {case}", EVERYBODY),
    "help": Right("/{word} {case}", EVERYBODY),
    "inbox": Right("/{word} {case}", OFFICERS, HOLDER),
    "language": Right("/{word} vi {case}", EVERYBODY),
    "officers": Right("/{word} {case}", ADMINS),
    "petition": _worker("/{word} Máy may hỏng"),
    "question": _worker("/{word} Máy may hỏng"),
    "search": Right("/{word} {searched}", OFFICERS, READERS),
    "start": Right("/{word} {case}", EVERYBODY),
    "status": Right("/{word} {searched}", EVERYBODY, AUTHORS),
    "urgent": Right("/{word} {case}", EVERYBODY),
}

STATES = {
    "admin.contact": Right("0213 111 222", ROOT, data={"field": "hotline"}),
    "admin.find": Right("{unit}", ADMINS, data={"at": "{now}"}),
    "admin.units": Right("{searched}", ROOT),
    "any": _worker("Máy may hỏng"),
    "follow.adding": Right("Thêm nữa", AUTHORS, AUTHORS, data={"at": "{now}"}),
    "follow.why": _author("Chưa xong"),
    "group": Right("/x {case}", EVERYBODY),
    "invitation.name": Right("Tên mới", OFFICERS | ADMINS),
    "officer.album": Right("Máy may hỏng", EVERYBODY, AUTHORS | HOLDER, data={"said": "{answer}", "album": "a"}),
    "officer.answer": _holder("Đã xong"),
    "officer.canned": Right("Tiêu đề", HOLDER, HOLDER, data={"said": "{answer}"}),
    "officer.note": _holder("Nhớ gọi lại"),
    "officer.question": _holder("Từ bao giờ"),
    "officer.refer": _holder("Thanh tra; 12/TT; 4/5/2026"),
    "officer.search": Right("{searched}", OFFICERS, READERS),
    "officer.takeover": _holder("Đi vắng"),
    "officer.transfer": Right("Đúng việc", HOLDER, HOLDER, data={"unit": "tinh"}),
    "officer.unit": _holder("tỉnh"),
    "officer.up": _holder("Vượt quyền"),
    "petition.cancel": _worker("Máy may hỏng"),
    "petition.commune": _worker("Máy may hỏng"),
    "petition.edit": _worker("Máy may hỏng"),
    "petition.files": _worker("Máy may hỏng"),
    "petition.more": _worker("Máy may hỏng"),
    "petition.old": _worker("Máy may hỏng"),
    "petition.preview": _worker("Máy may hỏng"),
    "petition.rewrite": _worker("Máy may hỏng"),
    "petition.tell": _worker("Máy may hỏng"),
    "petition.topic": _worker("Máy may hỏng"),
    "petition.split": _worker("Máy may hỏng"),
    "petition.whither": _worker("Máy may hỏng"),
    "petition.workplace": _worker("Máy may hỏng"),
    # a reply to one of our messages that names the case: the author adds, an officer of the holding unit answers
    "reply.author": Right("Thêm nữa", AUTHORS | HOLDER, AUTHORS | HOLDER),
    "reply.officer": Right("Đã xong", AUTHORS | HOLDER, AUTHORS | HOLDER),
    "uncertain_number": Right("1", EVERYBODY),
    "unknown_button": Right("nothing:{case}", EVERYBODY),
}

PATTERNS = {
    "code-answer": Right("#{searched} Đã xong", AUTHORS | HOLDER, AUTHORS | HOLDER),
    "invitation": Right("CN-ABCD-EFGH-JKLM", EVERYBODY),
    "secret": Right("{searched} ABCD-2FGH-JKLM", EVERYBODY),
}
