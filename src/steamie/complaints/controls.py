"""How complaints keep their clause: each is dealt with by the procedure, counted from its stages."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.standing import Standing, State

from .clauses import UNDER
from .models import ComplaintStage
from .models.stages import ComplaintStageQuerySet
from .procedure import UnderProcedure

WINDOW = timedelta(days=365)
ENOUGH_IN_TIME = 0.9  # below this share the clause is at risk
GRACE = timedelta(days=6)  # the office may be shut, and then nobody is reminded


def stages_due(parameters: UnderProcedure, now: datetime) -> ComplaintStageQuerySet:
    """Stages that were answered in the last year, or whose day has passed, by this procedure."""
    since = now - WINDOW
    answered = Q(closed_at__gte=since, closed_at__lte=now)
    passed = Q(closed_at__isnull=True, left_at__isnull=True, clock__due_at__lt=now, clock__stopped_at__isnull=True)
    rows = ComplaintStage.objects.of_counted().filter(answered | passed, complaint__regime=parameters.regime)
    return rows.select_related("clock", "complaint__case")


def in_time(stage: ComplaintStage) -> bool:
    """Answered by the day that the procedure sets, or by a later one that was agreed before it came."""
    return bool(stage.closed_at and stage.clock and stage.closed_at <= stage.clock.due_at)


@keeps(
    UNDER,
    UnderProcedure,
    label="Complaints are dealt with by a procedure, stage by stage",
    remedy="Open the complaints",
    signs=r"\bcomplaints? (policy|procedure)\b",
)
def complaints_follow_the_procedure(clause: Clause, parameters: UnderProcedure, now: datetime) -> Standing:
    """Of the stages due in a year: how many were answered by their day, and whether any is long overdue or under no procedure."""
    page = reverse("complaints_desk:figures")
    rows = list(stages_due(parameters, now))
    if not rows:
        words = "No complaint was due an answer in the last 12 months."
        return Standing(State.NOT_MEASURED, "0 complaints due in 12 months", words, page)
    kept = sum(in_time(stage) for stage in rows)
    figure = f"{kept} of {some(len(rows), 'answer')} in time in 12 months"
    waiting = [stage for stage in rows if stage.closed_at is None]
    if any(stage.clock and stage.clock.due_at < now - GRACE for stage in waiting):
        return Standing(State.BREACHED, figure, f"{some(len(waiting), 'complaint')} overdue, and not answered.", page)
    if waiting or kept < ENOUGH_IN_TIME * len(rows):
        late = len(rows) - kept - len(waiting)
        return Standing(State.AT_RISK, figure, f"{len(waiting)} overdue now; {late} were answered late.", page)
    return Standing(State.MET, figure, "Each has an outcome, a cause and what was learnt.", page)
