"""What suggestions tell the committee: how many came, were answered, and were used."""

from __future__ import annotations

from django.db.models import Count, Q
from django.urls import reverse

from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee

from .models import Suggestion, SuggestionOutcome


@tells_committee("suggestions", order=70)
def suggestions(period: ReportPeriod) -> ReportedSection:
    """Suggestions of the quarter."""
    queue = reverse("suggestions_desk:queue")
    now, before = _in(period), _in(period.year_ago)
    counted = Suggestion.objects.received().aggregate(
        came=Count("pk", filter=now),
        before=Count("pk", filter=before),
        answered=Count("pk", filter=now & Q(answer__isnull=False)),
        used=Count("pk", filter=now & Q(answer__outcome=SuggestionOutcome.USED)),
    )
    figures = (
        ReportedFigure("Suggestions", counted["came"], queue, before=counted["before"]),
        ReportedFigure("Suggestions answered", counted["answered"], queue, of=counted["came"]),
        ReportedFigure("Suggestions used", counted["used"], queue, of=counted["came"]),
    )
    return ReportedSection("What people asked us to say", (), figures)


def _in(period: ReportPeriod) -> Q:
    begins, ends = period.moments
    return Q(received_at__gte=begins, received_at__lt=ends)
