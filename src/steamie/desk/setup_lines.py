"""What the desk itself needs before it runs for real: letters that arrive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from steamie.letters.models import UNDELIVERED, LetterState
from steamie.people.setting_up import Progress, SetupLine, SetupOrder, setup_lines

from .actions import mail_server
from .models import MailTest

WHY = 160  # characters of a mail server's words


@setup_lines(SetupOrder.EMAIL)
def email(now: datetime) -> Iterator[SetupLine]:
    """The code of a test letter was typed in, for the mail server in use."""
    if not settings.DEMONSTRATION:  # which writes to nobody
        progress, state, note = _standing()
        yield SetupLine("email", "E-mail", progress, state, note, reverse("desk:email"))


def _standing() -> tuple[Progress, str, str]:
    if not mail_server():
        return Progress.TO_DO, "Not set up", "No letter is sent. The desk shows each link to copy."
    tests = MailTest.objects.of_server(mail_server()).select_related("letter")
    if tests.filter(confirmed_at__isnull=False).exists():
        return Progress.DONE, "Working", ""
    last = tests.first()
    if last is None or last.letter is None:
        return Progress.TO_DO, "Not tried", "Send a test letter: until then nobody knows whether letters arrive."
    letter = last.letter
    if letter.state == LetterState.ACCEPTED:
        return Progress.UNDER_WAY, "Sent, not confirmed", "The mail server took it. Type in the code that it brings."
    if letter.state in UNDELIVERED:
        return Progress.UNDER_WAY, letter.get_state_display(), letter.why[:WHY]
    return Progress.UNDER_WAY, "On its way", letter.why[:WHY] or "The mail server has not taken it yet."
