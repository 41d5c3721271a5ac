"""How the quarter's plan keeps its clauses: approved, supplemented, and in its shares (S-72 to S-76)."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from django.utils import timezone

from steamie.content.calendar.quarter_posts import QuarterPosts, quarter_posts
from steamie.content.plan.models import Quarter, Slot
from steamie.content.posts.controls.shares import LIST, unmeasured
from steamie.content.posts.models import Post
from steamie.content.posts.models.posts import PostQuerySet
from steamie.rules import balance, quarters, share_words
from steamie.rules.counting import some
from steamie.rules.quarters import Span
from steamie.rules.shares import Share
from steamie.rules.standing import Standing, State, keeps

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
    return Standing(shape.state, f"{planned} place{'s'[: planned != 1]} in the plan", shape.reason, CALENDAR)


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
    return _share(now, "S-74")


@keeps("S-75")
def a_third_is_local(now: datetime) -> Standing:
    """A third of what is published in the quarter is local."""
    return _share(now, "S-75")


@keeps("S-76")
def a_third_is_from_the_sector(now: datetime) -> Standing:
    """A third of what is published in the quarter is from the sector and wider."""
    return _share(now, "S-76")


def _share(now: datetime, clause: str) -> Standing:
    """How the share stands that a clause asks for."""
    today = timezone.localdate(now)
    known = quarter_posts(quarters.quarter_of(today), today=today)
    share = next((share for share in known.shares if share.clause == clause), None)
    if share is None:
        reason = "The strategy asks for no share of the content here." if known.shares else share_words.NONE_ASKED
        return unmeasured(reason, CALENDAR)
    counted, ahead = known.balance, known.forecast
    figure = f"{counted.counts[share.code]} of {some(counted.total, 'post')}, {counted.percents[share.code]:.0f}%"
    if not counted.enough:
        return Standing(State.NOT_MEASURED, figure, " ".join(filter(None, (counted.reason, ahead.sentence))), CALENDAR)
    if share.code in counted.outside:
        return Standing(State.BREACHED, figure, _why(known, share), CALENDAR)
    if ahead.drifts(share.code):
        return Standing(State.AT_RISK, figure, f"So far it is in balance, but the plan drifts. {ahead.sentence}", CALENDAR)
    return Standing(State.MET, figure, counted.reason if counted.within else share_words.within(share), CALENDAR)


def _why(known: QuarterPosts, share: Share) -> str:
    """Which way this share is out, what pulled it there when that is another one, and what would put it right."""
    counted, ahead = known.balance, known.forecast
    over = Fraction(counted.counts[share.code], counted.total) > share.highest
    its_own = balance.cause(counted.counts, share.code, known.shares)  # the figure says it already
    widest = [counted.reason] if counted.reason != its_own else []
    planned = ahead.balance.total > counted.total
    needs = balance.needed(counted.counts, known.shares, by=known.span.last)
    return " ".join([share_words.beyond(share, over=over), *widest, ahead.sentence if planned else needs.sentence])


def published_in(span: Span) -> PostQuerySet:
    """Posts first seen in a quarter, and still there."""
    return Post.objects.counted_between(span.first, span.last)
