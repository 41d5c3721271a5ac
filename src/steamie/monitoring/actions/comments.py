"""Comments that were there and are not any more. Who wrote them we never kept; that some are gone is worth a question (S-11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from steamie.content.publishing.models import Difference
from steamie.monitoring.measures import BY_HAND
from steamie.monitoring.models import Reading
from steamie.monitoring.reading import newest_given


def fewer_comments(rows: Sequence[Reading]) -> Iterator[Difference]:
    """Of readings about to be kept: each post that has fewer comments than when it was last read."""
    now = {row.publication_id: row for row in rows if row.measure == "comments" and row.publication and row.value is not None}
    for publication_id, before in newest_given("comments", now).items():
        row = now[publication_id]
        if before.source == BY_HAND or before.day > row.day or before.value <= row.value:
            continue
        yield Difference(
            channel=row.channel,
            publication=row.publication,
            kind=Difference.FEWER,
            remote_id=row.publication.remote_id,
            url=row.publication.remote_url,
            text=f"{_said(before.value)} on {before.day:%-d %B %Y}, {_said(row.value)} on {row.day:%-d %B %Y}.",
            made_at=row.publication.published_at,
        )


def _said(number: int) -> str:
    return f"{number} comment{'' if number == 1 else 's'}"
