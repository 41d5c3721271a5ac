"""Reading the figures now, because somebody asked: one at a time, in the worker, with how far it is written down."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from steamie.monitoring.models import Collection
from steamie.people.models import Person

from .everything import ReadingStep, read_everything
from .permission import may_collect

GIVEN_UP = timedelta(minutes=10)  # nobody heard of it for so long: the worker died


class AlreadyReading(Exception):
    """The figures are being read at this moment; somebody asked before."""


def ask_for_figures(*, by: Person, now: datetime | None = None) -> Collection:
    """Have everything read soon. The caller enqueues the task."""
    may_collect(by)
    moment = now or timezone.now()
    lost = Collection.objects.going().filter(asked_at__lt=moment - GIVEN_UP)
    lost.update(ended_at=moment, outcome="It stopped before its end. Ask again.", doing="")
    try:
        with transaction.atomic():
            return Collection.objects.create(by=by, asked_at=moment, doing="Waiting for its turn")
    except IntegrityError:
        raise AlreadyReading("The figures are being read at this moment.") from None


def carry_out(collection: Collection, *, now: datetime | None = None) -> Collection:
    """Read everything, step by step; whatever happens, it comes to an end and says how it went."""
    moment = now or timezone.now()
    mine = Collection.objects.going().filter(pk=collection.pk, started_at__isnull=True)
    if not mine.update(started_at=moment):
        return collection  # a second wake-up
    try:
        went = read_everything(by=collection.by, now=moment, progress=partial(_progress, collection))
    except Exception:
        _end(collection, "It stopped before its end. What was read until then is kept. Ask again.", [])
        raise
    summary = "".join(f"; {collected.words} of {channel.name}" for channel, collected in went)
    problems = [f"{channel.name}: {collected.problem}" for channel, collected in went if collected.missing]
    return _end(collection, f"Read: visits on our website{summary}.", problems)


def _progress(collection: Collection, step: ReadingStep) -> None:
    Collection.objects.filter(pk=collection.pk).update(done=step.done, steps=step.of, doing=step.doing)


def _end(collection: Collection, outcome: str, problems: list[str]) -> Collection:
    collection.ended_at, collection.outcome, collection.problems, collection.doing = timezone.now(), outcome, problems, ""
    collection.save(update_fields=["ended_at", "outcome", "problems", "doing"])
    return collection
