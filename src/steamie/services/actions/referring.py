"""Passing somebody on to others who help, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from steamie.casework.actions.trail import step
from steamie.casework.clauses import KEPT
from steamie.casework.models import Case
from steamie.casework.sight import require_words
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.refusals import NotReady, Problem
from steamie.services.models import Referral, ReferralOutcome
from steamie.services.verbs import Verb

REFERABLE = ("adaptation", "housing", "homelessness", "application")  # kinds of case
ASK_AFTER = timedelta(weeks=4)  # without an outcome somebody asks what became of it


@dataclass(frozen=True, slots=True)
class PassingOn:
    """To whom somebody is passed on, why, and whether they said yes to it."""

    to: str
    why: str
    agreed: bool


@action()
def refer(*, case: Case, passing_on: PassingOn, by: Person, at: datetime | None = None) -> Referral:
    """Write down a referral. Raises ``NotReady`` without the person's yes: nothing about them goes to others without it."""
    moment = at or timezone.now()
    case = Case.objects.locked(case)
    require_words(by, case, day=timezone.localdate(moment))
    if not case.is_open or case.kind not in REFERABLE:
        raise NotReady([Problem("This case has ended, or is of a kind that is not passed on.")])
    if not passing_on.agreed:
        raise NotReady([Problem("Ask them first: nothing about them goes to others without their yes.", "agreed")])
    row = Referral.objects.create(case=case, to=passing_on.to, why=passing_on.why, at=moment, by=by)
    step(case=case, title="Passed on to somebody who helps", at=moment, by=by, words=passing_on.to, for_them=True)
    record(by=by, verb=Verb.REFER, clause=KEPT, subject=case, facts={"referral": row.pk}, at=moment)
    return row


@action()
def note_outcome(
    *, referral: Referral, outcome: ReferralOutcome, by: Person, words: str = "", at: datetime | None = None
) -> Referral:
    """Write down what became of a referral; once, and also after the case has ended."""
    moment = at or timezone.now()
    case = Case.objects.locked(referral.case)
    require_words(by, case, day=timezone.localdate(moment))
    referral = Referral.objects.get(pk=referral.pk)
    if referral.outcome:
        raise NotReady([Problem("What became of it is written down already.", "outcome")])
    referral.outcome, referral.outcome_at, referral.outcome_words = outcome, moment, words
    referral.save(update_fields=["outcome", "outcome_at", "outcome_words"])
    step(case=case, title=f"What became of the referral: {outcome.label.lower()}", at=moment, by=by, words=words)
    facts = {"referral": referral.pk, "outcome": outcome.value}
    record(by=by, verb=Verb.NOTE_A_REFERRAL, clause=KEPT, subject=case, facts=facts, at=moment)
    return referral
