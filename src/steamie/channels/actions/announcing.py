"""Telling the people who look after an account what is wrong with it: never silent, and no news told twice."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from steamie.channels.models import Channel, ConnectionCheck
from steamie.people.models import Grant, Person
from steamie.rules.delivery import IS_AN_ALARM
from steamie.rules.permissions import Office


def announce(check: ConnectionCheck, *, now: datetime) -> bool:
    """Write about what this look found and no letter has named yet, in the transaction that writes the look down.

    Gives whether there was somebody to write to.
    """
    readers = _readers(check.channel, now) if _news(check) else []
    if not readers:
        return False
    EmailMessage(_subject(check), _body(check), to=readers, headers=IS_AN_ALARM).send()
    check.told_at = now
    check.save(update_fields=["told_at"])
    return True


def _news(check: ConnectionCheck) -> bool:
    """Whether it holds a problem that no letter has named since all was well. A channel out of reach once is no news yet."""
    if not check.problems or not (check.working or check.broken):
        return False
    earlier = check.channel.checks.filter(pk__lt=check.pk)
    well = earlier.filter(working=True, problems=[]).order_by("-pk").values_list("pk", flat=True).first() or 0
    letters = earlier.filter(told_at__isnull=False, pk__gt=well)
    if not check.reached:
        return not letters.filter(broken=True).exists()
    announced = {what for problems in letters.values_list("problems", flat=True) for what, _ in problems}
    return any(what not in announced for what, _ in check.problems)


def _readers(channel: Channel, now: datetime) -> list[str]:
    """The owner and the deputy; the officers when the account has neither."""
    keepers = {person.email for person in (channel.owner, channel.deputy) if person and person.is_active}
    if not keepers:
        grants = Grant.objects.in_force(timezone.localdate(now)).filter(office=Office.OFFICER)
        keepers = set(Person.objects.filter(is_active=True, pk__in=grants.values("person")).values_list("email", flat=True))
    return sorted(keepers)


def _subject(check: ConnectionCheck) -> str:
    return f"{check.channel.name} works, but look soon" if check.working else f"{check.channel.name} has stopped working"


def _body(check: ConnectionCheck) -> str:
    """It holds no secret, so it may be read by anyone."""
    wrong = "\n\n".join(f"{what}\n  What to do: {remedy}" for what, remedy in check.problems)
    waits = "" if check.working else "Nothing is lost. Posts that are due wait here until it works again.\n\n"
    return f"{_subject(check)}.\n\n{wrong}\n\n{waits}{settings.PUBLIC_URL}{check.channel.get_absolute_url()}\n"
