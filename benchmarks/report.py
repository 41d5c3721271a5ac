"""Queries and CPU time of the report, its PDF and the board, after ten years: 5 channels, 3,000 posts, 90 days of each.

STEAMIE_DATA=… uv run --no-sync python benchmarks/report.py [--runs 5]

On the data folder of a loaded demonstration, whose database it fills: take a copy.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

POSTS, CHANNELS, YEARS, SNAPSHOTS = 3000, 5, 10, 90


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steamie.project.settings")
    import django

    django.setup()
    print(json.dumps({"rows": fill(), **measured(given.runs)}, indent=1))


def fill() -> dict[str, int]:
    """Ten years in one transaction, by the database itself: from the posts there are, and from days counted back."""
    from django.db import connection, transaction

    from steamie.channels.models import Channel
    from steamie.content.posts.models import Post, Publication
    from steamie.monitoring.models import Reading

    with transaction.atomic():
        _more_channels()
        channels, wanted = list(Channel.objects.order_by("pk")[:CHANNELS]), POSTS - Post.objects.count()
        pattern = Publication.objects.filter(published_at__isnull=False).select_related("post").latest("pk")
        if wanted > 0:
            _more_posts(pattern, channels, wanted)
        with connection.cursor() as cursor:
            cursor.execute(_SNAPSHOTS, [SNAPSHOTS])
            cursor.execute(_FOLLOWERS, [YEARS * 365])
    return {"posts": Post.objects.count(), "channels": Channel.objects.count(), "readings": Reading.objects.count()}


def _more_channels() -> None:
    from django.utils import timezone

    from steamie.channels.models import Channel

    for number in range(CHANNELS - Channel.objects.count()):
        Channel.objects.create(kind="paper", name=f"Board {number}", created_at=timezone.now())


def _more_posts(pattern: Any, channels: list[Any], wanted: int) -> None:
    """Copies of a post that went out, one for each of so many days back, on one channel each."""
    from steamie.content.posts.models import Post, Publication

    post, step, first = pattern.post, timedelta(days=YEARS * 365) / wanted, pattern.published_at
    posts = [Post(**_copied(post) | {"due_at": first - step * number}) for number in range(wanted)]
    made = Post.objects.bulk_create(posts, batch_size=200)
    rows = [
        Publication(
            **_copied(pattern)
            | {
                "post_id": one.pk,
                "channel_id": channels[at % CHANNELS].pk,
                "published_at": one.due_at,
                "remote_id": f"copy-{at}",
                "code": f"c{at}",
            }
        )
        for at, one in enumerate(made)
    ]
    Publication.objects.bulk_create(rows, batch_size=200)


def _copied(row: Any) -> dict[str, Any]:
    """The columns of a row that may stand in another."""
    unique = {name for one in row._meta.constraints for name in getattr(one, "fields", ()) if len(one.fields) == 1}
    fields = [one for one in row._meta.concrete_fields if not one.primary_key and not one.unique and one.name not in unique]
    return {one.attname: getattr(row, one.attname) for one in fields if one.attname not in ("suggestion_id", "slot_id")}


_SNAPSHOTS = """
WITH RECURSIVE back(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM back WHERE n + 1 < %s),
measures(name) AS (VALUES ('likes'), ('shares'), ('comments'))
INSERT OR IGNORE INTO monitoring_reading
  (measure, day, channel_id, publication_id, value, definition, source, problem, gap, taken_at)
SELECT name, date(published_at, '+' || n || ' day'), channel_id, p.id, 3 + (p.id + n) %% 40, 'x', 'Facebook', '', '', published_at
FROM posts_publication p, back, measures WHERE published_at IS NOT NULL
"""
_FOLLOWERS = """
WITH RECURSIVE back(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM back WHERE n + 1 < %s)
INSERT OR IGNORE INTO monitoring_reading
  (measure, day, channel_id, publication_id, value, definition, source, problem, gap, taken_at)
SELECT 'followers', date('now', '-' || n || ' day'), c.id, NULL, 900 - n / 10, 'x', 'Facebook', '', '', datetime('now')
FROM channels_channel c, back
"""


def measured(runs: int) -> dict[str, Any]:
    """Medians over the runs, after one to warm up, as the officer sees the draft of this quarter."""
    from django.urls import reverse
    from django.utils import timezone

    from benchmarks.pages import an_officer
    from steamie.reports import papers
    from steamie.reports.duties import count_open_quarters
    from steamie.reports.gathering import gather
    from steamie.rules.quarters import quarter_of

    client, now = an_officer(), timezone.now()
    first = quarter_of(date.today()).first
    report, board = reverse("reports:report", args=[first]), reverse("strategy:board")
    content = gather(None, first, now)
    counting = _cpu_ms(lambda: count_open_quarters(now), runs)
    return {
        "counting the quarters that are open, CPU ms": counting,
        "report": _page(client, report, runs),
        "report counted afresh": _page(client, f"{report}?afresh=1", runs),
        "board": _page(client, board, runs),
        "PDF, CPU ms with its child": _cpu_ms(lambda: papers.pdf(content, status="Draft.", digest="0" * 64), 2),
        "large print, CPU ms with its child": _cpu_ms(
            lambda: papers.pdf(content, status="Draft.", digest="0" * 64, large=True), 2
        ),
    }


def _page(client: Any, address: str, runs: int) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    number = sum(not one["sql"].startswith(("SAVEPOINT", "RELEASE")) for one in queries)
    return {"status": answer.status_code, "queries": number, "CPU ms": _cpu_ms(lambda: client.get(address), runs)}


def _cpu_ms(does: Callable[[], object], runs: int) -> float:
    """The median CPU time of doing it, with what its children took."""
    spent = []
    for _ in range(runs):
        before = os.times()
        does()
        after = os.times()
        spent.append(sum(after[:4]) - sum(before[:4]))
    return round(1000 * statistics.median(spent), 1)


if __name__ == "__main__":
    main()
