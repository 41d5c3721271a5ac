"""What objectives tell the committee: how many posts served each objective and aim, and how many people they reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.urls import reverse
from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee
from steamie.rules.standing import Counted

from .audiences import known_audiences
from .figures import ByGoal, GoalFigures, by_goal


@tells_committee("objectives", order=25)
def objectives(period: ReportPeriod) -> ReportedSection | None:
    """Posts of the quarter by what they serve; objectives and aims that none served are named."""
    today = timezone.localdate(period.now)
    goals = by_goal(period.first, min(period.last, today), today=today)
    if not goals.rows:
        return None
    page, total = reverse("objectives:overview"), len(goals.posts)
    rows = partial(_rows, goals.posts, goals.listed)
    figures = [ReportedFigure("Posts that say what they serve", len(goals.listed), page, of=total, rows=rows)]
    figures += [_figure(row, goals, page) for row in goals.rows]
    stories = goals.posts_of_staff
    told = partial(_rows, stories, {post.pk for post in stories})
    figures.append(ReportedFigure("Stories of our staff", len(stories), page, comparable=False, rows=told))
    idle = [f"No post served “{goal.label}”." for goal in goals.without_post] if total else []
    return ReportedSection("What our posts are for", tuple(idle), tuple(figures))


def _figure(row: GoalFigures, found: ByGoal, page: str) -> ReportedFigure:
    reached = f"People reached: {row.reach_words}." if row.posts else ""
    rows = partial(_rows, found.posts, {post.pk for post in row.posts})
    label = f"{'Aim' if row.goal.is_aim else 'Objective'}: {row.goal.label}"
    return ReportedFigure(label, len(row.posts), page, of=len(found.posts), note=reached, rows=rows)


def _rows(posts: Sequence[Post], counting: frozenset[int] | set[int]) -> Iterator[Counted]:
    for post in posts:
        yield Counted(post.title, post.get_kind_display().lower(), post.get_absolute_url(), counts=post.pk in counting)


@tells_committee("objectives.audiences", order=26)
def audiences(period: ReportPeriod) -> ReportedSection | None:
    """Posts of the quarter for each audience, and what else is known of it."""
    audiences = known_audiences(period.first, min(period.last, timezone.localdate(period.now)))
    if not audiences:
        return None
    page = reverse("objectives:overview")
    figures = [
        ReportedFigure(
            f"Posts for: {one.label}",
            len(one.posts),
            page,
            note=one.words,
            comparable=False,
            rows=partial(_rows, one.posts, {post.pk for post in one.posts}),
        )
        for one in audiences
    ]
    return ReportedSection("What we know of each audience", (), tuple(figures))
