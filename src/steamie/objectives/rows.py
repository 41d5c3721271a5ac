"""The rows behind the figures of objectives: the very posts that were counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from .controls import NumberedObjective, recent_by_goal
from .figures import ByGoal


@shows("posts.by_aim")
def posts_and_what_they_serve(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every post of ninety days, with what it serves; those that say count."""
    figures = recent_by_goal(now)
    for post in figures.posts:
        counts = post.pk in figures.listed
        yield Counted(post.title, _labels(figures, post.pk) or "does not say", reverse("posts:post", args=[post.pk]), counts)


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
