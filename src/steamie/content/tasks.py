"""Content's tasks. A task is only a wake-up: the rows say what there is to do."""

from __future__ import annotations

from django_tasks import task

from steamie.channels.models import Channel
from steamie.evidence.actors import CLOCK

from .actions.comparing import compare
from .publisher import advance, letters

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
def compare_lately() -> None:
    """See whether the posts of the last two days are on the channels as we left them, and nothing else is."""
    _compare_all(LATELY)


@task()
def compare_long() -> None:
    """The same for the last three months."""
    _compare_all(LONG)


def _compare_all(days: int) -> None:
    for channel in Channel.objects.active():
        compare(channel=channel, days=days, by=CLOCK)
