"""What this room needs before the desk runs for real: a mailbox that is read, where the landlord wants one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from steamie.people.setting_up import Progress, SetupLine, SetupOrder, setup_lines

from .models import Mailbox

WHY = 160  # characters of a mail server's words
WITHOUT = "You can do without: set this aside, and write down by hand what comes by e-mail."


@setup_lines(SetupOrder.MAILBOX)
def mailbox(now: datetime) -> Iterator[SetupLine]:
    """The mailbox was opened."""
    if not settings.DEMONSTRATION:  # which reads none
        progress, state, note = _standing(Mailbox.objects.in_use())
        yield SetupLine("mailbox", "Mail that comes in", progress, state, note, reverse("letters:mailbox"))


def _standing(row: Mailbox | None) -> tuple[Progress, str, str]:
    if row is None:
        return Progress.TO_DO, "Not set up", WITHOUT
    if row.problem:
        return Progress.UNDER_WAY, "Not reached", row.problem[:WHY]
    if row.reached_at is None:
        return Progress.UNDER_WAY, "Not tried", "Nobody knows yet whether it can be opened."
    return Progress.DONE, "Working", ""
