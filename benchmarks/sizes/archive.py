"""100,000 cases with all that belongs to them, and a tree of 5,000 units: rows as the program would have written them."""

from datetime import timedelta
from itertools import product
from random import Random

from sqlmodel import Session

from storage.codes import case_code
from storage.database import Database, lay
from storage.fold import fold
from storage.models import CaseMessage, Consent, Contact, Holding, Officer, Outbound, Person, Petition, PetitionEvent
from storage.tree import ROOT, UnitNode
from storage.types import utcnow
from storage.units import store_units

DESKS = 300
"""Grassroots unions that hold cases; each has an officer, as the province does."""
BUSY = 5
"""Every fifth case lies at the province."""
EACH = 4
"""Cases of one worker."""
AT_ONCE = 10_000

STATES = ("closed", "answered", "closed", "taken", "new", "answered", "closed", "asked", "closed", "referred")
TOPICS = ("wages", "overtime", "social_insurance", "meals", "osh", "contract", "other")
FIRMS = ("Công ty TNHH", "Công ty Cổ phần", "Công ty TNHH một thành viên", "Doanh nghiệp tư nhân", "Hợp tác xã", "Nhà máy")
TRADES = (
    "May", "Chè", "Thủy điện", "Xây dựng", "Khai thác đá", "Cao su", "Chế biến gỗ", "Vận tải", "Thương mại", "Nước sạch",
    "Điện lực", "Xi măng", "Gạch", "Nông sản", "Dược liệu", "Du lịch", "Giày da", "Bao bì", "Cơ khí", "Thủy sản", "Cây giống",
)  # fmt: skip
SAID = (
    "Cty em nợ lương tháng {n} rồi, hỏi thì quản lý bảo chờ, em có con nhỏ mong công đoàn giúp.",
    "Bữa ăn ca ở xưởng {trade} không đủ, cơm nguội, tổ {n} ai cũng kêu.",
    "Tổ {n} làm thêm giờ cả chủ nhật mà không được trả tiền.",
    "Công ty chưa đóng bảo hiểm xã hội từ tháng {n}, em đi khám phải tự trả.",
    "Thiết bị ở phân xưởng {trade} {n} không có che chắn, hôm qua có người xây xát.",
)
ANSWERED = "Công đoàn đã làm việc với giám đốc về việc này, sẽ trả lời anh/chị trước ngày {n}."


def worker(number: int) -> str:
    """The chat of a worker; the workers are numbered from 1."""
    return f"telegram:{number}"


def officer(unit: str) -> str:
    """The chat of the officer of a unit."""
    return f"telegram:{unit}"


def unit_of(case: int) -> str:
    """Who holds a case."""
    return ROOT if case % BUSY == 0 else f"cs-{(case - case // BUSY) % DESKS}"


def wide_tree(nodes: list[UnitNode], size: int) -> list[UnitNode]:
    """The tree with grassroots unions added below its districts, up to `size` units."""
    places = [
        (unit.code, commune.name.removeprefix("Thị trấn ").removeprefix("Xã "))
        for unit in nodes
        if unit.kind == "huyen"
        for commune in unit.communes
    ]
    every = list(product(FIRMS, TRADES, places))
    added = Random(1).sample(every, size - len(nodes))
    return nodes + [
        UnitNode(f"cs-{number}", "co_so", f"Công đoàn cơ sở {firm} {trade} {place}", district)
        for number, (firm, trade, (district, place)) in enumerate(added)
    ]


def fill(db: Database, nodes: list[UnitNode], cases: int, writing: int) -> range:
    """Write it all down; returns the numbers of `writing` workers more who are asked at this moment where they work."""
    workers = cases // EACH
    db.write_now(store_units, nodes)
    db.write_now(_people, range(1, workers + 1))
    for first in range(1, cases + 1, AT_ONCE):
        db.write_now(_cases, range(first, min(first + AT_ONCE, cases + 1)), cases)
    db.write_now(_officers, workers + 1)
    asked = range(workers + DESKS + 2, workers + DESKS + 2 + writing)
    db.write_now(_people, asked)
    db.write_now(_asked, asked, cases + 1)
    return asked


def _people(session: Session, numbers: range) -> None:
    for number in numbers:
        lay(session, Person)
        lay(session, Contact, address=worker(number), channel="telegram", person_id=number, name=f"Lan {number}")
        lay(session, Consent, person_id=number, purpose="petitions", version="1/vi", address=worker(number))


def _officers(session: Session, first: int) -> None:
    for number, unit in enumerate([*(f"cs-{n}" for n in range(DESKS)), ROOT], start=first):
        lay(session, Person)
        lay(session, Contact, address=officer(unit), channel="telegram", person_id=number, name=f"Hà {number}")
        lay(session, Officer, person_id=number, unit_code=unit, role="officer", name=f"Hà {number}", address=officer(unit))


def _cases(session: Session, numbers: range, cases: int) -> None:
    chance = Random(numbers.start)
    for number in numbers:
        unit, author, state = unit_of(number), (number - 1) // EACH + 1, STATES[chance.randrange(len(STATES))]
        sent = utcnow() - timedelta(minutes=5 * (cases - number) + 10)
        text = chance.choice(SAID).format(n=chance.randrange(1, 90), trade=chance.choice(TRADES))
        answer = ANSWERED.format(n=chance.randrange(1, 28))
        lay(
            session, Petition, code=case_code(number), person_id=author, address=worker(author), state=state,
            topic=chance.choice(TOPICS), anonymous=number % 3 == 0, workplace_said="unit", workplace_unit=unit, unit_code=unit,
            excluded_unit="cs-0" if number % 50 == 0 else None, holder_since=sent, reason={"key": "route-own", "args": {}},
            created=sent, touched=sent, submitted=sent,
        )  # fmt: skip
        _say(session, number, "worker", text)
        lay(session, PetitionEvent, petition_id=number, kind="opened", at=sent, unit_to=unit)
        lay(session, Holding, petition_id=number, unit_code=unit, since=sent)
        if number % 10 == 0:
            lay(session, Holding, petition_id=number, unit_code=f"cs-{number % DESKS}", since=sent, until=sent)
        if state not in {"new", "taken"}:
            _say(session, number, "question" if state == "asked" else "answer", answer)
            lay(session, PetitionEvent, petition_id=number, kind="answered", at=sent, unit_to=unit)
        if number % 4 == 0:
            _say(session, number, "worker", SAID[number % 5].format(n=number % 80, trade=TRADES[number % 20]))
        for address, kind, words in ((worker(author), "receipt", {}), (officer(unit), "card", {"text": text})):
            lay(
                session, Outbound, channel="telegram", lane=address, address=address, kind=kind, payload=words, state="done",
                petition_id=number, sent_id=str(number), sent_at=sent,
            )  # fmt: skip


def _say(session: Session, case: int, author: str, text: str) -> None:
    lay(session, CaseMessage, petition_id=case, author=author, text=text, folded=fold(text))


def _asked(session: Session, numbers: range, first: int) -> None:
    long_ago = utcnow() - timedelta(hours=1)
    for case, number in enumerate(numbers, start=first):
        lay(session, Petition, person_id=number, address=worker(number), topic="wages", created=long_ago, touched=long_ago)
        _say(session, case, "worker", SAID[0])
        contact = session.get_one(Contact, worker(number))
        contact.state, contact.data = "petition.workplace", {"case": case, "asked": long_ago.isoformat()}
