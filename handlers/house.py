"""What every desk has at hand: texts, rules, the tree. Built once in bot/app.py, never changed while it runs."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from handlers.router import Router
from handlers.routing import RoutingConfig
from handlers.texts import Texts
from storage.files import Files
from storage.limits import Limits
from storage.units import Units


class Interpreter(BaseModel):
    """Somebody who reads other languages for the desks; languages are named as people call them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    languages: list[str] = Field(min_length=1)
    phone: str


class ContactConfig(BaseModel):
    """How people reach the office without the bot; shown in /lienhe and when somebody refuses consent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    office: str
    address: str
    hotline: str
    hours: str
    data_officer: str
    interpreters: list[Interpreter] = []


class EmergencyConfig(BaseModel):
    """Numbers shown at once to whoever writes of danger, and the words that tell it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    numbers: dict[str, str]
    words: list[str]


class DeskConfig(BaseModel):
    """How the desks of officers and workers behave."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    undo_seconds: int = Field(default=10, ge=0, le=60)
    page: int = Field(default=8, ge=3, le=20)
    reopen_at_most: int = Field(default=2, ge=0, le=5)
    wrong_guesses: int = Field(default=10, ge=3, le=20)
    barred_minutes: int = Field(default=60, ge=1)
    invitation_days: int = Field(default=7, ge=1, le=30)
    consent_hours: int = Field(default=72, ge=1)


@dataclass(frozen=True)
class House:
    """All of it together."""

    texts: Texts
    router: Router
    units: Units
    routing: RoutingConfig
    topics: tuple[str, ...]
    contact: ContactConfig
    emergency: EmergencyConfig
    desk: DeskConfig = field(default_factory=DeskConfig)
    limits: dict[str, Limits] = field(default_factory=dict)
    timezone: str = "Asia/Ho_Chi_Minh"
    files: Files = field(default_factory=lambda: Files(None))
    """What people sent, once it is here."""
    public_url: str = ""
    """Where the chat page is reached from outside; "" when there is none."""

    def day(self, now: datetime) -> "datetime":
        """The moment in the house's own time zone; `.date()` of it is the day for the tree."""
        return now.astimezone(ZoneInfo(self.timezone))
