"""Queries, CPU time and size of each main page of the desk, from the data folder of a loaded demonstration.

STEAMIE_DATA=… uv run --no-sync python benchmarks/pages.py [--runs 20] [--json]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from datetime import date
from typing import Any

LIMIT = 15  # queries of one page
PLAIN = (
    "desk:today", "desk:more", "calendar:calendar", "calendar:words", "calendar:import", "posts:new", "suggestions_desk:queue",
    "suggestions_desk:links", "suggestions_desk:take_down", "publishing:waiting", "publishing:stop", "channels:register",
    "channels:choose_kind", "strategy:board", "strategy:review",
    "monitoring:readings", "monitoring:by_hand", "evidence:record", "people:everyone", "people:me", "people:invite",
    "people:access", "people:cover", "people:policies", "website_desk:site",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steamie.project.settings")
    import django

    django.setup()
    rows = [measured(name, address, given.runs) for name, address in pages().items()]
    print(json.dumps(rows, indent=1) if given.json else as_table(rows))


def pages() -> dict[str, str]:
    """The address of each page of the desk, by name; of those about one thing, the one with most around it."""
    from django.db.models import Count
    from django.urls import reverse

    from steamie.channels.models import Channel
    from steamie.content.plan.models import Quarter
    from steamie.content.posts.models import Post, Publication
    from steamie.people.models import Person

    found = {name: reverse(name) for name in PLAIN}
    post = Post.objects.annotate(weight=Count("publications__attempts")).order_by("-weight").first()
    quarter = Quarter.objects.annotate(weight=Count("posts")).order_by("-weight").first()
    about = {
        "posts:post": post.pk,
        "calendar:quarter": quarter.first,
        "calendar:proposal": quarter.first,
        "publishing:withdraw": Publication.objects.filter(published_at__isnull=False).latest("pk").post_id,
        "channels:one": Channel.objects.filter(closed_at__isnull=True).earliest("pk").pk,
        "strategy:clause": "S-61",
        "people:person": Person.objects.filter(is_active=True).latest("pk").pk,
    }
    return found | {name: reverse(name, args=[key]) for name, key in about.items()}


def measured(name: str, address: str, runs: int) -> dict[str, Any]:
    """One page, seen by the officer: medians over the runs, after one to warm up."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = an_officer()
    answer = client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    asked = len(queries)  # now: the next request empties the list
    spent = [cpu_ms(client, address) for _ in range(runs)]
    return {
        "page": name,
        "address": address,
        "status": answer.status_code,
        "queries": asked,
        "cpu_ms": round(statistics.median(spent), 1),
        "kilobytes": round(len(answer.content) / 1024, 1),
    }


def cpu_ms(client: Any, address: str) -> float:
    began = time.process_time()
    client.get(address)
    return (time.process_time() - began) * 1000


def an_officer() -> Any:
    from django.conf import settings
    from django.test import Client

    from steamie.people.models import Grant
    from steamie.rules.permissions import Office

    officer = Grant.objects.in_force(date.today()).filter(office=Office.OFFICER, person__is_active=True).first().person
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    client.force_login(officer, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def as_table(rows: list[dict[str, Any]]) -> str:
    lines = ["| Page | Queries | CPU ms | KB |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {row['page']} | {row['queries']} | {row['cpu_ms']} | {row['kilobytes']} |" for row in rows)])


if __name__ == "__main__":
    main()
