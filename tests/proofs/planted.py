"""Strings that would tell who somebody is, planted wherever one can be; and a search for them in every form."""

import base64
import io
import json
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from PIL import Image

from tests.servers.telegram import FakeTelegram, Person

GPS, AUTHOR, COMMENT = 0x8825, 0x013B, 0x9286

PLANTED = {
    "first name": "Sùng Quỳnhhoaza",
    "last name": "Vàngđêmxu",
    "username": "quynhza_1987zz",
    "number of the chat": "1987654321",
    "telephone on the card": "+84976543218",
    "name in the text": "Lùng Thị Mảynhxê",
    "telephone in the text": "0987 612 345",
    "author in the photo": "Thợảnhzu",
    "comment in the photo": "Chụptạinhà Lượcxi",
    "thumbnail of the photo": "Ảnhnhỏzơ",
    "name of the document": "don-cua-Phàntảmây",
    "author of the document": "Soạnthảozê",
    "forwarded from": "Ngườichuyểnxi",
    "user forwarded from": "chuyentu_87zz",
    "name in the quotation": "Tríchlờizo",
    "telephone in an addition": "0934 871 266",
    "name in an edit": "Dảoxuâny",
    "telephone in a reopening": "0961 285 743",
}  # fmt: skip


def photo() -> bytes:
    """A photo as a phone makes it: where, by whom, a word about it, something behind its end."""
    exif = Image.Exif()
    exif[AUTHOR] = PLANTED["author in the photo"]
    exif.get_ifd(GPS).update({1: "N", 2: (22.0, 23.0, 45.0), 27: PLANTED["comment in the photo"].encode()})
    exif.get_ifd(0x8769)[COMMENT] = PLANTED["comment in the photo"].encode()
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(out, "JPEG", exif=exif.tobytes(), comment=PLANTED["comment in the photo"].encode())
    return out.getvalue() + PLANTED["thumbnail of the photo"].encode()


def document() -> bytes:
    """A document with its author written into it."""
    return b"%PDF-1.7\n1 0 obj << /Author (" + PLANTED["author of the document"].encode() + b") >> endobj\n%%EOF"


def toneless(text: str) -> str:
    """Small letters without marks."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return plain.casefold().replace("đ", "d")


def forms(secret: str) -> set[str]:
    """A string as it may stand in bytes: composed, decomposed, toneless, escaped, in base64 at each of its three places."""
    found: set[str] = set()
    for text in {secret, unicodedata.normalize("NFC", secret), unicodedata.normalize("NFD", secret), toneless(secret)}:
        found |= {text, quote(text), quote(text).lower(), quote_plus(text), json.dumps(text)[1:-1], text.encode().hex()}
        for shift in range(3):
            for encode in (base64.b64encode, base64.urlsafe_b64encode):
                whole = encode(b"\0" * shift + text.encode()).decode()
                # the letters at both ends also depend on what stands beside
                found.add(whole[(shift * 8 + 5) // 6 : (shift + len(text.encode())) * 8 // 6])
    return {form for form in found if len(form) > 4}


@dataclass(frozen=True)
class Leaving:
    """Something that left the program, and where it was seen."""

    where: str
    content: bytes


def leaked(things: list[Leaving], planted: dict[str, str] = PLANTED) -> set[str]:
    """Which of the planted strings stand in them, as `what: where`."""
    found = set()
    for thing in things:
        text = thing.content.decode("utf-8", "replace")
        plain = toneless(text)
        digits = re.sub(r"[\s.\-()+]", "", plain)
        for what, secret in planted.items():
            number = re.sub(r"\D", "", secret).removeprefix("84").removeprefix("0")
            by_number = what.startswith("telephone") and number in digits
            if by_number or toneless(secret) in plain or any(form in text for form in forms(secret)):
                found.add(f"{what}: {thing.where}")
    return found


def told_to_others(fake: FakeTelegram, worker: Person) -> list[Leaving]:
    """Everything that went to any chat on Telegram but the worker's."""
    things = []
    for entry in fake.journal.entries:
        if entry.chat not in (None, worker.id):
            said = json.dumps(entry.as_json(), ensure_ascii=False)
            things.append(Leaving(f"{entry.method} to {entry.chat}", said.encode()))
            things += [Leaving(f"file to {entry.chat}", file.content) for file in entry.files]
    return things
