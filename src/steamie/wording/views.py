"""How well the wording check does."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from steamie.evidence.in_force import clause_number
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.rules.wording.findings import Subject
from steamie.rules.wording.measuring import TriedPhrase, score

from . import phrases
from . import vocabulary as vocabularies

HALVES = (("Held out", True), ("Known", False))


MEASURED = (
    ("Offensive words", Subject.OFFENSIVE),
    ("A quarrelsome tone, and subjects that divide", Subject.CONFRONTATIONAL),
    ("Personal data", Subject.CONFIDENTIAL),
)


@login_required
@require_safe
def measured(request: DeskRequest) -> HttpResponse:
    """How well the check does on labelled phrases, with the lists as they are now: every phrase, and what was said of it."""
    require(request.user, Act.READ_MEASURES)
    rows = phrases.tried(vocabularies.vocabulary())
    halves = [(title, [row for row in rows if row.phrase.held_out is held_out]) for title, held_out in HALVES]
    scores = [
        (name, clause_number("checks.avoid", subject), [(title, score(part, subject)) for title, part in halves])
        for name, subject in MEASURED
    ]
    sorts: dict[tuple[str, str], list[TriedPhrase]] = {}
    for row in rows:
        sorts.setdefault((row.phrase.label, row.phrase.sort), []).append(row)
    context = {
        "room": "strategy",
        "total": len(rows),
        "scores": scores,
        "astray": [row for row in rows if not row.right],
        "sorts": [(label, sort, part, sum(row.right for row in part)) for (label, sort), part in sorts.items()],
        "may_plan": ruling(request.user, Act.PLAN).allowed,
    }
    return render(request, "wording/phrases.html", context)
