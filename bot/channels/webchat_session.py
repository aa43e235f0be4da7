"""Whose conversation a request belongs to: a signed cookie, made when the page is opened."""

import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

YEAR = 365 * 24 * 3600
COOKIE = re.compile(r"([A-Za-z0-9_-]{1,64})\.([0-9a-f]{64})")
LOOPBACK = {"127.0.0.1", "::1"}


@dataclass(frozen=True)
class Sessions:
    """The sessions of one page. `prefix` is "" or the path of a seat of the demo.

    seat: the address of that seat's conversation; whoever opens its page sits on it.
    """

    key: bytes
    prefix: str = ""
    seat: str | None = None

    @property
    def cookie(self) -> str:
        """The cookie's name: one for each seat, or the browser would send two of the same name."""
        return "caunoi" + self.prefix.replace("/", "-")

    def address_of(self, request: web.Request) -> str | None:
        """The conversation of this browser; None: it has none, or the cookie is not ours."""
        found = COOKIE.fullmatch(request.cookies.get(self.cookie, ""))
        if found is None or not hmac.compare_digest(self._signed(found[1]), found[2]):
            return None
        return f"web:{found[1]}"

    def new(self) -> str:
        """A conversation that nobody has yet; its address has 192 random bits."""
        return self.seat or f"web:{secrets.token_urlsafe(24)}"

    def write(self, request: web.Request, response: web.Response, address: str) -> None:
        """Give the browser the cookie of a conversation, for another year."""
        session = address.removeprefix("web:")
        response.set_cookie(
            self.cookie, f"{session}.{self._signed(session)}", max_age=YEAR, path=f"{self.prefix}/",
            httponly=True, samesite="Lax", secure=_is_secure(request),
        )  # fmt: skip

    def person(self, address: str, since: str) -> str:
        """What tells the page whose conversation it has, and tells nobody anything else."""
        return hmac.digest(self.key, f"person|{address}|{since}".encode(), "sha256").hex()[:32]

    def _signed(self, session: str) -> str:
        return hmac.digest(self.key, f"session|{self.cookie}|{session}".encode(), "sha256").hex()


def network_address(request: web.Request) -> str:
    """Where a request comes from; only a proxy on this machine is believed when it names somebody else."""
    given = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return given if given and request.remote in LOOPBACK else request.remote or ""


def preferred_language(request: web.Request, languages: Sequence[str]) -> str:
    """The first language of the browser that we have; else our first one."""
    for part in request.headers.get("Accept-Language", "").split(","):
        code = part.partition(";")[0].strip().partition("-")[0].lower()
        if code in languages:
            return code
    return languages[0]


def is_same_site(request: web.Request, public_url: str) -> bool:
    """Whether a page of ours made the request. What is no browser sends no Origin, and has no cookie of anybody either."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc in {request.host, urlsplit(public_url).netloc}


def _is_secure(request: web.Request) -> bool:
    return request.secure or (request.remote in LOOPBACK and request.headers.get("X-Forwarded-Proto") == "https")
