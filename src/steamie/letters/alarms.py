"""An alarm that reached none of those it was written to goes to the next in line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.core.mail import EmailMessage
from django.utils import timezone

from steamie.people.models import Grant, Person
from steamie.rules.delivery import ALARM
from steamie.rules.permissions import Office

from .models import UNDELIVERED, Letter

IN_LINE = (Office.OFFICER, Office.TEAM, Office.COMMITTEE)  # who hears of an alarm that went nowhere, the first first
UNREAD = "This was written to somebody else first, and did not reach them. Please see to it, or tell them.\n\n"


def tell_the_next(letter: Letter, now: datetime) -> None:
    """Write the alarm of this letter, which surely did not arrive, to the next person who has not had it.

    Nothing is written while another letter of the same alarm has arrived or may still, or when nobody is left.
    """
    same = Letter.objects.filter(alarm=letter.alarm)
    if same.exclude(state__in=UNDELIVERED).exists() or not letter.words:
        return
    tried = {address.lower() for address in same.values_list("to", flat=True)}
    address = next((address for address in _in_line(now) if address.lower() not in tried), "")
    if address:
        subject = letter.subject.removeprefix("Not read yet: ")
        EmailMessage(
            f"Not read yet: {subject}", UNREAD + letter.words.removeprefix(UNREAD), to=[address], headers={ALARM: letter.alarm}
        ).send()


def _in_line(now: datetime) -> Iterator[str]:
    grants = Grant.objects.in_force(timezone.localdate(now))
    for office in IN_LINE:
        people = Person.objects.filter(is_active=True, pk__in=grants.filter(office=office).values("person"))
        yield from people.order_by("pk").values_list("email", flat=True)
