"""What the portal asks of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from steamie.evidence.actors import CLOCK
from steamie.rules.duties import duty

from .actions.coming_in import close, forget
from .actions.lists import forget_cells
from .models import AccountSession, LetterCode, ResidentAccount, SignInLink
from .models.accounts import FORGOTTEN_AFTER
from .tasks import answer_due

duty("requests at the portal", every=timedelta(minutes=1))(answer_due)


@duty("accounts of the portal", every=timedelta(hours=6))
def see_to_accounts(now: datetime) -> None:
    """Close the accounts of people who moved out or never came in, and forget those that were closed long enough ago."""
    for account in ResidentAccount.objects.of_people_who_left(timezone.localdate(now)):
        close(account=account, by=CLOCK, reason="They are not on the tenancy any more.", at=now)
    for account in ResidentAccount.objects.never_opened(now):
        close(account=account, by=CLOCK, reason="The first link was not followed.", at=now)
    for account in ResidentAccount.objects.to_forget(now):
        forget(account=account, at=now)
    AccountSession.objects.over(now).delete()
    SignInLink.objects.filter(until__lt=now - timedelta(days=1)).delete()
    LetterCode.objects.filter(until__lt=now - FORGOTTEN_AFTER).delete()


@duty("lists of tenancies", every=timedelta(hours=6))
def forget_lists(now: datetime) -> None:
    """Forget the cells of lists that nobody took."""
    forget_cells(by=CLOCK, at=now)
