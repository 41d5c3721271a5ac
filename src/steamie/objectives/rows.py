"""The rows behind the figures of objectives: the very posts that were counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted
from steamie.website.models import VacancyPage

from .controls import NumberedObjective, recent_by_goal
from .figures import ByGoal, staff_stories


@shows("posts.by_aim")
def posts_and_what_they_serve(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every post of ninety days, with what it serves; those that say count."""
    figures = recent_by_goal(now)
    for post in figures.posts:
        counts = post.pk in figures.listed
        yield Counted(post.title, _labels(figures, post.pk) or "does not say", reverse("posts:post", args=[post.pk]), counts)


@shows("vacancies.close")
def vacancies_and_stories(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every vacancy that is open or came down, and every story of our staff of a year."""
    for page in VacancyPage.objects.filter(first_published_at__lte=now).order_by("-closes_at", "-pk"):
        is_open = page.is_open(now)
        if is_open or (page.closes_at <= now and not page.live):
            words = "closes" if is_open else "closed"
            yield Counted(page.title, f"{words} {timezone.localtime(page.closes_at):%-d %B %Y}", page.get_url() or "")
    for post in staff_stories(now):
        yield Counted(post.title, "a story of our staff", reverse("posts:post", args=[post.pk]))


@shows("posts.by_objective")
def posts_of_an_objective(clause: Clause, parameters: NumberedObjective, now: datetime) -> Iterator[Counted]:
    """Every post of ninety days that says what it serves; those of this objective count."""
    figures, code = recent_by_goal(now), f"objective-{parameters.objective}"
    mine = {post.pk for row in figures.objectives if row.goal.code == code for post in row.posts}
    for post in figures.posts:
        if post.pk in figures.listed:
            yield Counted(post.title, _labels(figures, post.pk), reverse("posts:post", args=[post.pk]), post.pk in mine)


def _labels(figures: ByGoal, post: int) -> str:
    return "; ".join(row.goal.label for row in figures.rows if any(one.pk == post for one in row.posts))
