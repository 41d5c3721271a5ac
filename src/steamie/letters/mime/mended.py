"""What programs and relays break on the way, put right: parts without marks, base64 cut short or with a foot, broken lines."""

from __future__ import annotations

import base64
import re
from email import message_from_string, policy
from email.message import Message
from itertools import takewhile

_MARK = re.compile(r"^--(?P<mark>[^\s-][^\r\n\"]{0,68}?)[ \t\r]*$", re.MULTILINE)
_BASE64 = re.compile(r"[A-Za-z0-9+/=]*\s*")
_QUOTED = re.compile(r"(?:> ?)*")
SIGNATURE = "-- "


def of_parts(payload: str) -> Message | None:
    """The parts that stand behind each other, divided by the first line that looks like a mark; None without one."""
    mark = _MARK.search(payload)
    if mark is None:
        return None
    letter = message_from_string(f'Content-Type: multipart/mixed; boundary="{mark["mark"]}"\n\n{payload}', policy=policy.compat32)
    return letter if letter.is_multipart() else None


def of_base64(part: Message) -> bytes | None:
    """The bytes of a text in base64, also of one that was cut short or has a foot below it; None for any other part."""
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() != "base64":
        return None
    lines = str(part.get_payload()).splitlines()
    coded = list(takewhile(_BASE64.fullmatch, lines))
    letters = "".join("".join(coded).split()).rstrip("=")
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    foot = "\n".join(lines[len(coded) :]).strip()
    content = base64.b64decode(letters + "=" * (-len(letters) % 4))
    return content + (f"\n{foot}".encode("utf-8", "surrogateescape") if foot else b"")


def flowed(part: Message, text: str) -> str:
    """The text with the lines put together that ``format=flowed`` had broken (RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    space_goes = str(part.get_param("delsp", "")).lower() == "yes"
    joined: list[str] = []
    open_at = None  # how deep the last line was quoted, while it goes on
    for line in text.replace("\r\n", "\n").split("\n"):
        depth, words = _unquoted(line)
        if open_at == depth and words != SIGNATURE:
            joined[-1] += words
        else:
            joined.append("> " * depth + words)
        open_at = depth if words.endswith(" ") and words != SIGNATURE else None
        if open_at is not None and space_goes:
            joined[-1] = joined[-1][:-1]
    return "\n".join(joined)


def _unquoted(line: str) -> tuple[int, str]:
    match = _QUOTED.match(line)
    marks = match[0] if match else ""
    words = line[len(marks) :]
    return marks.count(">"), words.removeprefix(" ") if not marks else words
