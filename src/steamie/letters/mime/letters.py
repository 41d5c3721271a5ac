"""A letter that came in, read whole."""

from __future__ import annotations

from dataclasses import dataclass

from .bodies import Attachment, body_of
from .heads import LetterHead, head_of, parsed
from .machines import Machine, machine_of, may_be_answered
from .spam import suspicion, vouched_for

BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)  # what bad bytes do to a parser


class NotReadable(Exception):
    """The letter cannot be read; the message says why, fit for the desk."""


@dataclass(frozen=True, slots=True)
class ReadLetter:
    """What a letter says, and what wrote it."""

    head: LetterHead
    words: str
    attachments: tuple[Attachment, ...]
    machine: Machine
    may_be_answered: bool  # by a machine of ours
    suspicion: str  # of the mail server, as a sentence
    encrypted: bool
    doubts: tuple[str, ...]  # what was guessed or left out, as sentences
    vouched_for: str = ""  # the domain it truly comes from, as a mail server says
    vouched_by: str = ""  # the name by which that server signs

    def is_vouched_for(self, server: str) -> bool:
        """Whether this mail server says that it truly comes from whom it names, and it names one sender alone."""
        if not server or self.vouched_by != server.lower().rstrip("."):
            return False
        return self.head.senders == 1 and self.vouched_for == self.head.sender.rpartition("@")[2].lower() != ""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all."""
        return not (self.words or self.head.subject or self.attachments)


def read(content: bytes) -> ReadLetter:
    """Read a letter. Raises ``NotReadable``."""
    try:
        return _read(content)
    except BROKEN as problem:
        raise NotReadable(f"It could not be read ({type(problem).__name__}).") from problem


def _read(content: bytes) -> ReadLetter:
    letter = parsed(content)
    head, body = head_of(letter), body_of(letter)
    domain, server = vouched_for(letter)
    machine = machine_of(letter, head)
    doubts = (
        "Its signs did not match what it claims, so some may be wrong." if body.guessed else "",
        "It is longer than what is shown here; the rest is in the letter as it came." if body.cut else "",
    )
    return ReadLetter(
        head=head,
        words=body.words,
        attachments=tuple(body.attachments),
        machine=machine,
        may_be_answered=may_be_answered(letter, machine),
        suspicion=suspicion(letter),
        encrypted=body.encrypted and not body.words,
        doubts=tuple(filter(None, doubts)),
        vouched_for=domain,
        vouched_by=server,
    )
