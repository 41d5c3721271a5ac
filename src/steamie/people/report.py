"""What people tell the committee: who has access, and that somebody looked."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from steamie.rules.access import access_quarter
from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee

from .models import Acknowledgement, Grant, Recertification


@tells_committee("people.access", order=82)
def access(period: ReportPeriod) -> ReportedSection:
    """Offices held at the end of the quarter, those looked at in it, those ended, and policies acknowledged."""
    begins, ends = period.moments
    page, policies = reverse("people:everyone"), reverse("people:policies")
    held = Grant.objects.in_force(min(period.last, timezone.localdate(period.now)))
    looked = Recertification.objects.filter(quarter=access_quarter(period.first).code, at__lt=ends).count()
    ended = Grant.objects.filter(ended_at__gte=begins, ended_at__lt=ends).count()
    read = Acknowledgement.objects.filter(at__gte=begins, at__lt=ends).count()
    figures = (
        ReportedFigure("Offices held", held.count(), page, comparable=False),
        ReportedFigure("Looked at: still needed or not", looked, page, comparable=False),
        ReportedFigure("Access ended", ended, page, comparable=False),
        ReportedFigure("Policies acknowledged", read, policies, comparable=False),
    )
    return ReportedSection("Access and policies", (), figures)
