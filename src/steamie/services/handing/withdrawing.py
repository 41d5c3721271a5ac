"""A repair that is not wanted any more: it is not sent, or whoever has it is told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from steamie.casework.clauses import KEPT
from steamie.casework.models import Case
from steamie.casework.models.cases import Outcome
from steamie.casework.sight import require_words
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.services.models import HandOver
from steamie.services.models.handing_over import STUCK, HandOverState
from steamie.services.verbs import Verb

from .keeping import locked, note_in_trail, pass_to

NOT_WANTED = (Outcome.WITHDRAWN, Outcome.DUPLICATE, Outcome.SPAM, Outcome.NOT_OURS)
NEVER_SENT = (HandOverState.KEPT, *STUCK)


@transaction.atomic
def call_back(case: Case, outcome: Outcome, at: datetime) -> None:
    """Keep a repair from being sent; one that may be with the other side already waits for somebody to tell them."""
    row = HandOver.objects.filter(case=case).first()
    if row is None or outcome not in NOT_WANTED:
        return
    row = locked(row.pk)
    row.withdrawn_at, row.told_at = at, None
    if row.state in NEVER_SENT:
        pass_to(row, HandOverState.WITHDRAWN, at=at, why=f"The case ended: {outcome.label.lower()}.")
    else:
        row.next_at = None
        row.save(update_fields=["withdrawn_at", "told_at", "next_at"])
        note_in_trail(row, "The repairs system has it: tell them that it is not wanted any more", at)


@transaction.atomic
def want_again(case: Case, at: datetime) -> None:
    """A case was opened again: what was not sent goes now, and nobody is told any more that it is not wanted."""
    row = HandOver.objects.filter(case=case, withdrawn_at__isnull=False).first()
    if row is None:
        return
    row = locked(row.pk)
    row.withdrawn_at = None
    if row.state == HandOverState.WITHDRAWN:
        row.since, row.failed = at, 0
        pass_to(row, HandOverState.KEPT, at=at, next_at=at)
    else:
        row.save(update_fields=["withdrawn_at"])


@action()
def note_told(*, hand_over: HandOver, by: Person, at: datetime | None = None) -> HandOver:
    """Write down that somebody told the other side that it is not wanted any more. Raises ``NotReady`` where nobody has to."""
    moment = at or timezone.now()
    row = locked(hand_over.pk)
    require_words(by, row.case, day=timezone.localdate(moment))
    if not row.to_be_told:
        raise NotReady([Problem("Nobody has to be told: it was never sent, or somebody was told already.")])
    row.told_at = moment
    row.save(update_fields=["told_at"])
    note_in_trail(row, "The repairs system was told that it is not wanted any more", moment)
    record(by=by, verb=Verb.TELL_IT_IS_NOT_WANTED, clause=KEPT, subject=row.case, at=moment)
    return row
