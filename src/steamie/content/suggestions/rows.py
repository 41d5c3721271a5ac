"""The rows behind the figure of suggestions: who sent what this quarter, and nobody by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.standing import Counted

from .asked import FROM, SuggestionsFrom
from .contributors import by_contributor
from .models import Suggestion, group_titles


@shows(FROM)
def contributors(clause: Clause, parameters: SuggestionsFrom, now: datetime) -> Iterator[Counted]:
    """Every contributor of this quarter, by group; a group asked to suggest that has not stands there without counting.

    Nobody is named: what was sent is told by its reference, its way and its day.
    """
    heard, queue = by_contributor(now), reverse("suggestions_desk:queue")
    for code, name in group_titles():
        if code in parameters.groups:
            for number, sent in enumerate(heard[code].values(), 1):
                yield Counted(f"{name}, contributor {number}", "; ".join(map(_sent, sent)), queue)
            if not heard[code]:
                yield Counted(name, "nobody yet", queue, counts=False)


def _sent(suggestion: Suggestion) -> str:
    way = suggestion.get_way_display()
    return f"{suggestion.reference} {way[0].lower()}{way[1:]}, {timezone.localtime(suggestion.received_at):%-d %B %Y}"
