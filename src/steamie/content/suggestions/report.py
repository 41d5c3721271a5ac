"""What suggestions tell the committee: how many came, were answered, and were used."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee
from steamie.rules.standing import Counted

from .models import Suggestion, SuggestionOutcome

USED = Q(answer__outcome=SuggestionOutcome.USED)


@tells_committee("suggestions", order=70)
def suggestions(period: ReportPeriod) -> ReportedSection:
    """Suggestions of the quarter."""
    queue = reverse("suggestions_desk:queue")
    now, before = _in(period), _in(period.year_ago)
    counted = Suggestion.objects.received().aggregate(
        came=Count("pk", filter=now),
        before=Count("pk", filter=before),
        answered=Count("pk", filter=now & Q(answer__isnull=False)),
        used=Count("pk", filter=now & USED),
    )
    figures = (
        ReportedFigure("Suggestions", counted["came"], queue, before=counted["before"], rows=partial(_rows, now)),
        ReportedFigure(
            "Suggestions answered",
            counted["answered"],
            queue,
            of=counted["came"],
            rows=partial(_rows, now, Q(answer__isnull=False)),
        ),
        ReportedFigure("Suggestions used", counted["used"], queue, of=counted["came"], rows=partial(_rows, now, USED)),
    )
    return ReportedSection("What people asked us to say", (), figures)


def _in(period: ReportPeriod) -> Q:
    begins, ends = period.moments
    return Q(received_at__gte=begins, received_at__lt=ends)


def _rows(which: Q, counting: Q | None = None) -> Iterator[Counted]:
    """Each suggestion by its reference, way and day; never whose it is."""
    rows = Suggestion.objects.received().filter(which)
    counted = set(rows.filter(counting).values_list("pk", flat=True)) if counting else None
    for one in rows.order_by("-received_at", "-pk"):
        way = one.get_way_display()
        words = f"{way[0].lower()}{way[1:]}, {timezone.localtime(one.received_at):%-d %B %Y}"
        yield Counted(one.reference, words, reverse("suggestions_desk:queue"), counted is None or one.pk in counted)
