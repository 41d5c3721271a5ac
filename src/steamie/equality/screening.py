"""Whether a thing has been checked, and may go public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .models import EqualityCheck, ImpactAssessment
from .subjects import ScreenedSubject, all_subjects


class NotScreened(Exception):
    """It has not been checked against the equality commitments, so it may not go public."""


@dataclass(frozen=True, slots=True)
class Screening:
    """How one thing stands: its newest check and its newest impact assessment."""

    check: EqualityCheck | None
    assessment: ImpactAssessment | None

    @property
    def missing(self) -> str:
        """What keeps it from going public, in a sentence; empty when nothing does."""
        if self.check is None:
            return "It has not been checked against our equality commitments yet."
        if self.check.needs_assessment and self.assessment is None:
            return "Its equality check asks for an impact assessment, and there is none yet."
        return ""

    def is_due(self, day: date) -> bool:
        """Whether its impact assessment should have been looked at again."""
        return self.assessment is not None and self.assessment.is_due(day)


def screening_of(kind: str, key: str) -> Screening:
    """The newest check and assessment of one thing."""
    about = {"kind": kind, "key": key}
    check = EqualityCheck.objects.filter(**about).prefetch_related("answers").order_by("at", "pk").last()
    return Screening(check, ImpactAssessment.objects.filter(**about).order_by("at", "pk").last())


def require_screened(kind: str, key: str) -> None:
    """Raises ``NotScreened``, with the reason, for what may not go public yet."""
    if missing := screening_of(kind, key).missing:
        raise NotScreened(missing)


def screenings(subjects: Iterable[ScreenedSubject] | None = None) -> list[tuple[ScreenedSubject, Screening]]:
    """Each thing with how it stands. Three queries beside those that find the things."""
    checks = {(row.kind, row.key): row for row in EqualityCheck.objects.prefetch_related("answers").order_by("at", "pk")}
    assessments = {(row.kind, row.key): row for row in ImpactAssessment.objects.order_by("at", "pk")}
    rows = []
    for subject in all_subjects() if subjects is None else subjects:
        place = (subject.kind, subject.key)
        rows.append((subject, Screening(checks.get(place), assessments.get(place))))
    return rows
