"""Getting started: a test letter that is answered by its code, and lines of set-up that do not concern this landlord."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac

from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.letters.outbox import keep
from steamie.letters.tasks import send_letters
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act

from .models import MailTest, SetupDismissal
from .setup.code import LETTERS
from .verbs import Verb

LENGTH = 8  # of a code: some 39 bits, for somebody who is signed in


def mail_server() -> str:
    """The mail server in use, as a test of it is stored; empty when none is set up. It holds no password."""
    server = settings.MAIL_SERVER
    return f"{server.user}@{server.host}:{server.port}, from {settings.DEFAULT_FROM_EMAIL}" if server else ""


@action()
def send_test_letter(*, by: Person, now: datetime | None = None) -> MailTest:
    """Send a letter with a code to whoever asks. Raises ``ValidationError`` when no mail server is set up."""
    require(by, Act.MANAGE_PEOPLE)
    if not settings.MAIL_SERVER:
        raise ValidationError("No mail server is set up, so no letter was sent.")
    moment = now or timezone.now()
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    words = render_to_string("setup/letters/test.txt", {"person": by, "code": f"{code[:4]}-{code[4:]}"})
    (letter,) = keep(EmailMessage("Does this letter reach you?", words, to=[by.email]), now=moment)
    test = MailTest.objects.create(
        server=mail_server(), address=by.email, letter=letter, code_digest=_digest(code), sent_at=moment, sent_by=by
    )
    record(by=by, verb=Verb.SEND_TEST_LETTER, clause=Citation("suggestions.from"), subject=test, at=moment)
    transaction.on_commit(send_letters.enqueue, robust=True)
    return test


@action()
def confirm_mail(*, code: str, by: Person, now: datetime | None = None) -> MailTest:
    """The code of the letter that was sent last by this mail server. Raises ``ValidationError`` when it is another."""
    require(by, Act.MANAGE_PEOPLE)
    test = MailTest.objects.of_server(mail_server()).select_for_update(no_key=True).first()
    typed = "".join(filter(str.isalnum, code.upper()))
    if test is None or not hmac.compare_digest(test.code_digest, _digest(typed)):
        raise ValidationError("That is not the code of the last test letter. Copy it from the letter, or send another.")
    test.confirmed_at, test.confirmed_by = now or timezone.now(), by
    test.save(update_fields=["confirmed_at", "confirmed_by"])
    record(by=by, verb=Verb.CONFIRM_MAIL, clause=Citation("suggestions.from"), subject=test, at=test.confirmed_at)
    return test


@action(none="it is set aside already")
def dismiss_setup_line(*, line: str, reason: str, by: Person, now: datetime | None = None) -> SetupDismissal:
    """Set a line of set-up aside, with a reason."""
    require(by, Act.MANAGE_PEOPLE)
    moment = now or timezone.now()
    row, is_new = SetupDismissal.objects.get_or_create(
        line=line, withdrawn_at=None, defaults={"reason": reason, "by": by, "at": moment}
    )
    if is_new:
        verb, clause = Verb.DISMISS_SETUP_LINE, Citation("accounts.managed_by")
        record(by=by, verb=verb, clause=clause, subject=row, reason=reason, facts={"line": line}, at=moment)
    return row


@action(none="it counts already")
def resume_setup_line(*, line: str, by: Person, now: datetime | None = None) -> None:
    """Let a line that was set aside count again."""
    require(by, Act.MANAGE_PEOPLE)
    moment = now or timezone.now()
    for row in SetupDismissal.objects.select_for_update(no_key=True).filter(line=line, withdrawn_at=None):
        row.withdrawn_at, row.withdrawn_by = moment, by
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        clause = Citation("accounts.managed_by")
        record(by=by, verb=Verb.RESUME_SETUP_LINE, clause=clause, subject=row, facts={"line": line}, at=moment)


def _digest(code: str) -> str:
    return salted_hmac("steamie.desk.mail_test", code, algorithm="sha256").hexdigest()
