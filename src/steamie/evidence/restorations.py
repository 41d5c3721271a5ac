"""Saying that the record was put back from a copy on purpose: what that cut off is set aside, and stays named (S-32)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.mail import send_mail
from django.db import transaction

from . import anchors
from .actions import record
from .actors import Actor
from .in_force import Citation
from .models import Event
from .verbs import Verb


@transaction.atomic
def know_restored(*, reason: str, by: Actor, now: datetime, to: Iterable[str] = ()) -> Event | None:
    """Set aside the anchors made after the copy, in the record, and write so to the auditors ``to``. None when there are none.

    Their lines stay in the file, and every later check names the day and how many there were.
    """
    lost = anchors.displaced()
    if not lost:
        return None
    newest = anchors.head(now)
    facts = {
        "head": newest.number if newest else 0,
        "last_anchored": max(one.number for one in lost),
        "set_aside": [f"{one.number} {one.digest}" for one in lost],
    }
    clause = Citation("record.unbroken")
    event = record(by=by, verb=Verb.KNOW_RESTORED, clause=clause, subject="evidence", reason=reason, facts=facts, at=now)
    if addresses := list(to):
        send_mail(_subject(now), _words(facts, reason, now), None, addresses)
    return event


def _subject(now: datetime) -> str:
    return f"The record was put back from a copy on {now:%-d %B %Y}"


def _words(facts: dict[str, object], reason: str, now: datetime) -> str:
    return (
        f"On {now:%-d %B %Y} somebody said that the association's record was put back from a copy.\n\n"
        f"It ended at event {facts['head']} then. The last one you may have been told of is event {facts['last_anchored']}.\n"
        f"The reason given: {reason}\n\n"
        "Letters about events that are gone will not match the record any more. If nobody told you of this, ask."
    )
