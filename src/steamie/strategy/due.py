"""When the review of the strategy is due, from the rows and the document (S-02, S-80, S-81)."""

from __future__ import annotations

from datetime import date

from steamie.rules.reviews import ReviewDue, review_due

from . import reading
from .models import Implementation, StrategyReview


def last_review() -> StrategyReview | None:
    """The newest review on record since the document's own."""
    document = reading.current()
    return StrategyReview.objects.filter(held_on__gt=document.reviewed).order_by("-held_on", "-pk").first()


def now(today: date) -> ReviewDue:
    """The review now due: the document's stated day, until a newer review is on record."""
    document, latest = reading.current(), last_review()
    if latest:
        return review_due(implemented=None, last_review=latest.held_on, stated_due=None, today=today)
    return review_due(implemented=None, last_review=document.reviewed, stated_due=document.due, today=today)


def first(today: date) -> ReviewDue | None:
    """The review one year after implementation; None when no implementation is on record."""
    row = Implementation.objects.order_by("-recorded_at", "-pk").first()
    if row is None:
        return None
    return review_due(implemented=row.on, last_review=None, stated_due=None, today=today)
