"""Cầu Nối itself: the whole program with its shipped configuration, a unit and an officer for each worker."""

import json
import sys
from pathlib import Path
from typing import Any

import yaml
from sqlmodel import Session, insert

from benchmarks.petitions.fake_telegram import TOKEN, Call
from benchmarks.petitions.variant import PATH, SECRET, Variant, officer_of, worker_chat
from storage.database import Database
from storage.migrate import migrate
from storage.models import CaseMessage, Consent, Contact, Desk, Officer, Person, Petition
from storage.tree import UnitNode
from storage.types import utcnow
from storage.units import store_units

ROOT = Path(__file__).parents[2]
TEXT = "Cty em nợ lương tháng 3 và tháng 4, hỏi thì quản lý bảo chờ. Em có con nhỏ, mong công đoàn giúp."


class Ours(Variant):
    """`python -m bot run` on a webhook; nothing is left out, synchronous=FULL as always (see `Normal` for the comparison)."""

    name = "caunoi"

    def prepare(self, folder: Path, workers: int, api_url: str, port: int, synchronous: str) -> None:
        super().prepare(folder, workers, api_url, port, synchronous)
        config = yaml.safe_load((ROOT / "config.yaml").read_text("utf-8"))
        config["database"]["url"] = f"sqlite:///{folder / 'caunoi.db'}"
        config["units"]["file"] = str(ROOT / config["units"]["file"])
        config["channels"]["web"]["port"] = port
        # as many messages a second as the fake takes: a limit would measure itself
        config["channels"]["telegram"] |= {
            "enabled": True, "token": TOKEN, "api_url": api_url, "receive": "webhook", "per_second": 10_000,
            "webhook_url": f"http://127.0.0.1:{port}{PATH}", "webhook_secret": SECRET,
        }  # fmt: skip
        config["files"]["dir"] = str(folder / "files")
        (folder / "config.yaml").write_text(json.dumps(config), "utf-8")
        db = Database(config["database"]["url"])
        migrate(db)
        db.write_now(_fill, workers)
        db.close()

    def command(self) -> list[str]:
        module = "bot" if self.synchronous == "FULL" else "benchmarks.petitions.normal"
        return [sys.executable, "-m", module, "--config", str(self.folder / "config.yaml"), "run"]

    def data(self, n: int) -> str:
        return f"petition:send:{n + 1}"

    def counts(self, call: Call) -> bool:
        return call.method.startswith("send")


def _fill(session: Session, workers: int) -> None:
    store_units(session, [
        UnitNode("tinh", "tinh", "Liên đoàn Lao động tỉnh", None),
        *(UnitNode(f"cs-{n}", "co_so", f"Công đoàn cơ sở Công ty số {n}", "tinh") for n in range(workers)),
    ])  # fmt: skip
    now = utcnow()

    def put(model: Any, rows: list[dict[str, Any]]) -> None:
        session.connection().execute(insert(model), rows)

    def contact(chat: int, person: int, name: str) -> dict[str, Any]:
        return {
            "address": f"telegram:{chat}", "channel": "telegram", "person_id": person, "is_group": False, "name": name,
            "language": "vi", "language_chosen": False, "data": {}, "choices": [], "place": 0, "gone": False,
            "wrong_guesses": 0, "created": now,
        }  # fmt: skip

    put(Person, [{"id": n + 1, "created": now} for n in range(2 * workers)])
    put(Contact, [contact(worker_chat(n), n + 1, f"Lan Lo {n}") for n in range(workers)])
    put(Contact, [contact(officer_of(worker_chat(n)), workers + n + 1, f"Hà {n}") for n in range(workers)])
    put(Consent, [
        {"person_id": n + 1, "purpose": "petitions", "version": "1", "address": f"telegram:{worker_chat(n)}", "given": now}
        for n in range(workers)
    ])  # fmt: skip
    put(Officer, [
        {"person_id": workers + n + 1, "unit_code": f"cs-{n}", "role": "officer", "name": f"Hà {n}",
         "address": f"telegram:{officer_of(worker_chat(n))}", "since": now}
        for n in range(workers)
    ])  # fmt: skip
    put(Desk, [
        {"unit_code": f"cs-{n}", "address": f"telegram:{officer_of(worker_chat(n))}", "is_group": False, "topics": False,
         "paused": False, "closed": False, "card_due": now}
        for n in range(workers)
    ])  # fmt: skip
    put(Petition, [
        {"id": n + 1, "person_id": n + 1, "address": f"telegram:{worker_chat(n)}", "kind": "kien_nghi", "state": "draft",
         "topic": "wages", "urgent": False, "anonymous": False, "masked": False, "workplace_said": "unit",
         "workplace_unit": f"cs-{n}", "reason": {}, "created": now, "touched": now, "reopened": 0}
        for n in range(workers)
    ])  # fmt: skip
    put(CaseMessage, [
        {"petition_id": n + 1, "author": "worker", "text": TEXT, "folded": "", "address": f"telegram:{worker_chat(n)}",
         "message_id": str(n + 10), "created": now}
        for n in range(workers)
    ])  # fmt: skip
