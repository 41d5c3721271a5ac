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
    found = by_goal(period.first, min(period.last, today), today=today)
    if not found.rows:
        return None
    page, total = reverse("objectives:overview"), len(found.posts)
    said = partial(_rows, found.posts, found.listed)
    figures = [ReportedFigure("Posts that say what they serve", len(found.listed), page, of=total, rows=said)]
    figures += [_figure(row, found, page) for row in found.rows]
    idle = [f"No post served “{goal.label}”." for goal in found.without_post] if total else []
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
    known = known_audiences(period.first, min(period.last, timezone.localdate(period.now)))
    if not known:
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
        for one in known
    ]
    return ReportedSection("What we know of each audience", (), tuple(figures))
