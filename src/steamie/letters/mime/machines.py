"""Whether a machine wrote a letter. No machine is ever answered: two that answer each other fill a mailbox in an hour.

Sources: RFC 3834 (Auto-Submitted), RFC 2919 and 2369 (lists), RFC 3464 and 8098 (reports), and what mail programs do besides.
"""

from __future__ import annotations

import re
from email.message import Message
from enum import StrEnum
from functools import cache
from importlib.resources import files

from .heads import LetterHead, raw

PHRASES = files(__package__) / "automatic_replies.txt"
NOBODY = re.compile(r"(mailer-?daemon|postmaster|no-?_?\.?reply|do-?_?\.?not-?_?\.?reply|bounces?([+=-].*)?)@", re.IGNORECASE)
SERVERS = re.compile(r"(mailer-?daemon|postmaster)@", re.IGNORECASE)
ANSWERING = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Autoresponder")
LISTS = ("List-Id", "List-Unsubscribe", "List-Post", "List-Help", "Mailing-List")
MANY = ("bulk", "list", "junk")


class Machine(StrEnum):
    """What sort of machine wrote it."""

    NONE = "none"  # a person, as far as anyone can tell
    DELIVERY = "delivery"  # a mail server, about a letter of ours
    RECEIPT = "receipt"  # a mail program, because somebody opened a letter of ours
    ANSWER = "answer"  # an automatic answer: somebody is away
    PERHAPS_ANSWER = "perhaps an answer"  # by its subject alone
    LIST = "list"  # to many at once
    OTHER = "other"  # something else that nobody typed


def machine_of(letter: Message, head: LetterHead) -> Machine:
    """What sort of machine wrote this letter, the surest sign first."""
    return _server(letter, head) or _answering(letter, head) or _sending(letter, head)


def _server(letter: Message, head: LetterHead) -> Machine | None:
    """A report, or whatever else a mail server writes in its own name."""
    if letter.get_content_type() == "multipart/report":
        kind = str(letter.get_param("report-type") or "").lower()
        return Machine.RECEIPT if kind == "disposition-notification" else Machine.DELIVERY
    return Machine.DELIVERY if SERVERS.match(head.sender) else None


def _answering(letter: Message, head: LetterHead) -> Machine | None:
    """Somebody is away. Their program sends such answers with no way back, so this is asked before that is."""
    says_so = _words(letter, "Auto-Submitted").startswith("auto-replied") or any(raw(letter, name) for name in ANSWERING)
    if says_so or (_is_answer(head.subject) and (_is_to_many(letter) or _has_no_way_back(letter))):
        return Machine.ANSWER
    if _has_no_way_back(letter):
        return Machine.DELIVERY
    return Machine.PERHAPS_ANSWER if _is_answer(head.subject) and not _is_to_many(letter) else None


def _sending(letter: Message, head: LetterHead) -> Machine:
    """To many at once, or by a program."""
    if _is_to_many(letter):
        return Machine.LIST
    by_program = _words(letter, "Auto-Submitted") not in ("", "no") or NOBODY.match(head.sender)
    return Machine.OTHER if by_program else Machine.NONE


def may_be_answered(letter: Message, machine: Machine) -> bool:
    """Whether an automatic letter may go back to whoever wrote this one."""
    return machine is Machine.NONE and not raw(letter, "X-Auto-Response-Suppress")


def _words(letter: Message, name: str) -> str:
    return " ".join(raw(letter, name)).strip().lower()


def _is_to_many(letter: Message) -> bool:
    return _words(letter, "Precedence") in MANY or any(raw(letter, name) for name in LISTS)


def _has_no_way_back(letter: Message) -> bool:
    """Whether it was sent so that nothing can come back to it (RFC 5321, 4.5.5)."""
    return _words(letter, "Return-Path") == "<>"


def _is_answer(subject: str) -> bool:
    """By how the subject begins. “Re:” before it is a person's."""
    return subject.lower().startswith(_phrases())


@cache
def _phrases() -> tuple[str, ...]:
    lines = PHRASES.read_text("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
