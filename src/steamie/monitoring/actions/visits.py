"""Our own count of the visits that followed each post: the first-hand measure, whatever Facebook and Google give (S-56, S-77)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK, Actor
from steamie.evidence.in_force import Citation
from steamie.monitoring.measures import DAYS_READ, OUR_WEBSITE, VISITS
from steamie.monitoring.models import Reading
from steamie.monitoring.verbs import Verb
from steamie.people.acting import action
from steamie.rules import wall_clock
from steamie.visits.models import Visit

from .keeping import keep
from .permission import may_collect


@action(machines=True)
def collect_visits(day: date | None = None, *, now: datetime | None = None, by: Actor = CLOCK) -> int:
    """Visits up to and including the day, for each post of the last ninety days that has a link. Here nought is a count."""
    may_collect(by)
    now = now or timezone.now()
    day = day or timezone.localdate(now)
    posts = list(_linked(day).only("pk", "channel_id"))
    seen = Visit.objects.counted().filter(publication__in=[post.pk for post in posts], day__lte=day)
    totals = dict(seen.order_by().values_list("publication").annotate(n=Count("pk")))
    common = {
        "measure": "visits",
        "day": day,
        "definition": VISITS.definition[:200],
        "source": OUR_WEBSITE,
        "taken_at": now,
    }
    keep([Reading(publication=post, channel_id=post.channel_id, value=totals.get(post.pk, 0), **common) for post in posts])
    facts = {"posts": len(posts), "visits": sum(totals.values()), "day": day.isoformat()}
    record(by=by, verb=Verb.COUNT_VISITS, clause=Citation("analytics.fresh"), subject="website.visit", facts=facts, at=now)
    return len(posts)


def _linked(day: date) -> QuerySet[Publication]:
    begins, ends = wall_clock.days(day - timedelta(days=DAYS_READ), day)
    return Publication.objects.filter(step=Step.PUBLISHED, published_at__gte=begins, published_at__lt=ends).exclude(post__link="")
