"""How the quarter's plan keeps its clauses: approved, supplemented, and in its shares (S-72 to S-76)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.urls import reverse
from django.utils import timezone

from steamie.content.calendar.quarter_posts import QuarterPosts, quarter_posts
from steamie.content.plan.models import Quarter, Slot
from steamie.content.posts.controls.shares import posts_listed, unmeasured
from steamie.content.posts.models import Post
from steamie.content.posts.models.posts import PostQuerySet
from steamie.rules import balance, quarters, share_words
from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import parameter
from steamie.rules.quarters import Span
from steamie.rules.shares import Share, by_code
from steamie.rules.standing import Standing, State, unstated
from steamie.strategy import reading
from steamie.strategy.capabilities import SHARE, ContentShare, Period


@dataclass(frozen=True, slots=True)
class CalendarEach:
    """How often a content calendar is made."""

    period: Period | None = parameter("A calendar for each", default=None)

    def problems(self) -> Iterator[tuple[str, str]]:
        """The desk plans by the quarter."""
        if self.period not in (None, Period.QUARTER):
            yield "period", f"“{self.period}” cannot be measured: this desk plans by the quarter."


@dataclass(frozen=True, slots=True)
class Supplement:
    """How often the plan is added to."""

    each: Period | None = parameter("Added to every", default=None)


WEEKS = {Period.WEEK: 1, Period.MONTH: 4, Period.QUARTER: 13, Period.YEAR: 52}


@keeps(
    "calendar.each",
    CalendarEach,
    label="A content calendar is made for each quarter",
    remedy="Approve the quarter's plan",
    signs=r"\bcalendar\b.*\bquarter|\bplan\b.*\b(each|every) quarter|quarterly (content )?(calendar|plan)",
)
def quarter_is_planned_and_approved(clause: Clause, parameters: CalendarEach, now: datetime) -> Standing:
    """This quarter's plan was approved before it began; amber from its first day when it was not."""
    if parameters.period is None:
        return unstated("how often a calendar is made", _calendar())
    today = timezone.localdate(now)
    span = quarters.quarter_of(today)
    quarter = Quarter.objects.select_related("approval", "closing").filter(first=span.first).first()
    signed = quarter.signed if quarter else None
    planned = quarter.slots.count() if quarter else 0
    empty = quarter.empty_places(today) if quarter else 0
    approved = timezone.localdate(signed.at) if signed else None
    shape = quarters.standing(span, today=today, planned=planned, approved=approved, closed=None)
    own = ", approved by the officer who laid it out" if signed and signed.own_work else ""
    still = f", {empty} still empty" if empty else ""
    return Standing(shape.state, f"{planned} place{'s'[: planned != 1]} in the plan{still}{own}", shape.reason, _calendar())


@keeps(
    "calendar.supplement",
    Supplement,
    label="The plan is added to as time goes on",
    remedy="Add to the plan what people sent in",
    signs=r"\b(added to|supplement)",
)
def plan_is_supplemented(clause: Clause, parameters: Supplement, now: datetime) -> Standing:
    """Through the quarter the plan is added to from what people send; each addition shows its source."""
    if parameters.each is None:
        return unstated("how often the plan is added to", _calendar())
    today = timezone.localdate(now)
    span = quarters.quarter_of(today)
    groups = list(Slot.objects.filter(quarter__first=span.first, planned=False).values_list("source", flat=True))
    weeks = max((today - span.first).days // 7, 1)
    if not Quarter.objects.filter(first=span.first, approval__isnull=False).exists():
        return unmeasured("Supplements are counted once the quarter’s plan is approved.", _calendar())
    figure = f"{len(groups)} supplement{'s'[: len(groups) != 1]} in {weeks} week{'s'[: weeks != 1]}"
    if "" in groups:
        return Standing(State.BREACHED, figure, "A supplement does not say whose wish it was.", posts_listed())
    if not groups and weeks > WEEKS[parameters.each]:
        return Standing(
            State.AT_RISK, figure, f"Nothing was added to the plan for more than a {parameters.each}.", posts_listed()
        )
    return Standing(State.MET, figure, "Every supplement shows the group it came from.", posts_listed())


def bring_back(parameters: ContentShare) -> str:
    """What to do about a share that is out of balance."""
    return f"Bring the {share_words.plural(reading.shares())} back into balance"


@keeps(
    SHARE,
    ContentShare,
    label="A share of posts",
    remedy=bring_back,
    signs=(
        r"(\b(half|thirds?|quarter|fifth|tenth|per ?cent)\b|\d ?%|\b\d/\d\b).*\b(posts?|content|publish|feed|will be about)\b"
        r"|\b(posts?|content)\b.*(\b(half|third|quarter|fifth|tenth|per ?cent)\b|\d ?%)"
        r"|^\W*(\d/\d|\d{1,2} ?%|half|(a|one) (third|quarter|fifth)) (will|should|must)\b"
    ),
)
def a_share_is_kept(clause: Clause, parameters: ContentShare, now: datetime) -> Standing:
    """As much of what is published in the quarter is of this kind as the strategy asks for."""
    today = timezone.localdate(now)
    in_quarter = quarter_posts(quarters.quarter_of(today), today=today)
    share = by_code(in_quarter.shares)[parameters.code]
    counted, ahead = in_quarter.balance, in_quarter.forecast
    figure = f"{counted.counts[share.code]} of {some(counted.total, 'post')}, {counted.percents[share.code]:.0f}%"
    if not counted.enough:
        return Standing(State.NOT_MEASURED, figure, " ".join(filter(None, (counted.reason, ahead.sentence))), _calendar())
    if share.code in counted.outside:
        return Standing(State.BREACHED, figure, _why(in_quarter, share), _calendar())
    if ahead.drifts(share.code):
        return Standing(State.AT_RISK, figure, f"So far it is in balance, but the plan drifts. {ahead.sentence}", _calendar())
    return Standing(State.MET, figure, counted.reason if counted.within else share_words.within(share), _calendar())


def _why(in_quarter: QuarterPosts, share: Share) -> str:
    """Which way this share is out, what pulled it there when that is another one, and what would put it right."""
    counted, ahead = in_quarter.balance, in_quarter.forecast
    over = Fraction(counted.counts[share.code], counted.total) > share.highest
    its_own = balance.cause(counted.counts, share.code, in_quarter.shares)  # the figure says it already
    widest = [counted.reason] if counted.reason != its_own else []
    planned = ahead.balance.total > counted.total
    needs = balance.needed(counted.counts, in_quarter.shares, by=in_quarter.span.last)
    return " ".join([share_words.beyond(share, over=over), *widest, ahead.sentence if planned else needs.sentence])


def published_in(span: Span) -> PostQuerySet:
    """Posts first seen in a quarter, and still there."""
    return Post.objects.counted_between(span.first, span.last)


def _calendar() -> str:
    """The page where the plan is put right."""
    return reverse("calendar:calendar")
