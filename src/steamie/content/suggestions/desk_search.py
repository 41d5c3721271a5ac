"""Suggestions in a search of the desk."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from steamie.diary import dated
from steamie.people.asking import Viewer
from steamie.people.search_register import RowsSection, SearchHit, searched
from steamie.rules.permissions import Act

from .models import Suggestion


def _readable(viewer: Viewer) -> QuerySet[Suggestion]:
    """Everything received for whoever plans; their own for the rest."""
    rows = Suggestion.objects.received().order_by("-received_at", "-pk")
    return rows if viewer.may(Act.PLAN) else rows.filter(person=viewer.person)


def _hit(suggestion: Suggestion) -> SearchHit:
    answer = getattr(suggestion, "answer", None)
    listed = reverse("suggestions_desk:queue") + ("?show=answered" if answer else "")
    standing = answer.get_outcome_display().lower() if answer else "not answered"
    note = f"{suggestion.group_title}, {dated.written(suggestion.received_at, '%-d %B %Y')} · {standing}"
    return SearchHit(suggestion.title, f"{listed}#s-{suggestion.pk}", note, suggestion.text)


searched(
    20,
    RowsSection(
        "Suggestions",
        lambda viewer: viewer.may(Act.SUGGEST),
        _readable,
        ("title", "text", "reference"),
        _hit,
        lambda rows: rows.select_related("answer"),
    ),
)
