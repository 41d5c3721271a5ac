"""What the quarter needs most just now, for the pages that ask for suggestions (S-75)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.content.suggestions.panels import says_what_is_needed
from steamie.rules.quarters import quarter_of
from steamie.rules.shares import Share, by_code

from .quarter_posts import quarter_posts


@says_what_is_needed
def needed_most(now: datetime) -> Share | None:
    """The share this quarter's plan lacks most, if enough were sent to tell and one is lacking."""
    today = timezone.localdate(now)
    in_quarter = quarter_posts(quarter_of(today), today=today)
    lacking = in_quarter.forecast.needs.posts if in_quarter.balance.enough else {}
    return by_code(in_quarter.shares).get(max(lacking, key=lambda code: lacking[code], default=""))
