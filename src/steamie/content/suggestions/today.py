"""What this house asks of people: suggestions to answer, and those held back as a machine's work."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from steamie.people.asking import MANY, Mark, Task, Urgency, Viewer, asks, read_once
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Act

from .models import Suggestion

SUGGESTIONS_READ = 50


def _unanswered(_: Viewer) -> QuerySet[Suggestion]:
    """Suggestions without an answer, oldest first."""
    return Suggestion.objects.unanswered()


@read_once
def unanswered(viewer: Viewer) -> list[Suggestion]:
    """The oldest suggestions without an answer."""
    return list(_unanswered(viewer)[:SUGGESTIONS_READ])


@asks(Act.PLAN, Urgency.ANSWER, when=_unanswered)
def suggestions(viewer: Viewer) -> Task:
    """Suggestions without an answer: everyone who suggests is told what became of it (S-59)."""
    rows = unanswered(viewer)
    days = max((viewer.today - timezone.localdate(rows[0].received_at)).days, 0)  # the clock may have been put back since
    age = "today" if days == 0 else "yesterday" if days == 1 else f"{spelt(days, 'day')} ago"
    came = f"“{rows[0]}” came {age}." if len(rows) == 1 else f"Oldest: {age}."
    return Task(
        title=f"{capitalised(spelt(len(rows), 'suggestion'))} to answer",
        why=came,
        action="Answer it" if len(rows) == 1 else "Answer them",
        address=reverse("suggestions_desk:queue"),
        minutes=2 * len(rows),
        mark=Mark("info", "idea", "Suggestions"),
    )


def _held_back(_: Viewer) -> QuerySet[Suggestion]:
    """Suggestions that looked like a machine's work: their sender was told that a person reads them."""
    return Suggestion.objects.held_back().order_by("received_at", "pk")


@asks(Act.PLAN, Urgency.ANSWER, when=_held_back)
def held_back(viewer: Viewer) -> Task:
    """Suggestions held back as a machine's work: a person may have written them, and was promised an answer (S-59)."""
    rows = list(_held_back(viewer)[:MANY])
    alone = len(rows) == 1
    return Task(
        title=f"{capitalised(spelt(len(rows), 'suggestion'))} {'is' if alone else 'are'} held back",
        why=f"{'It looks' if alone else 'They look'} like a machine’s work. Look, and let in what a person wrote.",
        action="Look at it" if alone else "Look at them",
        address=reverse("suggestions_desk:queue", query={"show": "held"}),
        minutes=len(rows),
        mark=Mark("none", "eye", "Held back"),
    )
