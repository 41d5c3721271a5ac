"""Who has suggested this quarter, group by group, and what is needed most just now (S-59, S-75)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone

from steamie.content.models import Nudge, Suggestion
from steamie.content.models.suggestions import EXPECTED, GROUPS
from steamie.content.planning.quarter_posts import quarter_posts
from steamie.rules.quarters import quarter_of
from steamie.rules.thirds import Third


@dataclass(frozen=True, slots=True)
class Group:
    """A group's contributors and suggestions this quarter."""

    code: str
    name: str
    contributors: int
    suggestions: int
    nudged_at: datetime | None

    @property
    def expected(self) -> bool:
        """Whether the strategy asks this group to suggest regularly."""
        return self.code in EXPECTED

    @property
    def silent(self) -> bool:
        """Asked to suggest, and has not."""
        return self.expected and not self.suggestions


def groups_this_quarter(now: datetime) -> list[Group]:
    """Every expected group, and any other that suggested. Two queries."""
    first = quarter_of(timezone.localdate(now)).first
    start = timezone.make_aware(datetime.combine(first, time.min))
    contributors, counts = _counted(start, now)
    nudges = dict(Nudge.objects.filter(at__gte=start, letters__gt=0).order_by("at").values_list("group", "at"))
    return [
        Group(code, name, len(contributors[code]), counts[code], nudges.get(code))
        for code, name in GROUPS
        if code in EXPECTED or counts[code]
    ]


def _counted(start: datetime, now: datetime) -> tuple[dict[str, set[str]], dict[str, int]]:
    rows = Suggestion.objects.received().filter(received_at__gte=start, received_at__lte=now)
    contributors: dict[str, set[str]] = defaultdict(set)
    counts: dict[str, int] = defaultdict(int)
    for row in rows.values("group", "person", "came_by", "credit", "email", "way"):
        counts[row["group"]] += 1
        contributors[row["group"]].add(_who(row))
    return contributors, counts


def _who(row: dict[str, object]) -> str:
    """One contributor. Suggestions by the same poster, unsigned, count as one person: never more than we know of."""
    for name in ("person", "email", "credit", "came_by"):
        if row[name]:
            return f"{name}:{str(row[name]).casefold()}"
    return f"way:{row['way']}"


def needed_most(now: datetime) -> Third | None:
    """The third this quarter's plan lacks most, if enough were sent to tell and one is lacking."""
    today = timezone.localdate(now)
    known = quarter_posts(quarter_of(today), today=today)
    lacking = known.forecast.needs.posts if known.balance.enough else {}
    return max(lacking, key=lambda third: lacking[third], default=None)
