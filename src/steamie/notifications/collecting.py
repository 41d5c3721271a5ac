"""From the record to what people are written: every event is read once, in order, and nobody is written what they did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import models, transaction
from django.db.models import Max

from steamie.evidence.models import Event
from steamie.evidence.registers import discover
from steamie.people.notifying import NoticeKind, registered

from .models import Notification, NotificationChoice, NotificationTime, RecordRead

AT_ONCE = 500  # events looked at in one go; the rest a minute later


def kinds() -> dict[str, NoticeKind]:
    """What the rooms notify of, by the verb it follows."""
    discover("notices")
    return registered()


@transaction.atomic
def collect(now: datetime) -> int:
    """Read what was recorded since the last time; how many notifications follow from it."""
    newest = Event.objects.aggregate(newest=Max("number"))["newest"] or 0
    mark = RecordRead.objects.select_for_update(no_key=True).first()
    if mark is None or mark.number > newest:  # the first time, or a database put back from a copy
        _begin_at(mark or RecordRead(), newest)
        return 0
    events = list(_unread(mark.number)[:AT_ONCE])
    rows = [row for event in events for row in _following(event)]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    _begin_at(mark, events[-1].number if len(events) == AT_ONCE else newest)
    return len(rows)


def _begin_at(mark: RecordRead, number: int) -> None:
    mark.number = number
    mark.save()


def _unread(number: int) -> models.QuerySet[Event]:
    return Event.objects.filter(number__gt=number, verb__in=kinds()).order_by("number")


def _following(event: Event) -> Iterator[Notification]:
    kind = kinds()[event.verb]
    for notice in kind.write(event):
        their_own = notice.to.reference == event.actor
        if their_own or not notice.to.is_active or _not_wished(notice.to.pk, kind.topic):
            continue
        yield Notification(
            person=notice.to, topic=kind.topic, number=event.number, words=notice.words[:300], place=notice.place, at=event.at
        )


def _not_wished(person: int, topic: str) -> bool:
    return NotificationChoice.objects.filter(person=person, topic=topic, time=NotificationTime.NEVER).exists()
