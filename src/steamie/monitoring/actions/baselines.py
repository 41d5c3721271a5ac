"""The engagement that later quarters are held against (S-54)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from steamie.channels.models import Channel
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK, Actor
from steamie.monitoring.measures import DAYS_READ
from steamie.monitoring.models import Baseline
from steamie.monitoring.reading import engagement_of
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act


class NothingToKeep(Exception):
    """There is no rate for that time, so there is nothing to hold later quarters against."""


@transaction.atomic
def fix_baseline(*, channel: Channel, first: date, last: date, reason: str, by: Actor, now: datetime | None = None) -> Baseline:
    """Keep the rate of these days as the baseline. Earlier baselines stay on record."""
    if isinstance(by, Person):
        require(by, Act.EDIT_STRATEGY)
    found = engagement_of(channel, first, last)
    if found.rate is None or found.followers is None:
        raise NothingToKeep(f"There is no rate for those days: {found.words}.")
    baseline = Baseline.objects.create(
        channel=channel,
        first=first,
        last=last,
        interactions=found.interactions,
        posts=found.posts,
        unknown=found.unknown,
        followers=found.followers,
        by=by.reference,
        at=now or timezone.now(),
        reason=reason,
    )
    facts = {"interactions": found.interactions, "posts": found.posts, "followers": found.followers}
    record(by=by, verb="fix baseline", clause="S-54", subject=baseline, reason=reason, facts=facts, at=baseline.at)
    return baseline


def fix_first_baseline(*, channel: Channel, now: datetime, by: Actor = CLOCK) -> Baseline | None:
    """Keep the first rate that can be said, once; None when there is one already or nothing to keep yet."""
    if Baseline.objects.filter(channel=channel).exists():
        return None
    today = timezone.localdate(now)
    reason = "The first ninety days that could be measured."
    try:
        return fix_baseline(channel=channel, first=today - timedelta(days=DAYS_READ), last=today, reason=reason, by=by, now=now)
    except NothingToKeep:
        return None
