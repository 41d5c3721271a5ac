"""``steamie letters list | show NUMBER | test ADDRESS | returned FILE``."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import DatabaseError
from django.utils import timezone

from steamie.evidence.actors import OPERATOR
from steamie.letters import actions, sending
from steamie.letters.models import Letter, LetterState
from steamie.letters.returns import NotAReport
from steamie.rules.delivery import CALL

SHOWN = 50
WHICH = "With show: the letter's number. With test: an address. With returned: a message's file, or - for what is piped in."


class Command(BaseCommand):
    """The outbox, for whoever looks after the machine; also the way in when nobody can read a letter on the desk."""

    help = "List the newest letters, show the words of one that did not arrive, or try the mail server with a test letter."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One word says what to do, the next with what."""
        parser.add_argument("what", choices=["list", "show", "test", "returned"])
        parser.add_argument("which", nargs="?", default="", help=WHICH)

    def handle(self, *, what: str, which: str, **options: Any) -> None:
        """Do it; leave with 1 when it went wrong."""
        acts = {"show": self._show, "test": self._test, "returned": self._returned}
        try:
            acts[what](which) if what in acts else self._list()
        except DatabaseError as problem:
            raise CommandError(
                f"The outbox cannot be read: {problem}. Has the house been opened once? Run: steamie up"
            ) from problem

    def _list(self) -> None:
        for letter in Letter.objects.defer("content").order_by("-pk")[:SHOWN]:
            self.stdout.write(f"{letter.pk}  {letter.kept_at:%Y-%m-%d %H:%M}  {letter.masked_to}  {_standing(letter)}  {letter}")

    def _show(self, which: str) -> None:
        letter = Letter.objects.filter(pk=which).first() if which.isdecimal() else None
        if letter is None:
            raise CommandError("Name a letter by its number, as steamie letters list shows it.")
        try:
            self.stdout.write(actions.show(letter=letter, by=OPERATOR))
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem

    def _returned(self, which: str) -> None:
        """Read a delivery report from a file, or as a mail program hands it over on standard input."""
        try:
            content = sys.stdin.buffer.read() if which == "-" else Path(which).read_bytes()
            letters = actions.take_report(content=content, by=OPERATOR)
        except OSError as problem:
            raise CommandError(f"Name the file of the message: {problem.strerror}.") from problem
        except NotAReport as problem:
            raise CommandError(str(problem)) from problem
        for letter in letters:
            self.stdout.write(f"{letter.pk}  {_standing(letter)}")
        if not letters:
            self.stdout.write("It is about no letter that waits here, or only says that one is late.")

    def _test(self, address: str) -> None:
        try:
            validate_email(address)
        except ValidationError as problem:
            raise CommandError("Give an e-mail address: steamie letters test name@example.org") from problem
        letter = actions.send_test(address=address, by=OPERATOR)
        if settings.MAIL_SERVER is None:
            raise CommandError("No mail server is set up, so no letter was sent. Set STEAMIE_EMAIL_URL.")
        self._wait_for(letter)
        if letter.state != LetterState.ACCEPTED:
            raise CommandError(f"{settings.MAIL_SERVER.host}: {_standing(letter)}")
        self.stdout.write(f"{settings.MAIL_SERVER.host}: {_standing(letter)}")

    def _wait_for(self, letter: Letter) -> None:
        """Until something became of it, whoever sends: this process, or a worker that was quicker."""
        ends = time.monotonic() + CALL.total_seconds()
        while letter.state in (LetterState.KEPT, LetterState.SENT) and not letter.failed and time.monotonic() < ends:
            if not sending.send_due():
                time.sleep(0.2)
            letter.refresh_from_db()


def _standing(letter: Letter) -> str:
    waits = f" Tried again at {timezone.localtime(letter.next_at):%H:%M}." if letter.failed and letter.next_at else ""
    return f"{letter.get_state_display()}{f': {letter.why}' if letter.why else ''}{waits}"
