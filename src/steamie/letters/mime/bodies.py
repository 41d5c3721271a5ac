"""The words of a letter and what is attached to it. HTML is read as text; parts that are letters themselves are read too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from .heads import decoded, head_of, line, visible
from .mended import flowed, of_base64, of_parts

LONGEST = 50_000  # characters of words; what is beyond stays in the letter as it came
MOST_PARTS, DEEPEST = 200, 12
LARGEST_HTML = 1_000_000  # characters
LONGEST_NAME = 120
LAYOUT = 20_000  # bytes: a smaller picture beside HTML belongs to its look
ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
READ_AS_WORDS = ("text/plain", "text/html", "text/markdown", "text/enriched")
MARKED_UP = ("text/html", "text/enriched")
SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")


class TooManyParts(ValueError):
    """The letter has more parts, or deeper ones, than anybody sends."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something attached. ``of_layout``: a small picture beside HTML, such as a logo."""

    name: str
    kind: str
    content: bytes
    of_layout: bool = False


@dataclass(slots=True)
class Body:
    """The words, and what was attached."""

    words: str = ""
    guessed: bool = False  # the charset was not what it claimed
    cut: bool = False
    encrypted: bool = False
    attachments: list[Attachment] = field(default_factory=list)


def body_of(letter: Message) -> Body:
    """The words and attachments of a parsed letter. Raises ``TooManyParts``."""
    if sum(1 for _ in _parts(letter)) > MOST_PARTS:
        raise TooManyParts("It has more than two hundred parts.")
    body = Body()
    words = visible(_read(letter, body, 0)).strip()
    body.words, body.cut = words[:LONGEST], len(words) > LONGEST
    return body


def _parts(letter: Message) -> Iterator[Message]:
    """Every part, no more than it takes to see that there are too many."""
    for number, part in enumerate(letter.walk()):
        yield part
        if number > MOST_PARTS:
            return


def _read(part: Message, body: Body, depth: int) -> str:
    """The words of a part; what is attached goes into the body."""
    if depth > DEEPEST:
        raise TooManyParts("Its parts lie too deep in one another.")
    kind = part.get_content_type()
    if kind in ENCRYPTED:
        body.encrypted = True
    if kind == "message/rfc822":
        return _forwarded(part, body, depth)
    if part.is_multipart():
        return _of_many(part, body, depth)
    if kind.startswith("multipart/"):
        return _without_its_marks(part, body, depth)
    if kind in READ_AS_WORDS and part.get_content_disposition() != "attachment":
        return _text(part, body)
    _attach(part, body)
    return ""


def _of_many(part: Message, body: Body, depth: int) -> str:
    children = [child for child in part.get_payload() if isinstance(child, Message)]
    texts = [_read(child, body, depth + 1) for child in children]
    if part.get_content_type() == "multipart/alternative":
        return next((text for text in texts if text.strip()), "")
    return "\n\n".join(text for text in texts if text.strip())


def _forwarded(part: Message, body: Body, depth: int) -> str:
    """A letter in the letter, under a line that says so."""
    inner = part.get_payload()
    letter = inner[0] if isinstance(inner, list) and inner else None
    if not isinstance(letter, Message):
        return ""
    head = head_of(letter)
    title = f"Forwarded: {head.subject or 'no subject'}, from {head.sender_name or head.sender or 'nobody named'}"
    return f"---------- {title} ----------\n{_read(letter, body, depth + 1)}"


def _without_its_marks(part: Message, body: Body, depth: int) -> str:
    """A letter of parts that does not say what divides them: they are divided by what stands between them, or read as words."""
    body.guessed = True
    found = of_parts(str(part.get_payload()))
    if found and sum(1 for _ in _parts(found)) > MOST_PARTS:
        raise TooManyParts("It has more than two hundred parts.")
    return _read(found, body, depth + 1) if found else decoded(_bytes(part), _charset(part))[0]


def _text(part: Message, body: Body) -> str:
    content = of_base64(part)
    text, guessed = decoded(_bytes(part) if content is None else content, _charset(part))
    body.guessed |= guessed
    return _as_text(text) if part.get_content_type() in MARKED_UP else flowed(part, text)


def _as_text(html: str) -> str:
    """What a reader of the HTML would read. What is hidden, scripts and pictures are left out."""
    import inscriptis  # noqa: PLC0415 - only who reads letters needs it in memory
    from lxml.etree import LxmlError  # noqa: PLC0415 - as above

    try:
        return str(inscriptis.get_text(visible(html)[:LARGEST_HTML]))
    except (LxmlError, ValueError):
        return ""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError, TypeError):
        return "unreadable"


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _attach(part: Message, body: Body) -> None:
    kind = _kind(part)
    if kind in SIGNATURES:
        return
    content = _bytes(part)
    in_html = bool(part.get("Content-ID")) and kind.startswith("image/") and len(content) < LAYOUT
    body.attachments.append(Attachment(_name(part), kind, content, of_layout=in_html))


def _kind(part: Message) -> str:
    """What it claims to be, in plain letters."""
    kind = part.get_content_type()
    return kind if kind.isascii() and len(kind) < LONGEST_NAME else "application/octet-stream"


def _name(part: Message) -> str:
    """What its sender calls it, on one line and without folders."""
    try:
        given = part.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        given = ""
    name = line(given).replace("\\", "/").rpartition("/")[2].strip()
    return name[-LONGEST_NAME:] or f"something without a name ({_kind(part)})"
