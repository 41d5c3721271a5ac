"""How consultations and projects keep their clauses."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Standing, State

from .clauses import CONSULTED, REPORTED
from .models import Consultation, ConsultationAnswer, Gathering, Project
from .models.consultations import DECIDED_WITHIN
from .models.projects import REPORTED_WITHIN

WINDOW = timedelta(days=365)


@keeps(
    CONSULTED,
    NoParameters,
    label="Consultations open and close on their dates, and the answers are counted",
    remedy="Say what was decided",
    signs=r"\bconsultations?\b",
)
def consultations_close_on_their_dates(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Of the consultations that closed in a year: how many answered, and whether people were told what was decided."""
    page, today = reverse("consultations_desk:consultations"), timezone.localdate(now)
    closed = Consultation.objects.closed_between(today - WINDOW, today - timedelta(days=1))
    number = closed.count()
    if not number:
        return Standing(State.NOT_MEASURED, "0 consultations closed in a year", "It waits for the first one to close.", page)
    answers = ConsultationAnswer.objects.counted().filter(consultation__in=closed)
    named = answers.filter(tenancy__isnull=False).count()
    figure = (
        f"{some(number, 'consultation')} closed in a year, {some(named, 'household')} answered, "
        f"and {answers.count() - named} without a name"
    )
    silent = Consultation.objects.to_decide(today - DECIDED_WITHIN).count()
    if silent:
        return Standing(State.AT_RISK, figure, f"{silent} closed long ago, and nobody said what was decided.", page)
    return Standing(State.MET, figure, "Each opened and closed on its days; a household counts once.", page)


@keeps(
    REPORTED,
    NoParameters,
    label="Community projects are reported, with those who took part",
    remedy="Say what came of the project",
    signs=r"\bwider role\b|\bregeneration\b",
)
def projects_are_reported(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """How many took part in the projects of a year, and whether it was said what came of those that are over."""
    page, today = reverse("consultations_desk:projects"), timezone.localdate(now)
    gatherings = Gathering.objects.filter(day__gt=today - WINDOW, day__lte=today, project__published_at__lte=now)
    projects = gatherings.order_by().values("project").distinct().count()
    if not projects:
        return Standing(State.NOT_MEASURED, "0 projects met in a year", "It waits for the first day of a project.", page)
    people = gatherings.aggregate(all=Sum("people"))["all"] or 0
    reported = Project.objects.public().filter(reported_at__gt=now - WINDOW).count()
    days, took_part = some(gatherings.count(), "day"), f"{people} times somebody took part"
    figure = f"{days} of {some(projects, 'project')} in a year, {took_part}, {reported} reported"
    silent = Project.objects.to_report(today - REPORTED_WITHIN).count()
    if silent:
        return Standing(State.AT_RISK, figure, f"{silent} ended long ago, and nobody said what came of it.", page)
    return Standing(State.MET, figure, "Each has a page that says what it did and who took part.", page)
