"""The rows behind the calendar’s figures: the very places and posts of the quarter that were counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from steamie.content.plan.models import Slot
from steamie.content.posts.rows import dated, row_of, seen
from steamie.rules import quarters, share_words
from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.shares import Share
from steamie.rules.standing import Counted
from steamie.strategy import reading
from steamie.strategy.capabilities import SHARE, ContentShare

from .controls import CalendarEach, Supplement, published_in


@shows("calendar.each")
def places(clause: Clause, parameters: CalendarEach, now: datetime) -> Iterator[Counted]:
    """The places in this quarter's plan."""
    shares = reading.shares()
    for slot in _slots(now):
        yield _slot(slot, shares, "planned" if slot.planned else "added since")


@shows("calendar.supplement")
def supplements(clause: Clause, parameters: Supplement, now: datetime) -> Iterator[Counted]:
    """The places added to the plan since it was approved; those whose wish it was is known count."""
    shares = reading.shares()
    for slot in _slots(now):
        if not slot.planned:
            note = f"from {slot.source_title}" if slot.source else "nobody's"
            yield _slot(slot, shares, note, counts=bool(slot.source))


@shows(SHARE)
def posts_of_the_quarter(clause: Clause, parameters: ContentShare, now: datetime) -> Iterator[Counted]:
    """Posts first seen this quarter; those of this share count."""
    shares = reading.shares()
    for post in dated(published_in(quarters.quarter_of(timezone.localdate(now)))):
        yield row_of(post, f"{seen(post)}, {share_words.label(post.share, shares)}", counts=post.share == parameters.code)


def _slots(now: datetime) -> Iterable[Slot]:
    first = quarters.quarter_of(timezone.localdate(now)).first
    return Slot.objects.filter(quarter__first=first).select_related("quarter", "post")


def _slot(slot: Slot, shares: Sequence[Share], note: str, *, counts: bool = True) -> Counted:
    post = getattr(slot, "post", None)
    what = str(post or slot.note or "Nothing in it yet")
    link = reverse("posts:post", args=[post.pk]) if post else reverse("calendar:quarter", args=[slot.quarter.first])
    return Counted(what, f"{slot.day:%-d %B}, {share_words.label(slot.share, shares)}, {note}", link, counts)
