"""How this room keeps what a strategy says of personal profiles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import parameter
from steamie.rules.standing import Standing, State

from .models import ProfileReport, ProfileTraining
from .who import asked

ANSWERED_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class TrainedEvery:
    """How long training holds."""

    months: int = parameter("Months that training holds", default=12)


@keeps(
    "profiles.guided",
    TrainedEvery,
    label="People are guided about their own profiles, and reports are answered",
    remedy="Train everybody, and answer what was reported",
    signs=r"\bpersonal\b.*\b(profiles?|accounts?)\b",
)
def own_profiles(clause: Clause, parameters: TrainedEvery, now: datetime) -> Standing:
    """Everyone who works for us was trained lately, and every report was answered within a week. Nobody is watched."""
    page = reverse("profiles:guidance")
    trained, everyone = len(trained_lately(parameters, now)), asked().count()
    waiting = ProfileReport.objects.waiting()
    late = waiting.filter(at__lte=now - ANSWERED_WITHIN).count()
    reports = ProfileReport.objects.count()
    figure = f"{trained} of {some(everyone, 'person', 'people')} trained; {some(reports, 'report')}"
    if not ProfileTraining.objects.exists() and not reports:
        reason = "No training is written down and nothing was reported yet. Nobody’s own profile is watched."
        return Standing(State.NOT_MEASURED, "", reason, page)
    if late:
        return Standing(State.BREACHED, figure, f"{some(late, 'report')} waited longer than a week for an answer.", page)
    if trained < everyone:
        without = some(everyone - trained, "person was", "people were")
        return Standing(State.AT_RISK, figure, f"{without} not trained in {parameters.months} months.", page)
    return Standing(State.MET, figure, "Everyone was trained, and every report is answered. Nobody’s profile is watched.", page)


def trained_lately(parameters: TrainedEvery, now: datetime) -> set[int]:
    """Whoever is asked to be trained and was, while that still holds."""
    first = timezone.localdate(now) - timedelta(days=round(parameters.months * 30.44))
    rows = ProfileTraining.objects.since(first).filter(on__lte=timezone.localdate(now), person__in=asked())
    return set(rows.values_list("person_id", flat=True))
