"""Who has suggested this quarter, group by group (S-59)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone

from steamie.content.suggestions.models import OFFICES, Nudge, Suggestion, SuggestionWay, group_titles
from steamie.rules.quarters import quarter_of

from .asked import groups_asked


@dataclass(frozen=True, slots=True)
class Group:
    """A group's contributors and suggestions this quarter."""

    code: str
    name: str
    contributors: int
    suggestions: int
    nudged_at: datetime | None
    expected: bool  # whether the strategy asks this group to suggest regularly

    @property
    def silent(self) -> bool:
        """Asked to suggest, and has not."""
        return self.expected and not self.suggestions


def groups_this_quarter(now: datetime) -> list[Group]:
    """Every expected group, and any other that suggested. Two queries."""
    start, heard, asked = _began(now), by_contributor(now), groups_asked()
    nudges = dict(Nudge.objects.filter(at__gte=start, letters__gt=0).order_by("at").values_list("group", "at"))
    return [
        Group(code, name, len(heard[code]), sum(map(len, heard[code].values())), nudges.get(code), code in asked)
        for code, name in group_titles()
        if code in asked or heard[code]
    ]


def by_contributor(now: datetime) -> dict[str, dict[str, list[Suggestion]]]:
    """What each contributor of each group suggested this quarter, the oldest first. One query.

    Whoever says on the website that they are of staff, committee or forum is heard, and counts as nobody: anybody can say so.
    """
    rows = (
        Suggestion.objects.received()
        .exclude(way=SuggestionWay.SITE, group__in=OFFICES)
        .filter(received_at__gte=_began(now), received_at__lte=now)
    )
    heard: dict[str, dict[str, list[Suggestion]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.defer("text").order_by("received_at", "pk"):
        heard[row.group][_who(row)].append(row)
    return heard


def _began(now: datetime) -> datetime:
    first = quarter_of(timezone.localdate(now)).first
    return timezone.make_aware(datetime.combine(first, time.min))


def _who(row: Suggestion) -> str:
    """One contributor. Suggestions by the same poster, unsigned, count as one person: never more than we know of."""
    for name in ("person_id", "email", "credit", "came_by_id"):
        if contributor := getattr(row, name):
            return f"{name}:{str(contributor).casefold()}"
    return f"way:{row.way}"
