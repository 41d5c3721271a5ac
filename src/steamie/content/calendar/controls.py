"""How the quarter's plan keeps its clauses: approved, supplemented, and in thirds (S-72 to S-76)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from steamie.content.calendar.quarter_posts import quarter_posts
from steamie.content.plan.models import Quarter, Slot
from steamie.content.posts.controls.shares import LIST, unmeasured
from steamie.content.posts.models import Post
from steamie.content.posts.models.posts import PostQuerySet
from steamie.rules import quarters, thirds
from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import parameter
from steamie.rules.quarters import Span
from steamie.rules.standing import Standing, State, unstated
from steamie.rules.thirds import Third
from steamie.strategy.capabilities import SHARE, ContentShare, Period

CALENDAR = "/desk/calendar/"


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
        return unstated("how often a calendar is made", CALENDAR)
    today = timezone.localdate(now)
    span = quarters.quarter_of(today)
    quarter = Quarter.objects.select_related("approval", "closing").filter(first=span.first).first()
    signed = quarter.signed if quarter else None
    planned = quarter.slots.count() if quarter else 0
    approved = timezone.localdate(signed.at) if signed else None
    shape = quarters.standing(span, today=today, planned=planned, approved=approved, closed=None)
    return Standing(shape.state, f"{planned} place{'s'[: planned != 1]} in the plan", shape.reason, CALENDAR)


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
        return unstated("how often the plan is added to", CALENDAR)
    today = timezone.localdate(now)
    span = quarters.quarter_of(today)
    groups = list(Slot.objects.filter(quarter__first=span.first, planned=False).values_list("source", flat=True))
    weeks = max((today - span.first).days // 7, 1)
    if not Quarter.objects.filter(first=span.first, approval__isnull=False).exists():
        return unmeasured("Supplements are counted once the quarter’s plan is approved.", CALENDAR)
    figure = f"{len(groups)} supplement{'s'[: len(groups) != 1]} in {weeks} week{'s'[: weeks != 1]}"
    if "" in groups:
        return Standing(State.BREACHED, figure, "A supplement does not say whose wish it was.", LIST)
    if not groups and weeks > WEEKS[parameters.each]:
        return Standing(State.AT_RISK, figure, f"Nothing was added to the plan for more than a {parameters.each}.", LIST)
    return Standing(State.MET, figure, "Every supplement shows the group it came from.", LIST)


@keeps(
    SHARE,
    ContentShare,
    label="A share of posts",
    remedy="Bring the thirds back into balance",
    signs=(
        r"(\b(half|thirds?|quarter|fifth|tenth|per ?cent)\b|\d ?%|\b\d/\d\b).*\b(posts?|content|publish|feed|will be about)\b"
        r"|\b(posts?|content)\b.*(\b(half|third|quarter|fifth|tenth|per ?cent)\b|\d ?%)"
        r"|^\W*(\d/\d|\d{1,2} ?%|half|(a|one) (third|quarter|fifth)) (will|should|must)\b"
    ),
)
def a_share_is_kept(clause: Clause, parameters: ContentShare, now: datetime) -> Standing:
    """As much of what is published in the quarter is of this kind as the strategy asks for."""
    third = Third(parameters.code)
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
