"""The rows behind the figure about own profiles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.standing import Counted

from .controls import TrainedEvery, trained_lately
from .models import ProfileTraining
from .who import asked


@shows("profiles.guided", people=True)
def trained(clause: Clause, parameters: TrainedEvery, now: datetime) -> Iterator[Counted]:
    """Everyone asked to be trained; those whose training holds count."""
    holds = trained_lately(parameters, now)
    last = dict(ProfileTraining.objects.order_by("on").values_list("person", "on"))
    page = reverse("profiles:guidance")
    for person in asked():
        day = last.get(person.pk)
        yield Counted(person.name, f"trained on {day:%-d %B %Y}" if day else "not trained yet", page, person.pk in holds)
