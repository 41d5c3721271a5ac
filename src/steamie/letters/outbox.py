"""Into the outbox, and from one state to the next: the only place that writes a letter's state."""

from __future__ import annotations

import copy
from datetime import datetime
from email.utils import parseaddr
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address
from django.db import transaction
from django.utils import timezone

from steamie.evidence.actors import LETTERS, Actor
from steamie.rules.delivery import ABOUT, ALARM, ALARM_ANEW, ASKED_BY, PLACE
from steamie.rules.one_line import one_line

from . import alarms
from .models import Letter, LetterState, Passage
from .reader_language import for_reader

LONGEST_ADDRESS = 254  # RFC 5321
OURS = {"about": ABOUT, "asked_by": ASKED_BY, "place": PLACE, "alarm": ALARM}  # columns, and the headers they come by
NOT_SENT = {"message-id", *(header.lower() for header in OURS.values())}


@transaction.atomic
def keep(message: EmailMessage, *, now: datetime | None = None) -> list[Letter]:
    """Put a message in the outbox, a letter for each address it goes to, and wake the sender once that is safely written.

    ``Sensitivity: Private`` marks a letter that lets its reader in, ``Precedence: bulk`` one to many at once.
    """
    moment = now or timezone.now()
    if _header(message, ALARM) == ALARM_ANEW:
        message.extra_headers = message.extra_headers | {ALARM: uuid4().hex}
    return [_kept(message, address, moment) for address in dict.fromkeys(message.recipients())]


def _kept(message: EmailMessage, address: str, now: datetime) -> Letter:
    alone, message_id = _addressed(message, address)
    to = _as_servers_write(address)
    state = LetterState.REFUSED if not to else LetterState.KEPT if settings.MAIL_SERVER else LetterState.NOT_SET_UP
    letter = Letter.objects.create(
        message_id=message_id,
        sender=str(alone.from_email),
        to=to or address[:LONGEST_ADDRESS],
        subject=str(alone.subject),
        content=alone.message().as_bytes(linesep="\r\n") if to else b"",  # type: ignore[call-arg]  # Django's own message takes it
        private=_header(alone, "Sensitivity").lower() == "private",
        bulk=_header(alone, "Precedence").lower() == "bulk",
        **{name: _header(message, header) for name, header in OURS.items()},
        state=state,
        why="" if to else "No mail server could read this address.",
        kept_at=now,
        changed_at=now,
        since=now,
        next_at=now if state == LetterState.KEPT else None,
    )
    Passage.objects.create(letter=letter, state=state, at=now, by=LETTERS.reference, why=letter.why)
    return letter


def _as_servers_write(address: str) -> str:
    """The bare address, its domain in plain letters; empty when that cannot be done, so that nothing else is lost for it."""
    try:
        to = parseaddr(sanitize_address(address, settings.DEFAULT_CHARSET))[1]
    except ValueError:  # a domain that is too long once it is spelt out, for one
        return ""
    return to if len(to) <= LONGEST_ADDRESS else ""


def _addressed(message: EmailMessage, address: str) -> tuple[EmailMessage, str]:
    """The message as this one reader gets it: nobody sees who else was written to. With it, its number."""
    alone = copy.copy(message)
    alone.to, alone.cc, alone.bcc = [address], [], []
    alone.subject = one_line(str(message.subject))
    if _is_for_one(message):
        alone.subject, alone.body = for_reader(address, alone.subject, str(message.body))
    domain = parseaddr(str(message.from_email))[1].rpartition("@")[2] or "localhost"
    ours = {"Message-ID": f"<{uuid4().hex}@{domain}>"}
    theirs = {name: value for name, value in message.extra_headers.items() if name.lower() not in NOT_SENT}
    if not _header(message, "Auto-Submitted"):
        ours["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday notice answers a machine
    alone.extra_headers = theirs | ours
    return alone, ours["Message-ID"]


def _is_for_one(message: EmailMessage) -> bool:
    """Whether it is a plain letter to one reader, and none to many at once."""
    return not getattr(message, "alternatives", ()) and _header(message, "Precedence").lower() != "bulk"


def _header(message: EmailMessage, name: str) -> str:
    return next((str(value) for key, value in message.extra_headers.items() if key.lower() == name.lower()), "")


def pass_to(
    letter: Letter, state: LetterState, *, at: datetime, why: str = "", by: Actor = LETTERS, next_at: datetime | None = None
) -> None:
    """Write down that a letter came into a state. The same state for the same reason is written once."""
    if (letter.state, letter.why) != (state, why):
        Passage.objects.create(letter=letter, state=state, at=at, by=by.reference, why=why)
        letter.state, letter.why, letter.changed_at = state, why, at
    letter.next_at = next_at
    if letter.private and state in (LetterState.ACCEPTED, LetterState.SET_ASIDE):
        letter.content = b""
    letter.save()
    if letter.alarm and letter.is_undelivered:
        alarms.tell_the_next(letter, at)
