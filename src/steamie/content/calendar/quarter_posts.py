"""A quarter's posts in thirds, counted one way for every screen (S-74 to S-76): what residents can see, and what is to come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import DateTimeField, Min, Value
from django.utils import timezone

from steamie.content.plan.models import Slot
from steamie.content.posts.models import Post
from steamie.rules import thirds, wall_clock
from steamie.rules.quarters import Span
from steamie.rules.thirds import Balance, Forecast, Third

NOT_YET = Value(None, output_field=DateTimeField())


@dataclass(frozen=True, slots=True)
class QuarterPosts:
    """How many posts of each third. A post on two channels counts once, and one that was withdrawn not at all."""

    span: Span
    sent: Mapping[Third, int]  # seen by residents for the first time in the quarter
    to_come: Mapping[Third, int]  # planned for the rest of it, places still open included
    lately: Balance  # of the last ninety days, whatever the quarter

    @property
    def balance(self) -> Balance:
        """The thirds of what was sent."""
        return thirds.balance(self.sent)

    @property
    def forecast(self) -> Forecast:
        """How the quarter ends if everything planned goes out and nothing else does (S-75)."""
        return thirds.forecast(self.sent, self.to_come, by=self.span.last)


def quarter_posts(span: Span, *, today: date) -> QuarterPosts:
    """Count them. One query."""
    rows = list(_rows(span, today))
    dated = [(timezone.localdate(seen), third) for third, seen in rows if seen]
    return QuarterPosts(
        span,
        sent=Counter(third for day, third in dated if day in span),
        to_come=Counter(third for third, seen in rows if not seen),
        lately=thirds.rolling(dated, on=today),
    )


def _rows(span: Span, today: date) -> Iterator[tuple[Third, datetime | None]]:
    since, until = wall_clock.days(min(span.first, today - timedelta(days=thirds.ROLLING_DAYS)), max(span.last, today))
    seen = Post.objects.live().annotate(seen=Min("publications__published_at"))
    out = seen.filter(seen__gte=since, seen__lt=until)
    waiting = seen.filter(seen__isnull=True).in_days(span.first, span.last)
    places = Slot.objects.filter(post__isnull=True, day__gte=today, day__lte=span.last)
    columns = [out.values_list("third", "seen"), waiting.values_list("third", NOT_YET), places.values_list("third", NOT_YET)]
    first, *others = (rows.order_by() for rows in columns)
    return ((Third(third), moment) for third, moment in first.union(*others, all=True))
