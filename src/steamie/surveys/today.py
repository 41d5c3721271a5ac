"""What surveys ask of people: an answer to a question that was put to their group."""

from __future__ import annotations

from django.urls import reverse

from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks
from steamie.rules.counting import some
from steamie.rules.permissions import Act

from .models import SurveyWaveQuerySet
from .polls import polls_for


def _waiting(viewer: Viewer) -> SurveyWaveQuerySet:
    """Open polls that this person has not answered."""
    return polls_for(viewer.person, viewer.today)


@asks(Act.SUGGEST, Urgency.PLAN, when=_waiting)
def polls(viewer: Viewer) -> Task:
    """The question that closes first; how many more there are is said."""
    first, *others = _waiting(viewer).order_by("closes_on", "pk")[:MANY]
    more = f" {some(len(others), 'other question')} {'waits' if len(others) == 1 else 'wait'} too." if others else ""
    return Task(
        title=f"You are asked: {first.survey.title}",
        why=f"One question, until {first.closes_on:%-d %B %Y}.{more}",
        action="Answer it",
        address=reverse("surveys_desk:polls"),
        minutes=1,
        mark=Mark("info", "idea", "Poll"),
    )
