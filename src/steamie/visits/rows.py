"""The rows behind the figures of visits: posts with how often they were followed, and never who followed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.standing import Counted

from .controls import FOLLOWED, WINDOW, WrittenFor
from .figures import visits_by_post


@shows(FOLLOWED)
def posts_for_an_audience(clause: Clause, parameters: WrittenFor, now: datetime) -> Iterator[Counted]:
    """Every post for the audience that went out in the window, the newest first; those that were followed count."""
    last = timezone.localdate(now)
    visits = visits_by_post(last - WINDOW, last)
    for post in Post.objects.published_between(last - WINDOW, last).filter(audience=parameters.audience).order_by("-pk"):
        seen = visits.get(post.pk, 0)
        yield Counted(post.title, some(seen, "visit"), reverse("posts:post", args=[post.pk]), counts=seen > 0)
