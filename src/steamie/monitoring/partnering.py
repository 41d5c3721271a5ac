"""How often partners shared our posts, and how often the channels say that anybody did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from .models import PartnerShare
from .reading import newest_with_value, published_between

WINDOW = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class PartnerFigures:
    """What partners shared in ninety days."""

    shares: tuple[PartnerShare, ...]  # the newest first
    by_anybody: int | None  # as the channels count it; None where none says
    posts: int  # sent in these days

    @property
    def partners(self) -> list[tuple[str, int]]:
        """Each organisation with how often it shared, the most often first."""
        return Counter(share.partner for share in self.shares).most_common()


def partner_figures(today: date) -> PartnerFigures:
    """The shares noted in ninety days, and the channels' own figure for the posts sent in them."""
    first = today - WINDOW
    shares = PartnerShare.objects.standing().between(first, today).select_related("post")
    sent = list(published_between(first, today).values_list("pk", "post"))
    counted = newest_with_value("shares", [publication for publication, _ in sent])
    by_anybody = sum(reading.value or 0 for reading in counted.values()) if counted else None
    return PartnerFigures(tuple(shares), by_anybody, len({post for _, post in sent}))
