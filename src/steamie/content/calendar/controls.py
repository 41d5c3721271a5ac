"""How the quarter's plan keeps its clauses: approved, supplemented, and in thirds (S-72 to S-76)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from steamie.content.calendar.quarter_posts import quarter_posts
from steamie.content.plan.models import Quarter, Slot
from steamie.content.posts.controls.shares import LIST, unmeasured
from steamie.content.posts.models import Post
from steamie.content.posts.models.posts import PostQuerySet
from steamie.rules import quarters, thirds
from steamie.rules.counting import some
from steamie.rules.quarters import Span
from steamie.rules.standing import Standing, State, keeps
from steamie.rules.thirds import Third

CALENDAR = "/desk/calendar/"


@keeps("S-72")
def quarter_is_planned_and_approved(now: datetime) -> Standing:
    """This quarter's plan was approved before it began; amber from its first day when it was not."""
    today = timezone.localdate(now)
    span = quarters.quarter_of(today)
    quarter = Quarter.objects.select_related("approval", "closing").filter(first=span.first).first()
    signed = quarter.signed if quarter else None
    planned = quarter.slots.count() if quarter else 0
    approved = timezone.localdate(signed.at) if signed else None
    shape = quarters.standing(span, today=today, planned=planned, approved=approved, closed=None)
    own = ", approved by the officer who laid it out" if signed and signed.own_work else ""
    return Standing(shape.state, f"{planned} place{'s'[: planned != 1]} in the plan{own}", shape.reason, CALENDAR)


@keeps("S-73")
def plan_is_supplemented(now: datetime) -> Standing:
    """Through the quarter the plan is added to from what staff, committee and forum send; each shows its source."""
    today = timezone.localdate(now)
    span = quarters.quarter_of(today)
    groups = list(Slot.objects.filter(quarter__first=span.first, planned=False).values_list("source", flat=True))
    weeks = max((today - span.first).days // 7, 1)
    if not Quarter.objects.filter(first=span.first, approval__isnull=False).exists():
        return unmeasured("Supplements are counted once the quarter’s plan is approved.", CALENDAR)
    figure = f"{len(groups)} supplement{'s'[: len(groups) != 1]} in {weeks} week{'s'[: weeks != 1]}"
    if "" in groups:
        return Standing(State.BREACHED, figure, "A supplement does not say whose wish it was.", LIST)
    if not groups and weeks > 4:
        return Standing(State.AT_RISK, figure, "Nothing was added to the plan for more than a month.", LIST)
    return Standing(State.MET, figure, "Every supplement shows the group it came from.", LIST)


@keeps("S-74")
def a_third_is_our_own_work(now: datetime) -> Standing:
    """A third of what is published in the quarter is our own work."""
    return _third(now, Third.ASSOCIATION)


@keeps("S-75")
def a_third_is_local(now: datetime) -> Standing:
    """A third of what is published in the quarter is local."""
    return _third(now, Third.COMMUNITY)


@keeps("S-76")
def a_third_is_from_the_sector(now: datetime) -> Standing:
    """A third of what is published in the quarter is from the sector and wider."""
    return _third(now, Third.SECTOR)


def _third(now: datetime, third: Third) -> Standing:
    today = timezone.localdate(now)
    span = quarters.quarter_of(today)
    known = quarter_posts(span, today=today)
    counts, balance, ahead = known.sent, known.balance, known.forecast
    figure = f"{counts[third]} of {some(balance.total, 'post')}, {balance.shares[third]:.0f}%"
    if not balance.enough:
        return Standing(State.NOT_MEASURED, figure, " ".join(filter(None, (balance.reason, ahead.sentence))), CALENDAR)
    if third in balance.outside:
        return Standing(State.BREACHED, figure, _why(counts, balance, third, span, ahead), CALENDAR)
    if ahead.drifts(third):
        return Standing(State.AT_RISK, figure, f"So far it is in balance, but the plan drifts. {ahead.sentence}", CALENDAR)
    between = f"Between {balance.lowest:.0f}% and {balance.highest:.0f}%, as it should be."
    return Standing(State.MET, figure, balance.reason if balance.within else between, CALENDAR)


def _why(counts: Mapping[Third, int], balance: thirds.Balance, third: Third, span: Span, ahead: thirds.Forecast) -> str:
    """Which way this third is out, what pulled it there when that is another one, and what would put it right."""
    over = balance.shares[third] > balance.highest
    own = f"Above {balance.highest:.0f}%." if over else f"Below {balance.lowest:.0f}%."
    widest = [balance.reason] if balance.reason != thirds.cause(counts, third) else []  # the figure says its own already
    planned = ahead.balance.total > balance.total
    return " ".join([own, *widest, ahead.sentence if planned else thirds.needed(counts, by=span.last).sentence])


def published_in(span: Span) -> PostQuerySet:
    """Posts first seen in a quarter, and still there."""
    return Post.objects.counted_between(span.first, span.last)
