"""Publishing's tasks. A task is only a wake-up: the rows say what there is to do."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django_tasks import task

from steamie.channels.models import Channel
from steamie.content.posts.models import Publication
from steamie.evidence.actors import CLOCK

from .actions.comparing import compare
from .models import Attempt
from .publisher import advance, letters

log = logging.getLogger(__name__)
LATELY, LONG = 2, 90  # days


@task()
def advance_publication(publication_id: int) -> None:
    """Carry one publication as far as it will go now."""
    advance(publication_id)


@task()
def tell_people() -> None:
    """Write to the people who must decide about held and unconfirmed posts."""
    letters.tell()


@task()
def compare_lately(now: datetime | None = None) -> None:
    """Where something was sent in the last two days: is it there as we left it, and nothing else?"""
    _compare(LATELY, where=_sent_lately(now or timezone.now()))


@task()
def compare_quiet(now: datetime | None = None) -> None:
    """Where nothing was: an account nobody looks at is where strangers post."""
    _compare(LATELY, where=~_sent_lately(now or timezone.now()))


@task()
def compare_long() -> None:
    """The last three months of every account."""
    _compare(LONG)


@task()
def compare_in_full() -> None:
    """Every account, from the day it came into the register."""
    _compare(None)


def _sent_lately(now: datetime) -> Q:
    since = now - timedelta(days=LATELY)
    rows = Publication.objects.filter(channel=OuterRef("pk"), published_at__gte=since)
    calls = Attempt.objects.filter(publication__channel=OuterRef("pk"), started_at__gte=since)
    return Q(Exists(rows)) | Q(Exists(calls))


def _compare(days: int | None, *, where: Q | None = None) -> None:
    """One account that fails does not keep the others from being looked at."""
    for channel in Channel.objects.active().filter(where or Q()):
        try:
            compare(channel=channel, days=days, by=CLOCK)
        except Exception as problem:  # noqa: BLE001 -- a plug-in may fail in any way
            log.error("What channel %s shows could not be compared: %s", channel.pk, type(problem).__name__)
