"""Texts as Telegram reads them: HTML tags become entities, lengths are counted in UTF-16 units."""

from __future__ import annotations

import html
import re
from typing import Any

from tests.servers.telegram.refusal import bad

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "a": "text_link", "code": "code",
    "pre": "pre", "blockquote": "blockquote", "tg-spoiler": "spoiler", "span": "spoiler", "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}  # fmt: skip
SPECIAL = re.compile(r"<|&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
TAG = re.compile(r"""<(/?)([^\s>]*)((?:[^>"']|"[^"]*"|'[^']*')*)(>?)""")
HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
COMMAND = re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?")
MENTION = re.compile(r"(?<!\w)@\w{3,32}")

MOST_TEXT, MOST_CAPTION, MOST_BYTES = 4096, 1024, 32768

Entities = list[dict[str, Any]]


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def read_text(params: dict[str, Any]) -> tuple[str, Entities]:
    """The visible text of a message and its entities. Raises Refusal as sendMessage does."""
    raw = params.get("text", "")
    if not raw:
        raise bad("message text is empty")
    if len(raw.encode()) > MOST_BYTES:
        raise bad("text is too long")
    text, entities = _parsed(raw, params, "entities")
    if not text:
        raise bad("text must be non-empty")
    if units(text) > MOST_TEXT:
        raise bad("message is too long")
    return text, entities


def read_caption(params: dict[str, Any]) -> tuple[str, Entities]:
    """The same for the words below a picture or file; they may be missing."""
    text, entities = _parsed(params.get("caption", ""), params, "caption_entities")
    if units(text) > MOST_CAPTION:
        raise bad("message caption is too long")
    return text, entities


def _parsed(raw: str, params: dict[str, Any], entities: str) -> tuple[str, Entities]:
    mode = params.get("parse_mode", "").lower()
    if mode == "html":
        return read_html(raw)
    if mode:
        raise bad("unsupported parse_mode")  # Telegram knows two Markdowns; nobody should use them for people's words
    return raw.strip(), list(params.get(entities, []))


def read_html(raw: str) -> tuple[str, Entities]:
    """Text and entities of Telegram's HTML. Raises Refusal with the place as a byte offset, as the real parser does."""
    out: list[str] = []
    length, at = 0, 0
    opened: list[tuple[str, int, dict[str, Any]]] = []
    entities: Entities = []
    while found := SPECIAL.search(raw, at):
        start = found.start()
        piece = raw[at:start]
        at = found.end()
        if found[0] != "<":
            piece += html.unescape(found[0])
        out.append(piece)
        length += units(piece)
        if found[0] != "<":
            continue
        tag = TAG.match(raw, start)
        assert tag is not None
        place, name, at = len(raw[:start].encode()), tag[2].lower(), tag.end()
        if tag[1]:
            _close(name, place, bool(tag[4]), opened, entities, length)
        else:
            opened.append((name, length, _begin(name, tag[3], place, bool(tag[4]))))
    if opened:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1][0]}\"")
    out.append(raw[at:])
    return _trimmed("".join(out), entities)


def _begin(name: str, attributes: str, place: int, whole: bool) -> dict[str, Any]:
    if not whole and not attributes and not name:
        raise bad(f"can't parse entities: Unclosed start tag at byte offset {place}")
    if name not in TAGS or (name == "span" and "tg-spoiler" not in attributes):
        raise bad(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {place}')
    if not whole:
        raise bad(f"can't parse entities: Unclosed start tag at byte offset {place}")
    entity: dict[str, Any] = {"type": TAGS[name]}
    if name == "a":
        href = HREF.search(attributes)
        entity["url"] = html.unescape(next(g for g in href.groups() if g is not None)) if href else ""
    return entity


def _close(
    name: str, place: int, whole: bool, opened: list[tuple[str, int, dict[str, Any]]], entities: Entities, length: int
) -> None:
    if not opened:
        raise bad(f"can't parse entities: Unexpected end tag at byte offset {place}")
    if not whole:
        raise bad(f"can't parse entities: Unclosed end tag at byte offset {place}")
    expected, start, entity = opened.pop()
    if name and name != expected:
        raise bad(
            f'can\'t parse entities: Unmatched end tag at byte offset {place}, expected "</{expected}>", found "</{name}>"'
        )
    if length > start and entity.get("url", "x"):
        entities.append({**entity, "offset": start, "length": length - start})


def _trimmed(text: str, entities: Entities) -> tuple[str, Entities]:
    cut, kept = units(text) - units(text.lstrip()), text.strip()
    size, out = units(kept), []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] - cut + entity["length"], size)
        if end > start:
            out.append({**entity, "offset": start, "length": end - start})
    return kept, sorted(out, key=lambda e: (e["offset"], -e["length"]))


def typed_entities(text: str) -> Entities:
    """What the app of a person marks by itself in typed text: commands and mentions."""
    found = [(m, "bot_command") for m in COMMAND.finditer(text)] + [(m, "mention") for m in MENTION.finditer(text)]
    commands = [m.span() for m, kind in found if kind == "bot_command"]
    return [
        {"type": kind, "offset": units(text[: m.start()]), "length": units(m[0])}
        for m, kind in found
        if kind == "bot_command" or not any(a <= m.start() < b for a, b in commands)
    ]
