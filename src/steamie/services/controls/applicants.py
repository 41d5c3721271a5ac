"""How a home with us keeps its clause: help to apply is a case, and where an application stands is answered from a fresh list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from steamie.casework.figures import real
from steamie.casework.models.cases import CaseQuerySet
from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import parameter
from steamie.rules.standing import Standing, State
from steamie.services.models import ApplicationList, ApplicationLooks

WINDOW = timedelta(days=90)
APPLICANTS = "services.applicants"
HELPED = ("application", "housing")  # kinds of case


@dataclass(frozen=True, slots=True)
class FreshList:
    """How old the list may be that answers where an application stands."""

    list_days: int = parameter("Days that a list of applications answers", default=35)

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong with it."""
        if not 1 <= self.list_days <= 366:
            yield "list_days", f"“{self.list_days}” should be between 1 and 366."


def helped(now: datetime) -> CaseQuerySet:
    """Requests for help to apply, or to find a home, in the last ninety days."""
    return real(now - WINDOW, now).filter(kind__in=HELPED)


def answered(now: datetime) -> int:
    """How often people were shown where their application stands in the last ninety days."""
    looks = ApplicationLooks.objects.filter(day__gt=timezone.localdate(now - WINDOW), day__lte=timezone.localdate(now))
    return int(looks.aggregate(number=Sum("answered"))["number"] or 0)


@keeps(
    APPLICANTS,
    FreshList,
    label="Applicants get help to apply, and see where their application stands",
    remedy="Bring in the list of applications",
    signs=r"\b(housing register|register applicants|applicants)\b",
)
def applicants_are_helped(clause: Clause, parameters: FreshList, now: datetime) -> Standing:
    """Help asked for, standings shown, and how old the list is that shows them."""
    asked, shown = helped(now).count(), answered(now)
    figure = f"{some(asked, 'request')} for help, {some(shown, 'time')} shown where an application stands, in the last 90 days"
    page = reverse("casework:totals")
    newest = ApplicationList.objects.in_force()
    if newest is None:
        state = State.AT_RISK if asked else State.NOT_MEASURED
        return Standing(state, figure, "No list of applications was brought in: a person looks each up.", page)
    old = newest.days_old(now)
    if old > parameters.list_days:
        return Standing(
            State.AT_RISK, figure, f"The list is {some(old, 'day')} old, and should be {parameters.list_days} at most.", page
        )
    if not asked and not shown:
        return Standing(State.NOT_MEASURED, figure, "The list is there; nobody has asked yet.", page)
    return Standing(State.MET, figure, f"The list of {some(newest.number, 'application')} is {some(old, 'day')} old.", page)
