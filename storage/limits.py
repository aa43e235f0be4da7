"""What a channel can take: the desks word messages to fit, the postman keeps the pace."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """text, caption: longest message; `utf16`: counted in UTF-16 units (Telegram) instead of code points.

    pace, group_pace: seconds between two messages to one chat; burst: how many may go at once before the pace counts.
    """

    text: int = 4096
    utf16: bool = False
    pace: float = 0.0
    group_pace: float = 0.0
    buttons: bool = True

    def count(self, text: str) -> int:
        """The length of a text as this channel counts it."""
        return len(text.encode("utf-16-le")) // 2 if self.utf16 else len(text)


def split_text(text: str, limits: Limits) -> list[str]:
    """Cut a text into parts that fit, at paragraphs, lines, sentences or words where there are any (T14)."""
    parts = []
    while limits.count(text) > limits.text:
        head = _fitting(text, limits)
        cut = max(head.rfind("\n\n"), head.rfind("\n"))
        if cut < len(head) // 2:
            cut = max(cut, head.rfind(". ") + 1, head.rfind(" "))
        if cut < len(head) // 4:
            cut = len(head)
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [part for part in (*parts, text) if part]


def _fitting(text: str, limits: Limits) -> str:
    head = text[: limits.text]
    while limits.count(head) > limits.text:
        head = head[: len(head) - (limits.count(head) - limits.text + 1) // 2]
    return head
