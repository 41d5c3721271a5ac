"""What complaints forget: the words and the people, some years after the case has ended. The figures stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from steamie.rules.clocks import months_later

from .data import complaint_data
from .models import Complaint, ComplaintStage, Representative, StageExtension, StageSuspension

FORGOTTEN = ("points", "wants", "late_because", "child_words", "child_contact", "child_adult", "child_heard")


@transaction.atomic
def forget_old_complaints(now: datetime) -> None:
    """Empty the words of complaints that ended longer ago than the landlord keeps them. What runs, or is open, stays."""
    day = months_later(timezone.localdate(now), -12 * complaint_data().keep_years)
    old = Complaint.objects.filter(case__ended_at__date__lt=day, forgotten_at__isnull=True)
    rows = list(old.values_list("pk", flat=True))
    Representative.objects.filter(complaint__in=rows).delete()
    stages = ComplaintStage.objects.filter(complaint__in=rows)
    stages.update(why="", draft="")
    StageExtension.objects.filter(stage__in=stages).update(reason="", words="")
    StageSuspension.objects.filter(stage__in=stages).update(why="")
    Complaint.objects.filter(pk__in=rows).update(forgotten_at=now, **dict.fromkeys(FORGOTTEN, ""))
