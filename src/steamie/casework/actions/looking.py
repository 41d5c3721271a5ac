"""An auditor asks to see more of a case, with a reason; somebody who reads it decides, until when. Both are on record."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from steamie.casework.actions.trail import step
from steamie.casework.clauses import KEPT
from steamie.casework.models import Case, SightRequest
from steamie.casework.sight import require_words
from steamie.casework.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

LONGEST = timedelta(days=30)  # nobody is let in for longer at one go


@action()
def ask_to_see(*, case: Case, reason: str, by: Person, at: datetime | None = None) -> SightRequest:
    """Ask to see the words of a case."""
    moment = at or timezone.now()
    require(by, Act.READ_CASES, on=timezone.localdate(moment))
    if not reason.strip():
        raise NotReady([Problem("Say why you must see more.", "reason")])
    row = SightRequest.objects.create(case=case, by=by, reason=reason, at=moment)
    step(case=case, title="An auditor asked to see more", at=moment, by=by, words=reason)
    record(by=by, verb=Verb.ASK_TO_SEE, clause=KEPT, subject=case, facts={"request": row.pk}, at=moment)
    return row


@action()
def decide(*, request: SightRequest, until: date | None, by: Person, at: datetime | None = None) -> SightRequest:
    """Let an auditor read a case until a day, or refuse (None). Only who reads the case may; a safeguarding matter stays shut."""
    moment = at or timezone.now()
    today = timezone.localdate(moment)
    require_words(by, request.case, day=today)
    if request.decided_at:
        raise NotReady([Problem("Somebody has decided already.")])
    if until and (request.case.masked or not today <= until <= today + LONGEST):
        raise NotReady([Problem("At most thirty days, and never for a safeguarding matter.", "until")])
    request.granted_by, request.decided_at, request.until = by, moment, until
    request.save(update_fields=["granted_by", "decided_at", "until"])
    step(case=request.case, title="An auditor may see more" if until else "An auditor was refused more", at=moment, by=by)
    record(by=by, verb=Verb.DECIDE_SIGHT, clause=KEPT, subject=request.case, facts={"granted": bool(until)}, at=moment)
    return request
