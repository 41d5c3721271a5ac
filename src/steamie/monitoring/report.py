"""What readings tell the committee: likes and shares of the posts of the quarter, and whether the figures are fresh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse

from steamie.content.posts.models import Publication
from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee
from steamie.rules.standing import State

from .controls import freshness
from .measures import label
from .reading import Latest, for_publications, published_between

MEASURES = ("likes", "shares", "comments")


@tells_committee("monitoring.engagement", order=50)
def engagement(period: ReportPeriod) -> ReportedSection:
    """What people did with the posts of the quarter, as last read. A measure that nobody gave is not nought."""
    page = reverse("monitoring:readings")
    sent, before = (_sent(one) for one in (period, period.year_ago))
    read = for_publications([*sent, *before], MEASURES)
    figures = [
        ReportedFigure("Posts sent, each channel counted", len(sent), page, before=len(before), comparable=False),
        *(
            ReportedFigure(label(code), _sum(code, sent, read), page, before=_sum(code, before, read), comparable=False)
            for code in MEASURES
        ),
    ]
    fresh = freshness(period.now)
    missing = () if fresh.state is State.MET else (f"Figures of the channels: {fresh.reason}",)
    return ReportedSection("What people did with our posts", (), tuple(figures), missing=missing)


def _sent(period: ReportPeriod) -> list[Publication]:
    return list(published_between(period.first, period.last).select_related("channel", "post"))


def _sum(code: str, publications: Iterable[Publication], read: Mapping[int, Mapping[str, Latest]]) -> int | None:
    values = [value for row in publications if (value := read[row.pk][code].value) is not None]
    return sum(values) if values else None
