"""What the outbox forgets, and when. Nothing goes before it is delivered, or a person lets it be.

The words of a letter that lets its reader in go as soon as the mail server has taken it; all others after thirty days, so that
one that comes back can be sent again. Who was written to, about what, and how it went, goes after ninety.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from steamie.rules.delivery import ROW_STAYS, WORDS_STAY

from .models import DONE, Letter


@transaction.atomic
def forget(now: datetime) -> None:
    """Throw away the words and rows whose time is over."""
    done = Letter.objects.filter(state__in=DONE)
    done.filter(changed_at__lt=now - WORDS_STAY).exclude(content=b"").update(content=b"")
    done.filter(changed_at__lt=now - ROW_STAYS).delete()
