"""What the calendar tells the committee: how posts were shared between the kinds, and whether the plan was kept."""

from __future__ import annotations

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from steamie.content.plan.models import Slot
from steamie.content.posts.models import Approval
from steamie.rules.quarters import Span
from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee

from .quarter_posts import quarter_posts


@tells_committee("content.shares", order=20)
def shares(period: ReportPeriod) -> ReportedSection | None:
    """Each share of what was sent, out of all posts."""
    counted = quarter_posts(period.span, today=timezone.localdate(period.now)).balance
    if not counted.shares:
        return None
    link = _calendar(period.span)
    figures = [
        ReportedFigure(f"Posts: {share.whole_name}", counted.counts.get(share.code, 0), link, of=counted.total, front=place == 0)
        for place, share in enumerate(counted.shares)
    ]
    return ReportedSection("How posts were shared", (counted.reason,), tuple(figures))


@tells_committee("content.calendar", order=30)
def plan_kept(period: ReportPeriod) -> ReportedSection:
    """Places of the plan that were filled, and who approved."""
    places = Slot.objects.filter(day__gte=period.first, day__lte=min(period.last, timezone.localdate(period.now)))
    slots = places.aggregate(filled=Count("pk", filter=Q(post__isnull=False)), planned=Count("pk"))
    begins, ends = period.moments
    approvals = Approval.objects.in_force().filter(at__gte=begins, at__lt=ends, correction__isnull=True)
    yes = approvals.aggregate(by_others=Count("pk", filter=Q(own_work=False)), every=Count("pk"))
    record = f"{reverse('evidence:record')}?verb=approve"
    figures = (
        ReportedFigure("Places of the plan filled", slots["filled"], _calendar(period.span), of=slots["planned"]),
        ReportedFigure("Posts approved by somebody other than their author", yes["by_others"], record, of=yes["every"]),
    )
    return ReportedSection("The calendar", (), figures)


def _calendar(span: Span) -> str:
    return reverse("calendar:quarter", args=[span.first])
