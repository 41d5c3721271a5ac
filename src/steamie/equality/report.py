"""What equality tells the committee: what is public and was checked, and impact assessments past their day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils import timezone

from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee
from steamie.rules.standing import Counted

from .screening import Screening, screenings
from .subjects import ScreenedSubject

Pairs = Sequence[tuple[ScreenedSubject, Screening]]


@tells_committee("equality", order=84)
def equality(period: ReportPeriod) -> ReportedSection | None:
    """Service pages, vacancies, consultations and campaigns that are public now."""
    public = [(subject, one) for subject, one in screenings() if subject.is_public]
    if not public:
        return None
    today, page = timezone.localdate(period.now), reverse("equality:overview")
    assessed = [(subject, one) for subject, one in public if one.assessment]
    checked, due = sum(not one.missing for _, one in public), sum(one.is_due(today) for _, one in assessed)
    figures = (
        ReportedFigure("Public pages and campaigns checked", checked, page, of=len(public), rows=partial(_checked, public)),
        ReportedFigure("Impact assessments past their day", due, page, of=len(assessed), rows=partial(_due, assessed, today)),
    )
    return ReportedSection("Equality", (), figures)


def _checked(public: Pairs) -> Iterator[Counted]:
    for subject, one in public:
        yield Counted(subject.title, one.missing or "checked", subject.address, counts=not one.missing)


def _due(assessed: Pairs, today: date) -> Iterator[Counted]:
    for subject, one in assessed:
        if one.assessment:
            words = f"to be looked at again on {one.assessment.review_on:%-d %B %Y}"
            yield Counted(subject.title, words, reverse("equality:overview"), counts=one.is_due(today))
