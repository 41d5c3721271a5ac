"""What casework forgets of the mail that came in. What waits for a person never goes.

What machines wrote, what came twice, and what is not for us goes after ninety days. The letter as it came, of a case, goes
ninety days after the case has ended; its words stand in the trail.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from steamie.casework.models import SortedLetter
from steamie.casework.models.mail import Became
from steamie.letters.models import IncomingLetter
from steamie.rules.delivery import ROW_STAYS


@transaction.atomic
def forget_mail(now: datetime) -> None:
    """Throw away what nobody needs any more."""
    long_ago = now - ROW_STAYS
    rows = SortedLetter.objects.of_machines() | SortedLetter.objects.not_for_us()
    old = rows.filter(Q(decided_at__lt=long_ago) | Q(decided_at=None, at__lt=long_ago))
    IncomingLetter.objects.filter(pk__in=list(old.values_list("letter", flat=True))).delete()
    ended = SortedLetter.objects.filter(became__in=[Became.OPENED, Became.ADDED], case__ended_at__lt=long_ago)
    IncomingLetter.objects.filter(pk__in=ended.values("letter")).exclude(content=b"").update(content=b"")
