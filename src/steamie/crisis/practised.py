"""The last rehearsed stop, told to the control that asks whether everything can be stopped at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse

from steamie.content.publishing.practising import Practised, practises
from steamie.rules.rehearsals import spoken

from .models import Crisis

HOLDS = timedelta(days=365)


@practises
def last_rehearsal(now: datetime) -> list[Practised]:
    """Every rehearsal of the last year that was played to its end, newest first; one without a stop says so."""
    return [
        Practised(
            title=row.title,
            at=row.began_at,
            took=spoken(row.stopped_at - row.began_at) if row.stopped_at else "",
            address=reverse("crisis:thread", args=[row.pk]),
        )
        for row in Crisis.objects.rehearsed(now - HOLDS).filter(began_at__lte=now)
    ]
