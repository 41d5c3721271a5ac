"""The engagement that later quarters are held against, and the target above it (S-47, S-54)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from steamie.channels.models import Channel
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK, Actor
from steamie.monitoring.engaging import ASKED_BY, measured
from steamie.monitoring.measures import DAYS_READ
from steamie.monitoring.models import Baseline
from steamie.monitoring.verbs import Verb
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act


class NothingToKeep(Exception):
    """There is no rate for that time, so there is nothing to hold later quarters against."""


@action(machines=True)
def fix_baseline(
    *,
    aim: str,
    channel: Channel | None,
    first: date,
    last: date,
    reason: str,
    by: Actor,
    target: int | None = None,
    now: datetime | None = None,
) -> Baseline:
    """Keep the rate of these days as the baseline, and the target in per cent above it. Earlier baselines stay on record."""
    if isinstance(by, Person):
        require(by, Act.EDIT_STRATEGY)
    [engagement] = measured(aim, channel, (first, last))
    if engagement.rate is None:
        raise NothingToKeep(f"There is no rate for those days: {engagement.words}.")
    baseline = Baseline.objects.create(
        aim=aim,
        channel=channel,
        first=first,
        last=last,
        interactions=engagement.interactions,
        posts=engagement.posts,
        unknown=engagement.unknown,
        followers=engagement.followers,
        squares=engagement.squares,
        target=target,
        by=by.reference,
        at=now or timezone.now(),
        reason=reason,
    )
    facts = {
        "interactions": engagement.interactions,
        "posts": engagement.posts,
        "followers": engagement.followers,
        "target": target,
    }
    record(by=by, verb=Verb.FIX_BASELINE, clause=ASKED_BY[aim], subject=baseline, reason=reason, facts=facts, at=baseline.at)
    return baseline


def fix_first_baseline(*, aim: str, channel: Channel | None = None, now: datetime, by: Actor = CLOCK) -> Baseline | None:
    """Keep the first rate that can be said, once; None when there is one already or nothing to keep yet."""
    if Baseline.objects.filter(aim=aim, channel=channel).exists():
        return None
    today = timezone.localdate(now)
    first, reason = today - timedelta(days=DAYS_READ), "The first ninety days that could be measured."
    try:
        return fix_baseline(aim=aim, channel=channel, first=first, last=today, reason=reason, by=by, now=now)
    except NothingToKeep:
        return None
