"""What this room needs before the desk runs for real: a poster that people have used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from steamie.people.setting_up import Progress, SetupLine, SetupOrder, setup_lines

from .models import Suggestion, SuggestionLink


@setup_lines(SetupOrder.POSTER)
def poster(now: datetime) -> Iterator[SetupLine]:
    """The first suggestion came by a link or poster."""
    name, title, page = "poster", "A poster for suggestions", reverse("suggestions_desk:links")
    if Suggestion.objects.filter(came_by__personal=False).exists():
        yield SetupLine(name, title, Progress.DONE, "In use", "A suggestion came by it.", page)
    elif SuggestionLink.objects.exists():
        yield SetupLine(name, title, Progress.UNDER_WAY, "Printed", "No suggestion has come by it yet.", page)
    else:
        yield SetupLine(name, title, Progress.TO_DO, "To do", "Neighbours can then suggest from their phones.", page)
