"""How suggestions keep their clause."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from steamie.content.suggestions.asked import FROM, SuggestionsFrom
from steamie.content.suggestions.contributors import Group, groups_this_quarter
from steamie.content.suggestions.models import Suggestion
from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.quarters import quarter_of
from steamie.rules.standing import Standing, State

TOO_EARLY = 14  # days into a quarter before a silent group means anything
SLOW = timedelta(days=14)  # a suggestion without an answer for longer than this is late


@keeps(
    FROM,
    SuggestionsFrom,
    label="Groups suggest regularly, and are answered",
    remedy="Ask those who have gone quiet",
    signs=r"\bsuggest(s|ed|ions?)?\b",
)
def everyone_suggests_and_is_answered(clause: Clause, parameters: SuggestionsFrom, now: datetime) -> Standing:
    """The groups named each suggest in the quarter, and every sender is told the outcome."""
    queue = reverse("suggestions_desk:queue")
    groups = [group for group in groups_this_quarter(now) if group.code in parameters.groups]
    late = Suggestion.objects.unanswered().filter(received_at__lt=now - SLOW).count()
    figure = "Contributors this quarter: " + ", ".join(f"{group.name} {group.contributors}" for group in groups)
    silent = [group for group in groups if group.silent]
    if late:
        waiting = f"{late} suggestion{' has' if late == 1 else 's have'} waited more than two weeks for an answer."
        return Standing(State.BREACHED, figure, waiting, queue)
    if not silent:
        return Standing(State.MET, figure, "Every group has suggested, and nobody has waited long for an answer.", queue)
    return _quiet(silent, groups, figure, now, queue)


def _quiet(silent: list[Group], groups: list[Group], figure: str, now: datetime, queue: str) -> Standing:
    today = timezone.localdate(now)
    days = (today - quarter_of(today).first).days + 1
    names = " and ".join(group.name for group in silent)
    if days <= TOO_EARLY:
        return Standing(State.NOT_MEASURED, figure, f"Day {days} of the quarter: too early to call {names} silent.", queue)
    state = State.BREACHED if len(silent) == len(groups) else State.AT_RISK
    return Standing(state, figure, f"{names}: no suggestion yet this quarter. {_reminded(silent)}", queue)


def _reminded(silent: list[Group]) -> str:
    waiting = [group for group in silent if group.nudged_at is None]
    if not waiting:
        return "They have been reminded."
    return f"Not yet reminded: {', '.join(group.name for group in waiting)}."
