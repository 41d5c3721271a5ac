"""From posts to what people did: visits and the forms they ended in, by share, audience, purpose and hour. Totals only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min, Sum
from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.rules import share_words, wall_clock
from steamie.rules.attribution import Rate, Uplift, more_often, uplift
from steamie.rules.small_numbers import Column, shown
from steamie.strategy import reading
from steamie.visits.figures import visits_by_post
from steamie.visits.models import Form, FormsAfterPost, PageView

FEWEST_POSTS = 3  # a group of fewer could give away what the table of posts hides
AFTER = timedelta(days=1)  # the day a post goes out and the day after it: the 48 hours, by whole days
HOURS = ((12, "Sent before noon"), (16, "Sent from noon to four"), (24, "Sent after four"))


@dataclass(frozen=True, slots=True)
class FollowedPost:
    """One post with a link: how often it was followed, and how many of the visits ended in a form."""

    post: Post
    visits: int
    forms: int


@dataclass(frozen=True, slots=True)
class AttributionRow:
    """Posts of one sort. ``forms`` is None where the number is too small to show."""

    label: str
    posts: int
    rate: Rate
    forms: int | None

    @property
    def words(self) -> str:
        """The rate with its interval, or why none is said."""
        if self.posts < FEWEST_POSTS or self.forms is None:
            return "too few to tell"
        return self.rate.words


@dataclass(frozen=True, slots=True)
class AttributionGroups:
    """All posts, sorted one way."""

    heading: str
    rows: tuple[AttributionRow, ...]

    @property
    def sentence(self) -> str:
        """Which sort surely ends in a form more often than all the others together; or that there are too few to tell."""
        for row in self.rows:
            others = [other.rate for other in self.rows if other is not row]
            rest = Rate(sum(rate.part for rate in others), sum(rate.whole for rate in others))
            if row.words != "too few to tell" and more_often(row.rate, rest):
                return f"“{row.label}” ends in a form more often than the rest."
        return "Too few to tell a difference."


@dataclass(frozen=True, slots=True)
class Attribution:
    """Everything that followed the posts between two days."""

    first: date
    last: date
    posts: int
    visits: int
    forms: Column  # one number for each kind of form, in the order of ``Form``
    rate: Rate | None  # None where the number of forms is not shown
    groups: tuple[AttributionGroups, ...]
    uplift: Uplift | None

    @property
    def by_form(self) -> list[tuple[str, int | None]]:
        """Each kind of form with its number, None where it is hidden."""
        return list(zip((form.label for form in Form), self.forms.cells, strict=True))


def attribution(first: date, last: date) -> Attribution:
    """What followed the posts on these days, both included. Ten queries, however many posts."""
    visits, forms = visits_by_post(first, last), _forms(first, last)
    numbers = {*visits, *(post for post, _ in forms)}
    posts = Post.objects.filter(pk__in=numbers).annotate(shown_at=Min("publications__published_at")).order_by("pk")
    by_post: dict[int, int] = defaultdict(int)
    by_form: dict[str, int] = defaultdict(int)
    for (post, form), number in forms.items():
        by_post[post] += number
        by_form[form] += number
    followed = [FollowedPost(post, visits.get(post.pk, 0), by_post[post.pk]) for post in posts]
    column = shown([by_form[form.value] for form in Form])
    total = sum(visits.values())
    rate = None if column.total is None else Rate(min(column.total, total), total)
    groups = tuple(_groups(heading, sort, followed) for heading, sort in _sorts())
    return Attribution(first, last, len(followed), total, column, rate, groups, _uplift(first, last))


def _forms(first: date, last: date) -> dict[tuple[int, str], int]:
    rows = FormsAfterPost.objects.filter(day__gte=first, day__lte=last).order_by()
    return {(post, form): number for post, form, number in rows.values_list("post", "form").annotate(n=Sum("number"))}


def _sorts() -> Iterator[tuple[str, Callable[[Post], str]]]:
    try:
        document = reading.current()
    except reading.NotLoaded:
        yield "By hour", _hour
        return
    audiences, purposes = ({one.code: one.label for one in many} for many in (document.audiences, document.purposes))
    yield f"By {share_words.noun(document.shares)}", lambda post: share_words.label(post.share, document.shares)
    yield "By audience", lambda post: audiences.get(post.audience, post.audience or "Not said")
    yield "By purpose", lambda post: purposes.get(post.purpose, post.purpose or "Not said")
    yield "By hour", _hour


def _hour(post: Post) -> str:
    sent = getattr(post, "shown_at", None)
    if sent is None:
        return "Not known"
    hour = timezone.localtime(sent).hour
    return next(label for before, label in HOURS if hour < before)


def _groups(heading: str, sort: Callable[[Post], str], followed: Sequence[FollowedPost]) -> AttributionGroups:
    groups: dict[str, list[FollowedPost]] = defaultdict(list)
    for one in followed:
        groups[sort(one.post)].append(one)
    labels = sorted(groups, key=lambda label: -sum(one.visits for one in groups[label]))
    column = shown([sum(one.forms for one in groups[label]) for label in labels])
    return AttributionGroups(
        heading, tuple(_row(label, groups[label], cell) for label, cell in zip(labels, column.cells, strict=True))
    )


def _row(label: str, posts: Sequence[FollowedPost], cell: int | None) -> AttributionRow:
    visits, forms = sum(one.visits for one in posts), sum(one.forms for one in posts)
    return AttributionRow(label, len(posts), Rate(min(forms, visits), visits), cell if len(posts) >= FEWEST_POSTS else None)


def _uplift(first: date, last: date) -> Uplift | None:
    """Looks at our pages on the days of and after posts with a link, against the other days of the same stretch."""
    begins, ends = wall_clock.days(first - AFTER, last)
    sent = Post.objects.exclude(link="").annotate(shown_at=Min("publications__published_at"))
    days = {
        timezone.localdate(at) for at in sent.filter(shown_at__gte=begins, shown_at__lt=ends).values_list("shown_at", flat=True)
    }
    after = days | {day + AFTER for day in days}
    views = PageView.objects.filter(day__gte=first, day__lte=last, excluded="").order_by()
    by_day = dict(views.values_list("day").annotate(n=Sum("views")))
    stretch = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return uplift(
        [by_day.get(day, 0) for day in stretch if day in after], [by_day.get(day, 0) for day in stretch if day not in after]
    )
