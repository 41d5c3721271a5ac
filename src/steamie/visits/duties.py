"""What visits ask of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from steamie.rules.duties import duty

from .callers import AGAIN_AFTER
from .models import RecentCaller


@duty("callers", every=timedelta(minutes=5))
def forget_callers(now: datetime) -> None:
    """Throw away what told repeats apart, half an hour after it was made, also when nobody calls (S-56)."""
    RecentCaller.objects.filter(at__lte=now - AGAIN_AFTER).delete()
