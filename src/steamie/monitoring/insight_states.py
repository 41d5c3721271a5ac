"""How each figure of a channel stands on the newest day: value, empty, ended; and when it began to be counted otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Min, Q
from django.utils import timezone

from steamie.channels import registry
from steamie.channels.contract import Measure
from steamie.channels.models import Channel

from .models import Gap, Reading

FEWEST_LIKES = 100  # Meta gives insights to a Page from so many on
LOOKED_BACK = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class InsightState:
    """One figure of one account."""

    measure: Measure
    day: date | None  # the newest on which it was asked for
    values: int  # that day: how many posts, or one for the account, had a value
    total: int | None  # of the account: the value itself; of posts: all of them added up
    dead: int
    empty: int
    since: date | None  # from when the present definition counts, where there was another before

    @property
    def word(self) -> str:
        """Value, empty, dead or not asked."""
        if self.values:
            return "value"
        return "dead" if self.dead else "empty" if self.empty else "not asked"

    @property
    def sentence(self) -> str:
        """The same for a reader."""
        on = "" if self.measure.of_a_post is False else f" on {self.values} post{'' if self.values == 1 else 's'}"
        return {
            "value": f"{self.total or 0:,}{on}",
            "dead": "Ended by its maker: it gives no figure any more",
            "empty": "Nothing counted",
            "not asked": "Not given yet",
        }[self.word]


@dataclass(frozen=True, slots=True)
class AccountInsights:
    """An account with each of its figures."""

    channel: Channel
    figures: tuple[InsightState, ...]
    too_few_likes: int | None  # how many the Page has, where that is under what Meta asks for


def insight_states() -> list[AccountInsights]:
    """Every account in use whose kind counts anything."""
    return [
        _account(channel, kind.measures)
        for channel in Channel.objects.active().order_by("pk")
        if (kind := registry.kinds().get(channel.kind)) and kind.measures
    ]


def _account(channel: Channel, measures: Sequence[Measure]) -> AccountInsights:
    since = timezone.localdate() - LOOKED_BACK
    rows = Reading.objects.filter(channel=channel, day__gte=since)
    newest = dict(rows.order_by().values_list("measure").annotate(day=Max("day")))
    by_code: dict[tuple[str, bool], list[Reading]] = defaultdict(list)
    for row in rows.filter(day__in=set(newest.values())):
        if row.day == newest[row.measure]:
            by_code[row.measure, row.publication_id is not None].append(row)
    begun = _begun(channel, since)
    figures = tuple(_state(one, by_code[one.code, one.of_a_post], begun.get((one.code, one.of_a_post))) for one in measures)
    likes = next((state.total for state in figures if state.measure.code in ("fans", "followers") and state.values), None)
    return AccountInsights(channel, figures, likes if likes is not None and likes < FEWEST_LIKES else None)


def _begun(channel: Channel, since: date) -> dict[tuple[str, bool], date]:
    """From when each figure is counted as it is now, where it was counted otherwise before. One grouped query."""
    first: dict[tuple[str, bool], list[date]] = defaultdict(list)
    rows = Reading.objects.filter(channel=channel, day__gte=since, value__isnull=False).order_by()
    of_posts = rows.annotate(of_a_post=Q(publication__isnull=False)).values_list("measure", "of_a_post", "definition")
    for code, of_a_post, _, day in of_posts.annotate(first=Min("day")):
        first[code, bool(of_a_post)].append(day)
    return {place: max(days) for place, days in first.items() if len(days) > 1}


def _state(measure: Measure, rows: Sequence[Reading], since: date | None) -> InsightState:
    values = [row.value for row in rows if row.value is not None]
    gaps = [row.gap for row in rows]
    day = max((row.day for row in rows), default=None)
    total = sum(values) if values else None
    return InsightState(measure, day, len(values), total, gaps.count(Gap.DEAD), gaps.count(Gap.EMPTY), since)
