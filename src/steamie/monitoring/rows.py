"""The rows behind monitoring's figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from .controls import Counts
from .models import Reading
from .partnering import partner_figures


@shows("measure.count")
def figures(clause: Clause, parameters: Counts, now: datetime) -> Iterator[Counted]:
    """Every figure asked for on the newest day, the newest post first; those given count."""
    asked = Reading.objects.filter(measure__in=parameters.kinds, day__lte=timezone.localdate(now))
    day = asked.aggregate(day=Max("day"))["day"]
    for row in asked.filter(day=day).select_related("publication__post", "channel").order_by("-publication_id", "measure"):
        counts = row.value is not None
        post = row.publication.post if row.publication else None
        link = reverse("posts:post", args=[post.pk]) if post else reverse("monitoring:readings")
        yield Counted(str(post or row.channel), f"{row.measure}: {row.value if counts else 'not given'}", link, counts)


@shows("partners.share")
def partner_shares(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every share by an organisation noted in ninety days, the newest first."""
    for share in partner_figures(timezone.localdate(now)).shares:
        note = f"{share.post.title}, {share.get_place_display().lower()}, {share.day:%-d %B %Y}"
        yield Counted(share.partner, note, reverse("posts:post", args=[share.post_id]))
