"""The latest figures of posts and channels, with what is missing said in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value

from steamie.channels.models import Channel
from steamie.content.posts.models import Publication
from steamie.rules import wall_clock
from steamie.rules.engagement import Engagement, engagement, visiting

from .measures import FROM_THE_CHANNEL, OF_A_POST, VISITS, declared, label, measure, source
from .models import Reading

Window = tuple[date, date]  # first and last day, both included


@dataclass(frozen=True, slots=True)
class Latest:
    """The last figure of one measure, and whether the newest attempt failed."""

    code: str
    value: int | None
    day: date | None
    definition: str
    source: str
    problem: str
    asked_on: date | None
    never: str = ""  # why nobody will ever give it

    @property
    def stale(self) -> bool:
        """Whether it was asked for later, and not given."""
        return self.value is not None and self.asked_on != self.day

    @property
    def heading(self) -> str:
        """The heading of its column."""
        return label(self.code)

    @property
    def words(self) -> str:
        """The figure, or why there is none; never a nought that nobody counted."""
        if self.value is not None:
            return f"{self.value:,}"
        return self.never or ("not given" if self.asked_on else "not asked yet")


def for_publications(publications: Iterable[Publication], codes: Sequence[str] = OF_A_POST) -> dict[int, dict[str, Latest]]:
    """Likes, shares, comments and visits of each post, the latest of each. One query, with channel and post at hand."""
    rows = list(publications)
    valued: dict[tuple[int | None, str], Reading] = {}
    asked: dict[tuple[int | None, str], Reading] = {}
    for reading in _newest([row.pk for row in rows], codes):  # the newest last
        asked[reading.publication_id, reading.measure] = reading
        if reading.value is not None:
            valued[reading.publication_id, reading.measure] = reading
    return {
        row.pk: {code: _latest(code, row, valued.get((row.pk, code)), asked.get((row.pk, code))) for code in codes}
        for row in rows
    }


def _never(code: str, row: Publication) -> str:
    """Why a figure will never be there: the channel has no such thing, or the post no link to follow."""
    if code == VISITS.code:
        return "" if row.post.link else "no link"
    return "" if any(one.code == code for one in declared(row.channel.kind)) else "not counted there"


def newest_with_value(measure: str, publication_ids: Iterable[int]) -> dict[int, Reading]:
    """The newest figure of one measure for each post that has one. Two queries, however many posts."""
    rows = Reading.objects.filter(publication=OuterRef("pk"), measure=measure, value__isnull=False).order_by("-day")
    newest = Publication.objects.filter(pk__in=list(publication_ids)).annotate(newest=Subquery(rows.values("pk")[:1]))
    readings = Reading.objects.in_bulk(newest.filter(newest__isnull=False).values_list("newest", flat=True))
    return {reading.publication_id: reading for reading in readings.values() if reading.publication_id}


def _newest(publication_ids: Sequence[int], codes: Sequence[str]) -> list[Reading]:
    """For each publication and measure, the newest reading with a value and the newest of all, by day.

    Asked publication by publication in the index, and not reading by reading: ninety days of each lie between.
    """
    posts, parts = Publication.objects.filter(pk__in=publication_ids).order_by(), []
    for code in codes:
        same = Reading.objects.filter(publication=OuterRef("pk"), measure=code).order_by("-day").values("pk")
        for rows in (same, same.filter(value__isnull=False)):
            newest = posts.annotate(newest=Subquery(rows[:1])).values("newest")
            parts.append(Reading.objects.filter(pk__in=newest).order_by())
    return sorted(parts[0].union(*parts[1:]), key=lambda reading: reading.day) if parts and publication_ids else []


def _latest(code: str, row: Publication, valued: Reading | None, asked: Reading | None) -> Latest:
    reading, kind = valued or asked, row.channel.kind
    return Latest(
        code=code,
        value=valued.value if valued else None,
        day=valued.day if valued else None,
        definition=reading.definition if reading else measure(code, kind).definition,
        source=reading.source if reading else source(code, kind),
        problem=asked.problem if asked else "",
        asked_on=asked.day if asked else None,
        never=_never(code, row),
    )


def engagement_in(channel: Channel, windows: Sequence[Window]) -> list[Engagement]:
    """What people did with the posts of each window, by the figures as they stood at its end, and the followers then."""
    counts = _counts(windows, FROM_THE_CHANNEL, Q(channel=channel))
    days = list(Reading.objects.of_the_channel(channel, "followers").with_value().values_list("day", "value"))
    followers = [next((value for day, value in reversed(days) if day <= last), None) for _, last in windows]
    return [engagement(posts, there) for posts, there in zip(counts, followers, strict=True)]


def visits_in(windows: Sequence[Window]) -> list[Engagement]:
    """Visits to our website that followed the posts of each window, on every channel, as counted by its end."""
    return [visiting([visits for (visits,) in posts]) for posts in _counts(windows, ("visits",), ~Q(post__link=""))]


def _counts(windows: Sequence[Window], codes: Sequence[str], where: Q) -> list[list[tuple[int | None, ...]]]:
    """For each window, the figures of each post sent in it: the newest given by its last day. One query, however many."""
    parts = []
    for number, (first, last) in enumerate(windows):
        newest_value = (
            Reading.objects.with_value().filter(publication=OuterRef("pk"), day__lte=last).order_by("-day").values("value")
        )
        figures = {f"figure_{code}": Subquery(newest_value.filter(measure=code)[:1]) for code in codes}
        posts = published_between(first, last).filter(where).annotate(window=Value(number), **figures)
        parts.append(posts.order_by().values_list("window", *figures))
    counts: list[list[tuple[int | None, ...]]] = [[] for _ in windows]
    for number, *values in parts[0].union(*parts[1:], all=True):
        counts[number].append(tuple(values))
    return counts


def published_between(first: date, last: date) -> QuerySet[Publication]:
    """Posts sent on these days, both included, newest first."""
    begins, ends = wall_clock.days(first, last)
    sent = Publication.objects.filter(published_at__gte=begins, published_at__lt=ends)
    return sent.order_by("-published_at", "-pk")


@dataclass(frozen=True, slots=True)
class DefinitionChange:
    """From this day on a figure is counted otherwise."""

    day: date
    before: str
    after: str


def followers_and_changes(channel: Channel, since: date) -> tuple[list[tuple[date, int | None]], list[DefinitionChange]]:
    """Followers on each day asked about, and the days on which they began to be counted otherwise. One query."""
    rows = list(
        Reading.objects.of_the_channel(channel, "followers").filter(day__gte=since).values_list("day", "value", "definition")
    )
    changes, before = [], ""
    for day, value, definition in rows:
        if value is None:
            continue
        if before and definition != before:
            changes.append(DefinitionChange(day, before, definition))
        before = definition
    return [(day, value) for day, value, _ in rows], changes
