"""The latest figures of posts and channels, with what is missing said in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from steamie.channels.models import Channel
from steamie.content.models import Publication
from steamie.rules.engagement import Engagement, engagement

from .measures import FROM_THE_CHANNEL, MEASURES, OF_A_POST, Measure
from .models import Reading


@dataclass(frozen=True, slots=True)
class Latest:
    """The last figure of one measure, and whether the newest attempt failed."""

    measure: Measure
    value: int | None
    day: date | None
    definition: str
    source: str
    problem: str
    asked_on: date | None

    @property
    def stale(self) -> bool:
        """Whether it was asked for later, and not given."""
        return self.value is not None and self.asked_on != self.day

    @property
    def words(self) -> str:
        """The figure, or “not given”, or “not asked yet”; never a nought that nobody counted."""
        if self.value is not None:
            return f"{self.value:,}"
        return "not given" if self.asked_on else "not asked yet"


def for_publications(publication_ids: Iterable[int]) -> dict[int, dict[str, Latest]]:
    """Likes, shares, comments and visits of each post, the latest of each. Two queries, however many posts."""
    wanted = [f"{code}_{which}" for code in OF_A_POST for which in ("given", "asked")]
    rows = list(Publication.objects.filter(pk__in=list(publication_ids)).annotate(**_newest()).values("pk", *wanted))
    readings = Reading.objects.in_bulk({row[name] for row in rows for name in wanted if row[name]})
    return {
        row["pk"]: {
            code: _latest(code, readings.get(row[f"{code}_given"]), readings.get(row[f"{code}_asked"])) for code in OF_A_POST
        }
        for row in rows
    }


def newest_given(measure: str, publication_ids: Iterable[int]) -> dict[int, Reading]:
    """The newest figure of one measure for each post that has one. Two queries, however many posts."""
    rows = Reading.objects.filter(publication=OuterRef("pk"), measure=measure, value__isnull=False).order_by("-day")
    newest = Publication.objects.filter(pk__in=list(publication_ids)).annotate(newest=Subquery(rows.values("pk")[:1]))
    found = Reading.objects.in_bulk(newest.filter(newest__isnull=False).values_list("newest", flat=True))
    return {reading.publication_id: reading for reading in found.values()}


def _newest() -> dict[str, Subquery]:
    """For each measure, the newest reading with a value and the newest of all."""
    found = {}
    for code in OF_A_POST:
        rows = Reading.objects.filter(publication=OuterRef("pk"), measure=code).order_by("-day").values("pk")
        found[f"{code}_asked"] = Subquery(rows[:1])
        found[f"{code}_given"] = Subquery(rows.filter(value__isnull=False)[:1])
    return found


def _latest(code: str, given: Reading | None, asked: Reading | None) -> Latest:
    told = given or asked
    return Latest(
        measure=MEASURES[code],
        value=given.value if given else None,
        day=given.day if given else None,
        definition=told.definition if told else MEASURES[code].definition,
        source=told.source if told else MEASURES[code].source,
        problem=asked.problem if asked else "",
        asked_on=asked.day if asked else None,
    )


def engagement_of(channel: Channel, first: date, last: date) -> Engagement:
    """What people did with the posts of these days, by the latest figures; and the followers at the end of them."""
    posts = published_between(first, last).filter(channel=channel).values_list("pk", flat=True)
    latest = for_publications(posts)
    followers = Reading.objects.of_the_channel(channel, "followers").given().filter(day__lte=last).last()
    figures = [tuple(figures[code].value for code in FROM_THE_CHANNEL) for figures in latest.values()]
    return engagement(figures, followers.value if followers else None)


def published_between(first: date, last: date) -> QuerySet[Publication]:
    """Posts sent on these days, both included, newest first."""
    sent = Publication.objects.filter(published_at__date__gte=first, published_at__date__lte=last)
    return sent.order_by("-published_at", "-pk")


def followers_by_day(channel: Channel, since: date) -> Sequence[tuple[date, int | None]]:
    """Followers on each day that was asked about; None where the channel gave none."""
    return list(Reading.objects.of_the_channel(channel, "followers").filter(day__gte=since).values_list("day", "value"))
