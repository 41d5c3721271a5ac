"""The rows behind the figure of complaints: each stage by its case's reference; whose it is stands in no figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.standing import Counted

from .clauses import UNDER
from .controls import in_time, stages_due
from .models import ComplaintStage
from .procedure import UnderProcedure


@shows(UNDER)
def stages(clause: Clause, parameters: UnderProcedure, now: datetime) -> Iterator[Counted]:
    """Every stage that was due; those answered by their day count."""
    for stage in stages_due(parameters, now).order_by("-asked_at", "-pk"):
        address = reverse("casework:case", args=[stage.complaint.case.reference])
        yield Counted(str(stage), _how(stage), address, counts=in_time(stage))


def _how(stage: ComplaintStage) -> str:
    due = f"due {timezone.localtime(stage.clock.due_at):%-d %B %Y}" if stage.clock else "not counted yet"
    if stage.closed_at:
        return f"{due}, answered {timezone.localtime(stage.closed_at):%-d %B %Y}"
    return f"{due}, not answered yet"
