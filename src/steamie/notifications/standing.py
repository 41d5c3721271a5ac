"""What has waited on somebody's Today page: whatever a room asks there, without a list of its own here."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from steamie.diary.models import working_calendar
from steamie.people.agenda import look as asked_of
from steamie.people.asking import TaskKind, Viewer
from steamie.people.models import Grant, Person
from steamie.people.notifying import NoticeTopic

from .models import Notification, NotificationChoice, NotificationTime, StandingTask

LONG = 2  # working days


def look(now: datetime) -> int:
    """Look at the page of everybody in office; how many things have just waited long enough to be written about."""
    today = timezone.localdate(now)
    people = Person.objects.filter(is_active=True, grants__in=Grant.objects.in_force(today)).distinct()
    return sum(_look_at(Viewer(person, now)) for person in people)


@transaction.atomic
def _look_at(viewer: Viewer) -> int:
    kinds = {kind.name: kind for kind in asked_of(viewer)[0]}
    StandingTask.objects.filter(person=viewer.person).exclude(kind__in=kinds).delete()
    StandingTask.objects.bulk_create(
        [StandingTask(person=viewer.person, kind=name, since=viewer.now) for name in kinds], ignore_conflicts=True
    )
    if NotificationChoice.objects.of(viewer.person)[NoticeTopic.OVERDUE] is NotificationTime.NEVER:
        return 0
    waiting = StandingTask.objects.filter(person=viewer.person, notification=None)
    rows = [_about(one, kinds[one.kind], viewer) for one in waiting if _long(one, viewer)]
    return len(Notification.objects.bulk_create(rows))


def _long(one: StandingTask, viewer: Viewer) -> bool:
    since = timezone.localdate(one.since)
    calendar = working_calendar(range(since.year, viewer.today.year + 1))
    days = (since + timedelta(days=number) for number in range(1, (viewer.today - since).days + 1))
    return sum(map(calendar.office_open, days)) >= LONG


def _about(one: StandingTask, kind: TaskKind, viewer: Viewer) -> Notification:
    task = kind.tell(viewer)
    words = f"Still to do: {task.title}"[:300]
    return Notification(
        person=viewer.person, task=one, topic=NoticeTopic.OVERDUE, words=words, place=task.address[:200], at=viewer.now
    )
