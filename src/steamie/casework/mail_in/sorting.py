"""Sorting the letters that came in: each is looked at on its own, and what becomes of it is written in one transaction.

A worker that dies half-way leaves the letter as it was, and the next one sorts it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from steamie.casework.models import SortedLetter, TrailEntry
from steamie.casework.models.mail import Became, Doubt
from steamie.evidence.actors import LETTERS
from steamie.letters.actions import take_report
from steamie.letters.mime.heads import LetterHead
from steamie.letters.mime.letters import NotReadable, ReadLetter, read
from steamie.letters.mime.machines import Machine
from steamie.letters.models import IncomingLetter

from .acknowledging import acknowledge
from .attached import Attached, looked_at
from .carrying import added, noted, opened
from .plans import Arrival, LetterPlan, plan

AT_ONCE = 200  # letters sorted in one go
MOST_TRIES = 3
log = logging.getLogger(__name__)


def sort_mail(now: datetime) -> int:
    """Sort every letter that waits; how many were. One that cannot be sorted bars the way for no other."""
    waiting = list(IncomingLetter.objects.to_sort().values_list("pk", flat=True)[:AT_ONCE])
    return sum(_tried(pk, now) for pk in waiting)


def _tried(pk: int, now: datetime) -> bool:
    letter = IncomingLetter.objects.select_related("mailbox").get(pk=pk)
    try:
        return sort(arrival_of(letter), now)
    except Exception:
        log.exception("Letter %d of the mailbox could not be sorted.", pk)
        letter.tries += 1
        letter.save(update_fields=["tries"])
        if letter.tries < MOST_TRIES:
            return False
        broken = LetterPlan(Became.HELD, "Something of ours failed while it was sorted.", Doubt.UNREADABLE)
        return _done(Arrival(letter, nothing_of(letter), broken.why), broken, Attached(), now)


def arrival_of(letter: IncomingLetter) -> Arrival:
    """The letter, read; with the problem where it was not fetched whole or cannot be read."""
    problem = letter.problem
    try:
        return Arrival(letter, read(bytes(letter.content)), problem)
    except NotReadable as trouble:
        return Arrival(letter, nothing_of(letter), problem or str(trouble))


def nothing_of(letter: IncomingLetter) -> ReadLetter:
    """What is known of a letter that cannot be read."""
    head = LetterHead(letter.message_id, (), letter.sender, letter.sender_name, subject=letter.subject)
    return ReadLetter(head, "", (), Machine.NONE, may_be_answered=False, suspicion="", encrypted=False, doubts=())


def sort(arrival: Arrival, now: datetime) -> bool:
    """Decide and do. False when somebody else has done it meanwhile."""
    decided = plan(arrival)
    needed = decided.became in (Became.OPENED, Became.ADDED)
    return _done(arrival, decided, looked_at(arrival.mail.attachments) if needed else Attached(), now)


@transaction.atomic
def _done(arrival: Arrival, decided: LetterPlan, attached: Attached, now: datetime) -> bool:
    letter = IncomingLetter.objects.select_for_update(no_key=True).defer("content").get(pk=arrival.letter.pk)
    if letter.sorted_at:
        return False
    entry = DOES.get(decided.became, _nothing)(arrival, decided, attached, now)
    if decided.does:
        decided.does(arrival, now)
    SortedLetter.objects.create(
        letter=letter,
        became=decided.became,
        doubt=decided.doubt or "",
        why=decided.why,
        case=entry.case if entry else decided.case,
        entry=entry,
        at=now,
    )
    letter.sorted_at = now
    letter.save(update_fields=["sorted_at"])
    return True


def _nothing(arrival: Arrival, decided: LetterPlan, attached: Attached, now: datetime) -> TrailEntry | None:
    return None


def _open(arrival: Arrival, decided: LetterPlan, attached: Attached, now: datetime) -> TrailEntry | None:
    entry = opened(arrival, attached, now)
    acknowledge(entry.case, arrival, now)
    return entry


def _add(arrival: Arrival, decided: LetterPlan, attached: Attached, now: datetime) -> TrailEntry | None:
    return added(decided.case, arrival, attached, now) if decided.case else None


def _return(arrival: Arrival, decided: LetterPlan, attached: Attached, now: datetime) -> TrailEntry | None:
    take_report(content=bytes(arrival.letter.content), by=LETTERS, now=now)
    return None


def _note(arrival: Arrival, decided: LetterPlan, attached: Attached, now: datetime) -> TrailEntry | None:
    return noted(decided.case, arrival, now) if decided.case else None


Does = Callable[[Arrival, LetterPlan, Attached, datetime], TrailEntry | None]
DOES: dict[Became, Does] = {Became.OPENED: _open, Became.ADDED: _add, Became.RETURNED: _return, Became.MACHINE: _note}
