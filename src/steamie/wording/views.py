"""How well the wording check does."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from steamie.evidence.in_force import clause_number
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules.permissions import Act
from steamie.rules.wording.findings import Subject
from steamie.rules.wording.measuring import Measured, Proportion, TriedDraft, figures

from . import labelled
from . import vocabulary as vocabularies

GROUP_NAMES = (
    ("structured", "Numbers, accounts and mail addresses", Subject.CONFIDENTIAL),
    ("addresses", "Home addresses", Subject.CONFIDENTIAL),
    ("names and children", "Private matters of a person, and children", Subject.CONFIDENTIAL),
    ("offensive", "Offensive words", Subject.OFFENSIVE),
    ("quarrelsome", "Threats, blame and sarcasm", Subject.CONFRONTATIONAL),
    ("political", "Subjects that divide", Subject.CONFRONTATIONAL),
)


@login_required
@require_safe
def measured(request: DeskRequest) -> HttpResponse:
    """How well the check does on the labelled drafts, with the lists as they are now; no text of the held-out half is shown."""
    require(request.user, Act.READ_MEASURES)
    words = vocabularies.vocabulary()
    rows = labelled.development(words)
    halves = (("Held out", labelled.held_out(words)), ("Development", figures(rows)))
    context = {
        "room": "strategy",
        "about": labelled.about(),
        "scores": [_scored(halves, group, name, subject) for group, name, subject in GROUP_NAMES],
        "sums": [(clause_number("checks.avoid", one), labelled.held_out_of(words, one).found) for one in Subject],
        "alarms": [(title, half.alarms) for title, half in halves],
        "astray": [row for row in rows if row.wrong or row.missed],
        "cards": _by_card(rows),
        "may_plan": ruling(request.user, Act.PLAN).allowed,
    }
    return render(request, "wording/measured.html", context)


def _scored(
    halves: Sequence[tuple[str, Measured]], group: str, name: str, subject: Subject
) -> tuple[str, str, list[tuple[str, Proportion]]]:
    return name, clause_number("checks.avoid", subject), [(title, half.groups[group]) for title, half in halves]


def _by_card(rows: Sequence[TriedDraft]) -> list[tuple[str, list[TriedDraft]]]:
    """The drafts of each kind of card, in the order of the file."""
    kinds: dict[str, list[TriedDraft]] = {}
    for row in rows:
        kinds.setdefault(row.draft.card.rpartition("-")[0], []).append(row)
    return [(kind.replace("_", " "), drafts) for kind, drafts in kinds.items()]
