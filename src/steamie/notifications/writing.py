"""Letters about what happened: at once, or what came since the last one when the office opens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from steamie.diary.models import office_hours, working_calendar
from steamie.evidence.models import Event
from steamie.letters.outbox import keep
from steamie.letters.tasks import send_letters
from steamie.people.models import Person
from steamie.rules.counting import some

from .collecting import kinds
from .models import Notification, NotificationChoice, NotificationTime

STAYS = timedelta(days=90)
_signer = signing.Signer(salt="steamie.notifications")


def write_at_once(now: datetime) -> int:
    """Write what people wish to hear at once; how many letters that makes."""
    return _write(Notification.objects.waiting(now), NotificationTime.AT_ONCE, now)


def write_daily(now: datetime) -> int:
    """Write what came before the office opened to whoever wishes one letter a day, while it is open; how many letters."""
    opened = _opened(now)
    return _write(Notification.objects.waiting(now).filter(at__lt=opened), NotificationTime.DAILY, now) if opened else 0


def _opened(now: datetime) -> datetime | None:
    """When the office opened today; None before that, once it has shut, and on a day when it stays shut."""
    wall, calendar = timezone.localtime(now), working_calendar([timezone.localdate(now).year])
    hours = office_hours()
    if not hours.is_open(now, calendar):
        return None
    return datetime.combine(wall.date(), hours.on(wall.date(), calendar)[0][0], wall.tzinfo)


def _write(waiting: Iterable[Notification], time: NotificationTime, now: datetime) -> int:
    if settings.MAIL_SERVER is None:
        return 0
    by_person: dict[Person, list[Notification]] = defaultdict(list)
    for row in waiting:
        by_person[row.person].append(row)
    wished = {person: _wished(person, rows, time) for person, rows in by_person.items()}
    written = sum(_write_one(person, rows, now) for person, rows in wished.items() if rows)
    if written:
        send_letters.enqueue()
    return written


def _wished(person: Person, rows: list[Notification], time: NotificationTime) -> list[Notification]:
    times = NotificationChoice.objects.of(person)
    return [row for row in rows if times[row.topic] is time]  # type: ignore[index]  # a topic is its word


@transaction.atomic
def _write_one(person: Person, rows: list[Notification], now: datetime) -> int:
    """One letter about all of them, and the rows that say so, or neither; none about what no longer holds."""
    mine = list(Notification.objects.select_for_update(no_key=True).filter(pk__in=[row.pk for row in rows], closed_at=None))
    holding = [row for row in mine if _holds(row)]
    letter = keep(_letter(person, holding), now=now)[0] if holding else None
    for row in mine:
        row.closed_at, row.letter = now, letter if row in holding else None
    Notification.objects.bulk_update(mine, ["closed_at", "letter"])
    return 1 if letter else 0


def _holds(row: Notification) -> bool:
    if row.number is None:
        return row.task_id is not None
    event = Event.objects.filter(number=row.number).first()
    kind = kinds().get(event.verb) if event else None
    return bool(event and kind and kind.holds(event))


def _letter(person: Person, rows: list[Notification]) -> EmailMessage:
    off = f"{settings.PUBLIC_URL}{reverse('notifications:end', args=[_signer.sign(str(person.pk))])}"
    words = {
        "person": person,
        "lines": [{"words": row.words, "address": f"{settings.PUBLIC_URL}{row.place}"} for row in rows],
        "choose": f"{settings.PUBLIC_URL}{reverse('notifications_desk:choices')}",
        "off": off,
    }
    headers = {"List-Unsubscribe": f"<{off}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    subject = rows[0].words if len(rows) == 1 else f"{some(len(rows), 'thing')} on the desk"
    body = render_to_string("notifications/letters/notifications.txt", words)
    return EmailMessage(subject, body, to=[person.email], headers=headers)


def whose(key: str) -> Person | None:
    """Whose letter an address to stop them came in; None when it is nobody's."""
    try:
        return Person.objects.filter(pk=_signer.unsign(key), is_active=True).first()
    except (signing.BadSignature, ValueError):
        return None


def forget(now: datetime) -> None:
    """Delete what people were written long ago."""
    Notification.objects.filter(at__lt=now - STAYS).delete()
