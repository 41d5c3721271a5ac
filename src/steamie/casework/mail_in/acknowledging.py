"""One letter with their reference to whoever opened a case by e-mail, where the landlord wants that."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from steamie.casework.actions.trail import step
from steamie.casework.models import Case, TrailEntry
from steamie.letters.outbox import keep
from steamie.letters.tasks import send_letters

from .plans import Arrival

LOOP = timedelta(hours=1)  # nobody gets more than one in this, whatever they send: it may be a machine after all
TITLE = "We wrote that it is here, with the reference"


def acknowledge(case: Case, arrival: Arrival, now: datetime) -> None:
    """Write that it has come. A matter of safety gets no letter: somebody else may read it."""
    wanted = arrival.letter.mailbox.acknowledges and arrival.mail.may_be_answered
    if not wanted or case.dangerous or case.masked or _had_one(arrival.letter.sender, now):
        return
    words = render_to_string("casework/letters/received.txt", {"case": case})
    number = arrival.letter.message_id
    headers = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    threaded = {"In-Reply-To": number, "References": number} if number else {}
    message = EmailMessage(
        f"We have your message [{case.reference}]",
        words,
        to=[arrival.letter.sender],
        reply_to=[arrival.letter.mailbox.address],
        headers=headers | threaded,
    )
    (letter,) = keep(message, now=now)
    entry = step(case=case, title=TITLE, at=now, for_them=True)
    entry.letter, entry.message_id = letter, letter.message_id
    entry.save(update_fields=["letter", "message_id"])
    transaction.on_commit(send_letters.enqueue, robust=True)


def _had_one(address: str, now: datetime) -> bool:
    return TrailEntry.objects.filter(title=TITLE, letter__to__iexact=address, at__gt=now - LOOP).exists()
