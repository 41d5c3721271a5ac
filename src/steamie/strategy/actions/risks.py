"""Scoring a risk, and writing down what went wrong (S-09, S-62)."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.evidence.in_force import Citation
from steamie.rules.risk import Score
from steamie.strategy import reading, risks
from steamie.strategy.models import Incident, RiskScore
from steamie.strategy.verbs import Verb

from .editions import may_edit


@transaction.atomic
def score_risk(*, by: Actor, clause: str, likelihood: int, impact: int, reason: str, at: datetime | None = None) -> RiskScore:
    """Score a risk, or score it again: the old score stays as its history. Raises ``LookupError`` for a clause without one."""
    may_edit(by)
    before = risks.of(reading.current(), clause)
    if not reason.strip():
        raise ValidationError({"reason": "Say in a sentence why it is scored so."})
    score, moment = Score(likelihood, impact), at or timezone.now()
    row = RiskScore.objects.create(
        clause=clause,
        likelihood=likelihood,
        impact=impact,
        reason=reason.strip(),
        scored_by=by.reference,
        scored_at=moment,
    )
    facts = {
        "risk": clause,
        "points": score.points,
        "was": before.latest.score.points if before.latest else None,
        "incidents": len(before.unanswered),
    }
    record(by=by, verb=Verb.SCORE, clause=Citation("risk.no_higher"), subject=row, reason=row.reason, facts=facts, at=moment)
    return row


@transaction.atomic
def record_incident(*, by: Actor, clause: str, on: date, what: str, at: datetime | None = None) -> Incident:
    """Write down that something went wrong: its risk must be scored again. Raises ``LookupError`` for a clause without one."""
    may_edit(by)
    moment = at or timezone.now()
    risks.of(reading.current(), clause)
    if on > timezone.localdate(moment):
        raise ValidationError({"on": "This day is still to come."})
    if not what.strip():
        raise ValidationError({"what": "Say what happened, in general words."})
    row = Incident.objects.create(clause=clause, happened_on=on, what=what.strip(), recorded_by=by.reference, recorded_at=moment)
    record(
        by=by,
        verb=Verb.REPORT,
        clause=Citation("risk.no_higher"),
        subject=row,
        facts={"risk": clause, "on": on.isoformat()},
        at=moment,
    )
    return row
