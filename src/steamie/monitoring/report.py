"""What readings tell the committee: likes and shares of the posts of the quarter, and whether the figures are fresh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from django.urls import reverse
from django.utils import timezone

from steamie.content.posts.models import Publication
from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee
from steamie.rules.standing import Counted, State

from .attributing import attribution as attributed
from .controls import freshness
from .measures import label
from .reading import Latest, for_publications, published_between

SENT = "Posts sent, each channel counted"
MEASURES = ("likes", "shares", "comments")


@tells_committee("monitoring.engagement", order=50)
def engagement(period: ReportPeriod) -> ReportedSection:
    """What people did with the posts of the quarter, as last read. A measure that nobody gave is not nought."""
    page = f"{reverse('monitoring:readings')}?quarter={period.first}"
    sent, before = (_sent(one) for one in (period, period.year_ago))
    read = for_publications([*sent, *before], MEASURES)
    figures = [
        ReportedFigure(SENT, len(sent), page, before=len(before), comparable=False, rows=partial(_publications, sent)),
        *(
            ReportedFigure(label(code), _sum(code, sent, read), page, before=_sum(code, before, read), comparable=False)
            for code in MEASURES
        ),
    ]
    figures += _by_channel(sent, before, read, page)
    fresh = freshness(period.now)
    missing = () if fresh.state is State.MET else (f"Figures of the channels: {fresh.figure}. {fresh.reason}",)
    return ReportedSection("What people did with our posts", (), tuple(figures), missing=missing)


def _sent(period: ReportPeriod) -> list[Publication]:
    return list(published_between(period.first, period.last).select_related("channel", "post"))


def _by_channel(
    sent: list[Publication], before: list[Publication], read: Mapping[int, Mapping[str, Latest]], page: str
) -> Iterator[ReportedFigure]:
    """The same of each channel that counts such a thing: platforms count otherwise, so a sum alone would hide it."""
    for channel in sorted({row.channel for row in sent}, key=str):
        now, then = ([row for row in rows if row.channel_id == channel.pk] for rows in (sent, before))
        for code in MEASURES:
            if any(not read[row.pk][code].never for row in now):
                numbers = _sum(code, now, read), _sum(code, then, read)
                yield ReportedFigure(f"{channel}: {label(code)}", numbers[0], page, before=numbers[1], comparable=False)


def _publications(sent: Iterable[Publication]) -> Iterator[Counted]:
    for row in sent:
        day = f"{timezone.localtime(row.published_at):%-d %B %Y}" if row.published_at else ""
        yield Counted(str(row.post), f"on {row.channel}, {day}", row.post.get_absolute_url())


def _sum(code: str, publications: Iterable[Publication], read: Mapping[int, Mapping[str, Latest]]) -> int | None:
    values = [value for row in publications if (value := read[row.pk][code].value) is not None]
    return sum(values) if values else None


@tells_committee("monitoring.attribution", order=47)
def attribution(period: ReportPeriod) -> ReportedSection | None:
    """What followed our posts: visits that ended in a form, as totals and a rate; and an estimate, apart."""
    visits = attributed(period.first, min(period.last, timezone.localdate(period.now)))
    if not visits.posts:
        return None
    page = f"{reverse('monitoring:attribution')}?quarter={period.first}"
    hidden = "too few to show"
    forms = [
        ReportedFigure(f"After a post: {label.lower()}", number, page, comparable=False, absent=hidden)
        for label, number in visits.by_form
    ]
    ended = None if visits.rate is None else visits.rate.part
    rate = ReportedFigure("Visits after posts that ended in a form", ended, page, of=visits.visits, sampled=True, absent=hidden)
    lines = [f"{group.heading}: {group.sentence}" for group in visits.groups]
    if visits.uplift:
        lines.append(f"An estimate, not a count: {visits.uplift.words}")
    return ReportedSection("What followed our posts", tuple(lines), (rate, *forms))
