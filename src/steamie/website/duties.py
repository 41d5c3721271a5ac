"""What the website asks of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.management import call_command

from steamie.rules.duties import duty

from . import following
from .models import RecentCaller


@duty("pages on time", every=timedelta(minutes=1))
def publish_pages_on_time() -> None:
    """Show the pages that an editor put off until now, and take down those whose time is over."""
    call_command("publish_scheduled", verbosity=0)


@duty("callers", every=timedelta(minutes=5))
def forget_callers(now: datetime) -> None:
    """Throw away what told repeats apart, half an hour after it was made, also when nobody calls (S-56)."""
    RecentCaller.objects.filter(at__lte=now - following.AGAIN_AFTER).delete()
