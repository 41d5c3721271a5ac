"""What the calendar tells the committee: how posts were shared between the kinds, and whether the plan was kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from steamie.content.plan.models import Slot
from steamie.content.posts.models import Approval
from steamie.content.posts.rows import dated, row_of, seen
from steamie.rules.quarters import Span
from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee
from steamie.rules.standing import Counted

from .controls import published_in
from .quarter_posts import quarter_posts


@tells_committee("content.shares", order=20)
def shares(period: ReportPeriod) -> ReportedSection | None:
    """Each share of what was sent, out of all posts."""
    counted = quarter_posts(period.span, today=timezone.localdate(period.now)).balance
    if not counted.shares:
        return None
    link = _calendar(period.span)
    figures = [
        ReportedFigure(
            f"Posts: {share.whole_name}",
            counted.counts.get(share.code, 0),
            link,
            of=counted.total,
            front=place == 0,
            rows=partial(_posts, period.span, share.code),
        )
        for place, share in enumerate(counted.shares)
    ]
    return ReportedSection("How posts were shared", (counted.reason,), tuple(figures))


def _posts(span: Span, share: str) -> Iterator[Counted]:
    for post in dated(published_in(span)):
        yield row_of(post, seen(post), counts=post.share == share)


@tells_committee("content.calendar", order=30)
def plan_kept(period: ReportPeriod) -> ReportedSection:
    """Places of the plan that were filled, who approved, and what somebody approved of their own."""
    places = Slot.objects.filter(day__gte=period.first, day__lte=min(period.last, timezone.localdate(period.now)))
    slots = places.aggregate(filled=Count("pk", filter=Q(post__isnull=False)), planned=Count("pk"))
    begins, ends = period.moments
    approvals = Approval.objects.in_force().filter(at__gte=begins, at__lt=ends, correction__isnull=True)
    yes = approvals.aggregate(others=Count("pk", filter=Q(own_work=False)), own=Count("pk", filter=Q(own_work=True)))
    every, record = yes["others"] + yes["own"], f"{reverse('evidence:record')}?verb=approve"
    by_others, by_self = partial(_approvals, approvals, own=False), partial(_approvals, approvals, own=True)
    figures = (
        ReportedFigure(
            "Places of the plan filled",
            slots["filled"],
            _calendar(period.span),
            of=slots["planned"],
            rows=partial(_places, places),
        ),
        ReportedFigure("Posts approved by somebody other than their author", yes["others"], record, of=every, rows=by_others),
        ReportedFigure("Self-approvals: the officer approved their own post", yes["own"], record, of=every, rows=by_self),
    )
    return ReportedSection("The calendar", (), figures)


def _places(places: QuerySet[Slot]) -> Iterator[Counted]:
    for slot in places.select_related("post", "quarter").order_by("day", "pk"):
        post = getattr(slot, "post", None)
        link = post.get_absolute_url() if post else _calendar(slot.quarter.span)
        yield Counted(str(post or slot.note or "Nothing in it yet"), f"{slot.day:%-d %B %Y}", link, counts=post is not None)


def _approvals(approvals: QuerySet[Approval], *, own: bool) -> Iterator[Counted]:
    for one in approvals.select_related("post").order_by("-at", "-pk"):
        how = ", own work of who approved it" if one.own_work else ""
        words = f"approved {timezone.localtime(one.at):%-d %B %Y}{how}"
        yield Counted(str(one.post), words, one.post.get_absolute_url(), counts=one.own_work is own)


def _calendar(span: Span) -> str:
    return reverse("calendar:quarter", args=[span.first])
