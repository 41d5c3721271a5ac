"""Engagement held against its baseline, its target, the season and the quarters before (S-47, S-54)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from steamie.channels.models import Channel
from steamie.evidence.in_force import Citation
from steamie.rules.engagement import FEWEST, Engagement, RateChange, change, towards
from steamie.rules.quarters import Span, preceding, quarter_of

from .models import Baseline
from .reading import Window, engagement_in, visits_in

ASKED_BY = {
    Baseline.ENGAGEMENT: Citation("engagement.increases", "page"),
    Baseline.VISITS: Citation("engagement.increases", "website"),
}
YEAR = timedelta(days=364)  # whole weeks, so that a Monday is held against a Monday
QUARTERS = 5  # this one, and the same of last year


@dataclass(frozen=True, slots=True)
class EngagementRow:
    """One quarter, as its figures stood at its end, against the baseline."""

    span: Span
    now: Engagement
    change: RateChange | None


@dataclass(frozen=True, slots=True)
class AimComparison:
    """One aim, today: the baseline, the same number of days up to now, and the same days a year before."""

    baseline: Baseline
    first: date
    last: date
    now: Engagement
    change: RateChange | None
    season: RateChange | None
    season_posts: int
    quarters: tuple[EngagementRow, ...]  # oldest first

    @property
    def target(self) -> int:
        """Per cent above the baseline. Where nobody has set one, the strategy's own word: an increase, so more than nothing."""
        return self.baseline.target or 1

    @property
    def verdict(self) -> str:
        """A state of the board, or empty when there are too few posts to say."""
        return towards(self.change, self.target) if self.change else ""

    @property
    def too_few(self) -> str:
        """Why no change can be said."""
        rate = "" if self.now.rate is not None else f" {self.now.words[:1].upper()}{self.now.words[1:]}."
        return f"Too few posts to say: {self.now.posts} now, {self.baseline.posts} then. It takes {FEWEST} on both sides.{rate}"


def measured(aim: str, channel: Channel | None, *windows: Window) -> list[Engagement]:
    """The engagement of each stretch of days, by the figures as they stood on its last day."""
    if aim == Baseline.VISITS:
        return visits_in(windows)
    return engagement_in(channel, windows) if channel else [Engagement(0, 0, 0, None) for _ in windows]


def compare_with_baseline(baseline: Baseline, today: date) -> AimComparison:
    """As many days as the baseline has, up to today, so that both sides hold posts as young and as old as each other."""
    first = today - timedelta(days=baseline.days)
    spans = list(_quarters(today))
    windows = [(first, today), (first - YEAR, today - YEAR), *((span.first, min(span.last, today)) for span in spans)]
    now, before, *quarters = measured(baseline.aim, baseline.channel, *windows)
    then = baseline.engagement
    rows = tuple(
        EngagementRow(span, engagement, change(engagement, then)) for span, engagement in zip(spans, quarters, strict=True)
    )
    return AimComparison(baseline, first, today, now, change(now, then), change(now, before), before.posts, rows)


def _quarters(today: date) -> Iterator[Span]:
    spans = [quarter_of(today)]
    while len(spans) < QUARTERS:
        spans.append(preceding(spans[-1]))
    yield from reversed(spans)


def newest(aim: str) -> Baseline | None:
    """The baseline in use."""
    return Baseline.objects.filter(aim=aim).select_related("channel").order_by("at", "pk").last()
