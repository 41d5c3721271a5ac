"""When the review of the strategy is due, from the rows and the document (S-02, S-80, S-81)."""

from __future__ import annotations

from datetime import date

from steamie.rules.reviews import Intervals, ReviewDue, review_due

from . import reading
from .models import Implementation, StrategyReview


def last_review() -> StrategyReview | None:
    """The newest review on record since the document's own."""
    document = reading.current()
    return StrategyReview.objects.filter(held_on__gt=document.reviewed or date.min).order_by("-held_on", "-pk").first()


def intervals() -> Intervals:
    """How often the strategy in force says that it is reviewed."""
    rule = reading.current().review
    return Intervals(rule.first_after_years, rule.then_every_years)


def now(today: date) -> ReviewDue:
    """The review now due: the document's stated day, until a newer review is on record."""
    document, latest = reading.current(), last_review()
    last = latest.held_on if latest else document.reviewed
    stated = None if latest else document.due
    return review_due(implemented=None, last_review=last, stated_due=stated, intervals=intervals(), today=today)


def first(today: date) -> ReviewDue | None:
    """The first review after implementation; None when no implementation is on record."""
    row = Implementation.objects.order_by("-recorded_at", "-pk").first()
    if row is None:
        return None
    return review_due(implemented=row.on, last_review=None, stated_due=None, intervals=intervals(), today=today)
