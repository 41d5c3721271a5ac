"""Comments that were there and are not any more. Who wrote them we never kept; that some are gone is worth a question (S-11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from steamie.content.publishing.models import Difference
from steamie.monitoring.measures import BY_HAND
from steamie.monitoring.models import Reading
from steamie.monitoring.reading import newest_with_value


def fewer_comments(rows: Sequence[Reading]) -> Iterator[Difference]:
    """Of readings about to be kept: each post that has fewer comments than when it was last read."""
    now = {row.publication.pk: row for row in rows if row.measure == "comments" and row.publication and row.value is not None}
    for publication_id, before in newest_with_value("comments", now).items():
        row = now[publication_id]
        publication, count, count_before = row.publication, row.value or 0, before.value or 0
        if publication is None or before.source == BY_HAND or before.day > row.day or count_before <= count:
            continue
        yield Difference(
            channel=row.channel,
            publication=publication,
            kind=Difference.FEWER,
            remote_id=publication.remote_id,
            url=publication.remote_url,
            text=f"{_counted(count_before)} on {before.day:%-d %B %Y}, {_counted(count)} on {row.day:%-d %B %Y}.",
            made_at=publication.published_at or publication.due_at,
        )


def _counted(number: int) -> str:
    return f"{number} comment{'' if number == 1 else 's'}"
