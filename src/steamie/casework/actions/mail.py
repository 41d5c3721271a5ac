"""What a person decides about a letter that was held: it is for us, of a case or a matter of its own, or it is not for us."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.casework.clauses import KEPT
from steamie.casework.mail_in.attached import Attached, looked_at
from steamie.casework.mail_in.carrying import added, opened
from steamie.casework.mail_in.plans import Arrival
from steamie.casework.mail_in.sorting import arrival_of
from steamie.casework.models import Case, SortedLetter, TrailEntry
from steamie.casework.models.mail import Became
from steamie.casework.sight import require_words
from steamie.casework.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed, require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

DECIDABLE = (Became.HELD, Became.NOT_FOR_US, Became.MACHINE)


def require_mail(person: Person, row: SortedLetter, moment: datetime) -> None:
    """Raises ``NotAllowed`` unless the person sorts the mail, or reads the case that the letter may belong to."""
    day = timezone.localdate(moment)
    theirs = SortedLetter.objects.seen_by(person, day).filter(pk=row.pk).exists()
    require(person, Act.WORK_ON_CASE, own=theirs, on=day)
    if not theirs:
        raise NotAllowed("Only who sorts the mail, or reads the case it may belong to, may do this.")


def let_in(*, row: SortedLetter, by: Person, into: Case | None = None, at: datetime | None = None) -> TrailEntry:
    """It is for us: put it into this case, or open one of its own. What was attached is looked at before anything is written."""
    moment = at or timezone.now()
    require_mail(by, row, moment)
    arrival = arrival_of(row.letter)
    return _let_in(row=row, arrival=arrival, attached=looked_at(arrival.mail.attachments), into=into, by=by, at=moment)


@action()
def _let_in(
    *, row: SortedLetter, arrival: Arrival, attached: Attached, into: Case | None, by: Person, at: datetime
) -> TrailEntry:
    require_mail(by, row, at)
    row = _locked(row)
    if into:
        require_words(by, into, day=timezone.localdate(at))
    entry = added(into, arrival, attached, at) if into else opened(arrival, attached, at)
    row.became, row.case, row.entry = (Became.ADDED if into else Became.OPENED), entry.case, entry
    row.decided_by, row.decided_at = by, at
    row.save()
    record(by=by, verb=Verb.LET_A_LETTER_IN, clause=KEPT, subject=row, facts={"case": entry.case_id}, at=at)
    return entry


@action()
def put_away(*, row: SortedLetter, reason: str, by: Person, at: datetime | None = None) -> SortedLetter:
    """It is not for us. It stays, with the reason, and can be let in later."""
    moment = at or timezone.now()
    require_mail(by, row, moment)
    row = _locked(row)
    if not reason.strip():
        raise NotReady([Problem("Say why, so that a colleague who looks for it knows.", "reason")])
    row.became, row.case, row.reason, row.decided_by, row.decided_at = Became.NOT_FOR_US, None, reason[:300], by, moment
    row.save()
    record(by=by, verb=Verb.PUT_A_LETTER_AWAY, clause=KEPT, subject=row, at=moment)
    return row


def _locked(row: SortedLetter) -> SortedLetter:
    """The row as it is now. Raises ``NotReady`` when a colleague was first."""
    row = SortedLetter.objects.select_for_update(no_key=True).get(pk=row.pk)
    if row.became not in DECIDABLE or row.entry_id:
        raise NotReady([Problem("A colleague has decided about this letter already.")])
    return row
