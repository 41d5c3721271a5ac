"""A quarter's posts in their shares, counted one way for every screen (S-74 to S-76): what was seen, and what is to come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import DateTimeField, Min, Value
from django.utils import timezone

from steamie.content.plan.models import Slot
from steamie.content.posts.models import Post
from steamie.rules import balance, wall_clock
from steamie.rules.balance import Balance, Forecast
from steamie.rules.quarters import Span
from steamie.rules.shares import Share
from steamie.strategy import reading

NOT_YET = Value(None, output_field=DateTimeField())


@dataclass(frozen=True, slots=True)
class QuarterPosts:
    """How many posts of each share, by its code. A post on two channels counts once, and one that was withdrawn not at all."""

    span: Span
    shares: tuple[Share, ...]  # that the strategy in force asks for
    sent: Mapping[str, int]  # seen by residents for the first time in the quarter
    to_come: Mapping[str, int]  # planned for the rest of it, places still open included
    lately: Balance  # of the last ninety days, whatever the quarter

    @property
    def balance(self) -> Balance:
        """The shares of what was sent."""
        return balance.balance(self.sent, self.shares)

    @property
    def forecast(self) -> Forecast:
        """How the quarter ends if everything planned goes out and nothing else does (S-75)."""
        return balance.forecast(self.sent, self.to_come, self.shares, by=self.span.last)


def quarter_posts(span: Span, *, today: date) -> QuarterPosts:
    """Count them. Two queries: one of them for the shares that the strategy asks for."""
    rows, shares = list(_rows(span, today)), reading.shares()
    dated = [(timezone.localdate(seen), share) for share, seen in rows if seen]
    return QuarterPosts(
        span,
        shares,
        sent=Counter(share for day, share in dated if day in span),
        to_come=Counter(share for share, seen in rows if not seen),
        lately=balance.rolling(dated, shares, on=today),
    )


def _rows(span: Span, today: date) -> Iterator[tuple[str, datetime | None]]:
    since, until = wall_clock.days(min(span.first, today - timedelta(days=balance.ROLLING_DAYS)), max(span.last, today))
    posts = Post.objects.live().annotate(first_seen=Min("publications__published_at"))
    out = posts.filter(first_seen__gte=since, first_seen__lt=until)
    waiting = posts.filter(first_seen__isnull=True).in_days(span.first, span.last)
    places = Slot.objects.filter(post__isnull=True, day__gte=today, day__lte=span.last)
    columns = (
        out.values_list("share", "first_seen"),
        waiting.values_list("share", NOT_YET),
        places.values_list("share", NOT_YET),
    )
    first, *others = (rows.order_by() for rows in columns)
    return first.union(*others, all=True).iterator()
