"""The one sender: takes what is due to the mail server, one letter after another, and writes down what became of each.

The intent is committed before a letter is handed over, and no transaction is open during a call. A worker that dies in between
leaves the letter as sent without an answer, which is what it is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail.message import sanitize_address
from django.db import transaction
from django.utils import timezone

from steamie.rules.delivery import CALL, next_try, repeat_without_answer

from . import leases
from .models import Letter, LetterState
from .outbox import pass_to
from .transport import Failure, Later, LetterRefused, MailConnection, ServerUnreached, Unanswered

AT_ONCE = 200  # letters carried in one go; the rest at the next
DIED = "The worker stopped while it was handing the letter over."
ON_THE_WAY = (LetterState.KEPT, LetterState.UNKNOWN)

Clock = Callable[[], datetime]


def send_due(*, clock: Clock = timezone.now) -> int:
    """Send every letter that is due; how many were looked at. None when somebody sends already, or no mail server is set up."""
    if settings.MAIL_SERVER is None or not (token := leases.take(clock())):
        return 0
    try:
        _find_the_unanswered(clock())
        return _send_all(token, clock)
    finally:
        leases.give_back(token, clock())


def _find_the_unanswered(now: datetime) -> None:
    """Whoever handed these over has lost the lease, or died: it is not known whether they arrived."""
    for pk in Letter.objects.filter(state=LetterState.SENT).values_list("pk", flat=True):
        with transaction.atomic():
            letter = _locked(pk)
            if letter.state == LetterState.SENT:
                _unanswered(letter, DIED, now)


def _send_all(token: str, clock: Clock) -> int:
    due = list(Letter.objects.due(clock()).values_list("pk", flat=True)[:AT_ONCE])
    assert settings.MAIL_SERVER is not None, "send_due looks first"  # noqa: S101 -- a mistake of ours, never of the world's
    with MailConnection(settings.MAIL_SERVER, our_name=urlsplit(settings.PUBLIC_URL).hostname or "localhost") as line:
        for number, pk in enumerate(due, start=1):
            if not leases.renew(token, clock()):
                return number
            try:
                with line.within(CALL.total_seconds()):
                    _send(pk, line, token, clock)
            except ServerUnreached as problem:  # the server is away for every letter: none is tried before its time
                for waiting in due[number - 1 :]:
                    _write(waiting, problem, clock())
                return number
    return len(due)


def _send(pk: int, line: MailConnection, token: str, clock: Clock) -> None:
    """Carry one letter as far as it goes. Raises ``Unreached``."""
    letter = Letter.objects.get(pk=pk)
    try:
        line.offer(sender=_envelope(letter.sender), to=letter.to)
        if not _intend(pk, token, clock()):
            line.take_back()
            return
        words = line.deliver(bytes(letter.content))
    except ServerUnreached:
        raise
    except Failure as problem:
        _write(pk, problem, clock())
    else:
        with transaction.atomic():
            pass_to(_locked(pk), LetterState.ACCEPTED, at=clock(), why=words)


def _intend(pk: int, token: str, now: datetime) -> bool:
    """Commit that this letter is being handed over, if it still should be and the lease is still ours."""
    with transaction.atomic():
        letter = _locked(pk)
        if letter.state not in ON_THE_WAY or not letter.content or not leases.renew(token, now):
            return False
        pass_to(letter, LetterState.SENT, at=now)
        return True


@transaction.atomic
def _write(pk: int, problem: Failure, now: datetime) -> None:
    """What a failure means for this letter."""
    letter, why = _locked(pk), str(problem)
    if letter.state not in (*ON_THE_WAY, LetterState.SENT):
        return  # a person has decided meanwhile
    if isinstance(problem, LetterRefused):
        pass_to(letter, LetterState.REFUSED, at=now, why=why)
    elif isinstance(problem, Unanswered):
        _unanswered(letter, why, now)
    elif isinstance(problem, Later | ServerUnreached):
        _postponed(letter, why, now)


def _unanswered(letter: Letter, why: str, now: datetime) -> None:
    letter.unanswered += 1
    again = repeat_without_answer(unanswered=letter.unanswered, bulk=letter.bulk, now=now)
    letter.since = now  # the patience for the second time begins anew
    pass_to(letter, LetterState.UNKNOWN, at=now, why=why, next_at=again)


def _postponed(letter: Letter, why: str, now: datetime) -> None:
    """Nothing was sent. One that may have arrived earlier stays one that may have."""
    letter.failed += 1
    again = next_try(failed=letter.failed, since=letter.since, now=now)
    resting = LetterState.UNKNOWN if letter.unanswered else LetterState.KEPT if again else LetterState.GIVEN_UP
    pass_to(letter, resting, at=now, why=why, next_at=again)


def _locked(pk: int) -> Letter:
    return Letter.objects.select_for_update(no_key=True).get(pk=pk)


def _envelope(sender: str) -> str:
    return parseaddr(sanitize_address(sender, settings.DEFAULT_CHARSET))[1]
