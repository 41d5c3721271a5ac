"""Letters that came back: what a mail server says of them in a delivery report (RFC 3464), read from its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

LONGEST = 500  # characters of a server's words that are kept
LARGEST = 2 * 1024 * 1024  # bytes of a report
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)  # what a broken message does to the parser


class NotAReport(Exception):
    """The bytes are no delivery report; the message says so for the desk."""


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What became of one letter to one address."""

    message_id: str  # of the letter it is about; empty when the report does not say
    recipient: str
    action: str  # failed, delayed, delivered, relayed or expanded
    why: str

    @property
    def is_final(self) -> bool:
        """Whether the letter did not arrive and will not."""
        return self.action == "failed"


def read(content: bytes) -> list[DeliveryReport]:
    """What a report says of each address. Raises ``NotAReport``."""
    if len(content) > LARGEST:
        raise NotAReport("This is too large for a report of a letter that came back.")
    try:
        message = message_from_bytes(content.lstrip(), policy=policy.default)
        reports = list(_reports(message))
    except UNREADABLE:
        reports = []
    if not reports:
        raise NotAReport("This is no report of a letter that came back. Save the whole message as a file, and give us that.")
    return reports


def _reports(message: Message) -> Iterator[DeliveryReport]:
    parts = list(message.walk())
    message_id = next(filter(None, map(_original_number, parts)), "")
    for part in parts:
        blocks = part.get_payload()
        if part.get_content_type() == "message/delivery-status" and isinstance(blocks, list):
            for block in blocks[1:]:  # the first is about the whole message
                if isinstance(block, Message):
                    yield _of_recipient(block, message_id)


def _of_recipient(block: Message, message_id: str) -> DeliveryReport:
    recipient = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "").rpartition(";")[2]
    words = str(block.get("Diagnostic-Code") or "").partition(";")[2] or str(block.get("Status") or "")
    return DeliveryReport(
        message_id, recipient.strip(), str(block.get("Action") or "").strip().lower(), " ".join(words.split())[:LONGEST]
    )


def _original_number(part: Message) -> str:
    """The number of the letter that is sent back with the report, whole or as its head."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return str(first.get("Message-ID") or "").strip() if isinstance(first, Message) else ""
    if kind == "text/rfc822-headers" and isinstance(part, EmailMessage):
        head = message_from_bytes(part.get_content().encode(), policy=policy.default)
        return str(head.get("Message-ID") or "").strip()
    return ""
