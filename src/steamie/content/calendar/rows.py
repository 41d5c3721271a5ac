"""The rows behind the calendar’s figures: the very places and posts of the quarter that were counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.utils import timezone

from steamie.content.plan.models import Slot
from steamie.content.posts.rows import dated, row_of, seen
from steamie.rules import quarters, share_words
from steamie.rules.shares import Share
from steamie.rules.standing import Counted, shows
from steamie.strategy import reading

from .controls import published_in

SHARES = ("S-74", "S-75", "S-76")


@shows("S-72")
def places(now: datetime) -> Iterator[Counted]:
    """The places in this quarter's plan."""
    shares = reading.shares()
    for slot in _slots(now):
        yield _slot(slot, shares, "planned" if slot.planned else "added since")


@shows("S-73")
def supplements(now: datetime) -> Iterator[Counted]:
    """The places added to the plan since it was approved; those whose wish it was is known count."""
    shares = reading.shares()
    for slot in _slots(now):
        if not slot.planned:
            note = f"from {slot.get_source_display()}" if slot.source else "nobody's"
            yield _slot(slot, shares, note, counts=bool(slot.source))


def _share(clause: str) -> object:
    def posts_of_the_quarter(now: datetime) -> Iterator[Counted]:
        """Posts first seen this quarter; those of the share that the clause asks for count."""
        shares = reading.shares()
        codes = [share.code for share in shares if share.clause == clause]
        for post in dated(published_in(quarters.quarter_of(timezone.localdate(now)))):
            yield row_of(post, f"{seen(post)}, {share_words.label(post.third, shares)}", counts=post.third in codes)

    return posts_of_the_quarter


for _clause in SHARES:
    shows(_clause)(_share(_clause))


def _slots(now: datetime) -> Iterable[Slot]:
    first = quarters.quarter_of(timezone.localdate(now)).first
    return Slot.objects.filter(quarter__first=first).select_related("quarter", "post")


def _slot(slot: Slot, shares: Sequence[Share], note: str, *, counts: bool = True) -> Counted:
    post = getattr(slot, "post", None)
    what = str(post or slot.note or "Nothing in it yet")
    link = f"/desk/posts/{post.pk}/" if post else f"/desk/calendar/{slot.quarter.first.isoformat()}/"
    return Counted(what, f"{slot.day:%-d %B}, {share_words.label(slot.third, shares)}, {note}", link, counts)
