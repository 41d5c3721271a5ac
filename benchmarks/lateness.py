"""How late a post leaves: from its due time to our first call, and how fast a crowd due at one instant leaves.

uv run --no-sync python benchmarks/lateness.py [--posts 1000] [--crowd 200]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

INSIDE = "STEAMIE_BENCHMARK_INSIDE"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--crowd", type=int, default=200)
    parser.add_argument("--gap", type=float, default=0.1, help="seconds between the posts of the idle desk")
    given = parser.parse_args()
    if INSIDE in os.environ:
        report(given)
        return
    from steamie_drills.surroundings import surroundings

    with surroundings(seed=1, lag=0, tasks="") as environment:
        command = [sys.executable, str(Path(__file__)), *sys.argv[1:]]
        sys.exit(subprocess.run(command, env={**environment, INSIDE: "1"}, check=False).returncode)


def report(given: argparse.Namespace) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "steamie.project.settings"
    import django

    django.setup()
    idle = sorted(first_calls(given.posts, given.posts * given.gap))
    figures = {"posts": len(idle), "p50_ms": at(idle, 0.5), "p99_ms": at(idle, 0.99), "worst_ms": at(idle, 1.0)}
    crowd = sorted(first_calls(given.crowd, 0.0))
    print(json.dumps({"idle desk": figures, "one instant": {"posts": len(crowd), "last_left_s": round(crowd[-1], 2)}}, indent=1))


def first_calls(count: int, window: float) -> list[float]:
    """Seconds from due to the first call, for this many posts due over a window."""
    import time
    from datetime import timedelta

    from django.utils import timezone

    from steamie.channels.models import Channel
    from steamie.content.posts.models import Publication
    from steamie.content.publishing.models import Attempt
    from steamie.people.models import Person
    from steamie_drills import posts
    from steamie_drills.options import Options
    from steamie_drills.run import Crew

    earlier = Publication.objects.count()
    Person.objects.filter(email="drill@example.org").update(email=f"drill{earlier}@example.org")
    Channel.objects.update(closed_at=timezone.now())
    first = timezone.now() + timedelta(seconds=3 + count * 0.02)
    posts.load(count, first=first, window=window)
    crew = Crew(Options(workers=1, kills=0))
    try:
        while Publication.objects.filter(step="published").count() < earlier + count:
            time.sleep(0.5)
    finally:
        crew.stop()
    made = Attempt.objects.filter(verb="create").select_related("publication").order_by("pk")[earlier:]
    return [(attempt.started_at - attempt.publication.due_at).total_seconds() for attempt in made]


def at(ordered: list[float], share: float) -> int:
    return round(ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000)


if __name__ == "__main__":
    main()
