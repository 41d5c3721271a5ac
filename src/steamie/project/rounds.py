"""What the clock sees to over and over. When each was last done is a row, so that a restart or a moved clock skips nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from inspect import signature

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from steamie.diary.models import Round
from steamie.evidence.actors import CLOCK


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do at least this often, by the dotted name of a task or a function (which may take ``now`` and ``by``)."""

    name: str
    every: timedelta
    does: str


DUTIES = (
    Duty("pulse", timedelta(seconds=15), "steamie.project.tasks.beat"),
    Duty("letters", timedelta(minutes=1), "steamie.content.publishing.tasks.tell_people"),
    Duty("standing", timedelta(minutes=5), "steamie.strategy.standing.take_standing"),
    Duty("comparing lately", timedelta(minutes=15), "steamie.content.publishing.tasks.compare_lately"),
    Duty("comparing quiet accounts", timedelta(hours=1), "steamie.content.publishing.tasks.compare_quiet"),
    Duty("comparing", timedelta(days=1), "steamie.content.publishing.tasks.compare_long"),
    Duty("comparing in full", timedelta(days=30), "steamie.content.publishing.tasks.compare_in_full"),
    Duty("pages on time", timedelta(minutes=1), "steamie.website.rounds.publish_pages_on_time"),
    Duty("callers", timedelta(minutes=5), "steamie.website.rounds.forget_callers"),
    # A little under an hour, so that a connection that breaks just after a look is still announced within the hour.
    Duty("connections", timedelta(minutes=55), "steamie.channels.tasks.check_connections"),
    Duty("readings", timedelta(days=1), "steamie.monitoring.tasks.collect_readings"),
    Duty("suggestions", timedelta(days=1), "steamie.content.suggestions.rounds.tend"),
    Duty("anchor", timedelta(days=1), "steamie.project.tasks.anchor_the_record"),
    Duty("overdue review", timedelta(days=1), "steamie.strategy.actions.escalate_overdue_review"),
    Duty("links", timedelta(hours=6), "steamie.strategy.actions.check_links"),
    Duty("tallies", timedelta(hours=1), "steamie.people.tallies.forget_old"),
    Duty("old results", timedelta(days=1), "steamie.project.tasks.forget_results"),
)


def ask_for_due(now: datetime, ask: Callable[[str], object]) -> None:
    """Ask for the duties whose time has come. Each is claimed by writing its row, so that of two clocks one takes it;
    when asking fails, the claim is given back."""
    last = dict(Round.objects.values_list("name", "last_at"))
    for duty in DUTIES:
        before = last.get(duty.name)
        if _is_due(duty, before, now) and _claimed(duty, before, now):
            try:
                ask(duty.name)
            except Exception:
                _give_back(duty, before)
                raise


def go(name: str) -> None:
    """Do one duty now."""
    duty = next(duty for duty in DUTIES if duty.name == name)
    deed = import_string(duty.does)
    deed = getattr(deed, "func", deed)  # a task is called through its function: we are in the worker already
    offered = {"now": timezone.now(), "by": CLOCK}
    deed(**{name: offered[name] for name in signature(deed).parameters if name in offered})


def _is_due(duty: Duty, last: datetime | None, now: datetime) -> bool:
    """Also when the last time lies ahead: the machine's clock was put back."""
    return last is None or now - last >= duty.every or last - now > duty.every


@transaction.atomic
def _claimed(duty: Duty, last: datetime | None, now: datetime) -> bool:
    if last is None:
        return Round.objects.get_or_create(name=duty.name, defaults={"last_at": now})[1]
    return Round.objects.filter(name=duty.name, last_at=last).update(last_at=now) == 1


def _give_back(duty: Duty, before: datetime | None) -> None:
    """As it was: the duty is due again at the next tick."""
    if before is None:
        Round.objects.filter(name=duty.name).delete()
    else:
        Round.objects.filter(name=duty.name).update(last_at=before)
