"""Posts by objective and by aim, with how many people they reached where that is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from steamie.content.posts.models import Post, Publication
from steamie.content.posts.models.posts import PostQuerySet
from steamie.monitoring.reading import newest_with_value

from .goals import Goal, goals
from .models import ServedAim, StaffStory

STORIES_OF = timedelta(days=365)
REACH = "viewers"  # the measure by which channels say how many people saw a post


@dataclass(frozen=True, slots=True)
class GoalFigures:
    """One objective or aim: the posts that serve it, and the people they reached on the channels that say so."""

    goal: Goal
    posts: tuple[Post, ...]
    reach: int | None  # None: of no post is it known
    known: int  # of how many posts it is known

    @property
    def reach_words(self) -> str:
        """“1,204, known of 3 of 8 posts”, or that it is not known."""
        if self.reach is None:
            return "not known" if self.posts else "–"
        part = "" if self.known == len(self.posts) else f", known of {self.known} of {len(self.posts)} posts"
        return f"{self.reach:,}{part}"


@dataclass(frozen=True, slots=True)
class ByGoal:
    """The posts sent between two days, by what they serve."""

    posts: tuple[Post, ...]
    rows: tuple[GoalFigures, ...]
    listed: frozenset[int]  # the posts that serve anything at all

    @property
    def posts_of_staff(self) -> list[Post]:
        """Those of the posts that tell a story of our staff. One query."""
        marked = set(StaffStory.objects.filter(post__in=[post.pk for post in self.posts]).values_list("post", flat=True))
        return [post for post in self.posts if post.pk in marked]

    @property
    def unlisted(self) -> list[Post]:
        """Posts that do not say what they serve."""
        return [post for post in self.posts if post.pk not in self.listed]

    @property
    def objectives(self) -> list[GoalFigures]:
        """The rows of the objectives."""
        return [row for row in self.rows if not row.goal.is_aim]

    @property
    def aims(self) -> list[GoalFigures]:
        """The rows of the aims."""
        return [row for row in self.rows if row.goal.is_aim]

    @property
    def without_post(self) -> list[Goal]:
        """Objectives and aims that no post served."""
        return [row.goal for row in self.rows if not row.posts]


def by_goal(first: date, last: date, *, today: date) -> ByGoal:
    """Posts first seen on these days, both included, for each objective and aim of today. Six queries, however many posts."""
    posts = tuple(sent_between(first, last).order_by("-pk"))
    served = _served([post.pk for post in posts])
    reach = reached([post.pk for post in posts])
    rows = tuple(_figures(goal, [post for post in posts if goal.code in served[post.pk]], reach) for goal in goals(today))
    return ByGoal(posts, rows, frozenset(pk for pk, codes in served.items() if codes))


def sent_between(first: date, last: date) -> PostQuerySet:
    """Posts first seen on these days that residents can still see."""
    return Post.objects.counted_between(first, last)


def staff_stories(now: datetime) -> PostQuerySet:
    """Posts of a year that tell a story of our staff, and that residents can still see; the newest first."""
    last = timezone.localdate(now)
    return sent_between(last - STORIES_OF, last).filter(staff_story__isnull=False).order_by("-pk")


def reached(posts: Sequence[int]) -> dict[int, int]:
    """How many people saw each post, added up over the channels that say so; a post of which none does is left out."""
    of_post = dict(Publication.objects.filter(post__in=posts).values_list("pk", "post"))
    totals: dict[int, int] = defaultdict(int)
    for publication, reading in newest_with_value(REACH, of_post).items():
        totals[of_post[publication]] += reading.value or 0
    return dict(totals)


def _served(posts: Sequence[int]) -> dict[int, set[str]]:
    codes: dict[int, set[str]] = defaultdict(set)
    for row in ServedAim.objects.filter(post__in=posts):
        codes[row.post_id].add(row.code)
    return codes


def _figures(goal: Goal, posts: list[Post], reach: dict[int, int]) -> GoalFigures:
    seen = [reach[post.pk] for post in posts if post.pk in reach]
    return GoalFigures(goal, tuple(posts), sum(seen) if seen else None, len(seen))
