"""The strategy's risks as a register: how each is scored, how that has changed, and what has happened since (S-09, S-62)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from .document import Clause, Document
from .models import Incident, RiskScore

YEARLY = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk, with its scores and incidents, newest first."""

    clause: Clause
    scores: tuple[RiskScore, ...]
    incidents: tuple[Incident, ...]

    @property
    def latest(self) -> RiskScore | None:
        """The score that holds."""
        return self.scores[0] if self.scores else None

    @property
    def unanswered(self) -> tuple[Incident, ...]:
        """Incidents since the last score: until it is scored again, the score does not count."""
        if self.latest is None:
            return self.incidents
        return tuple(one for one in self.incidents if one.recorded_at >= self.latest.scored_at)

    @property
    def trend(self) -> str:
        """``higher``, ``lower`` or ``as before``; empty until it was scored twice."""
        if len(self.scores) < 2:
            return ""
        change = self.scores[0].score.points - self.scores[1].score.points
        return "higher" if change > 0 else "lower" if change < 0 else "as before"

    def stale(self, now: datetime) -> bool:
        """Whether the score is over a year old."""
        return self.latest is not None and now - self.latest.scored_at > YEARLY

    def in_order(self, now: datetime) -> bool:
        """Scored within a year, and nothing has happened since."""
        return self.latest is not None and not self.stale(now) and not self.unanswered


def register(document: Document) -> list[Risk]:
    """Every risk of the strategy. Two queries."""
    scores, incidents = defaultdict(list), defaultdict(list)
    for score in RiskScore.objects.filter(clause__in=document.risks):
        scores[score.clause].append(score)
    for incident in Incident.objects.filter(clause__in=document.risks):
        incidents[incident.clause].append(incident)
    return [Risk(document.clause(n), tuple(scores[n]), tuple(incidents[n])) for n in document.risks]


def of(document: Document, number: str) -> Risk:
    """One risk. Raises ``LookupError`` for a clause that names none."""
    for risk in register(document):
        if risk.clause.id == number:
            return risk
    raise LookupError(f"Clause {number} names no risk.")
