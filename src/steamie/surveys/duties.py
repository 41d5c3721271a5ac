"""What surveys ask of the clock: close what is over, and throw away single answers after their time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from steamie.evidence.actors import CLOCK
from steamie.rules.duties import duty

from .actions.waves import close_wave, forget_answers
from .models import RAW_STAYS, SurveyWave

PAPER_COMES = timedelta(days=14)  # after the last day online, paper answers may still be entered


@duty("surveys", every=timedelta(days=1))
def close_and_forget(now: datetime) -> None:
    """Close waves two weeks after their last day and polls the day after, unless answers wait for a look; forget a year later."""
    today = timezone.localdate(now)
    late = Q(closes_on__lt=today - PAPER_COMES) | ~Q(survey__group="") & Q(closes_on__lt=today)
    over = SurveyWave.objects.filter(late, closed_at__isnull=True)
    for wave in over.exclude(
        pk__in=SurveyWave.objects.exclude(answers__held_because="").filter(answers__isnull=False).values("pk")
    ):
        close_wave(wave=wave, by=CLOCK, at=now)
    for wave in SurveyWave.objects.filter(closed_at__lt=now - RAW_STAYS, answers__isnull=False).distinct():
        forget_answers(wave=wave, by=CLOCK, at=now)
