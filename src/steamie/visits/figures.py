"""Figures of forms and of what followed posts: totals only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from steamie.casework.models import Case
from steamie.casework.models.cases import CaseQuerySet, Outcome
from steamie.content.posts.models import Post
from steamie.content.posts.models.posts import PostQuerySet
from steamie.diary.models import office_hours, working_calendar
from steamie.rules import wall_clock
from steamie.rules.cases import Way
from steamie.rules.small_numbers import Column, shown

from .models import Form, FormsAfterPost, FormsBegun, Visit

OF_REPAIRS = ("repair", "damp")  # kinds of case that the repair form makes
OF_NO_FORM = ("safety",)  # no total says that somebody asked for a private call
_ENDED = Q(endings__reopened_at__isnull=True)
TWICE, MACHINES = _ENDED & Q(endings__outcome=Outcome.DUPLICATE), _ENDED & Q(endings__outcome=Outcome.SPAM)
RULES = (
    ("begun", "Begun", "The page with the boxes to write in was opened. Robots, staff and people who object are left out."),
    ("sent", "Sent", "Somebody sent it, and it is kept as a case with a reference."),
    ("trials", "Trials", "Sent by one of us, who said that it is a trial."),
    ("twice", "Told twice", "Kept, and ended by a person because the same was told before."),
    ("machines", "Machines’ work", "Held back until a person has looked, or ended by a person as a machine’s work."),
)


@dataclass(frozen=True, slots=True)
class OfForm:
    """One form between two days. What was sent is counted without the three numbers that stand apart."""

    form: Form
    begun_open: int
    begun_shut: int
    sent_open: int
    sent_shut: int
    trials: int
    twice: int
    machines: int

    @property
    def begun(self) -> int:
        """Opened, at any hour."""
        return self.begun_open + self.begun_shut

    @property
    def sent(self) -> int:
        """Kept, at any hour."""
        return self.sent_open + self.sent_shut

    @property
    def of_hundred(self) -> int | None:
        """Of a hundred begun, how many were sent; None with fewer than thirty begun, or where fewer were begun than sent."""
        return round(100 * self.sent / self.begun) if 30 <= self.begun >= self.sent else None


def cases_of(form: Form, first: date, last: date) -> CaseQuerySet:
    """Every case that this form made on these days, both included: trials, doubles and machines' work too."""
    begins, ends = wall_clock.days(first, last)
    cases = Case.objects.filter(way=Way.WEB, received_at__gte=begins, received_at__lt=ends).exclude(kind__in=OF_NO_FORM)
    return cases.filter(kind__in=OF_REPAIRS) if form is Form.REPAIR else cases.exclude(kind__in=OF_REPAIRS)


def part_of(form: Form, which: str, first: date, last: date) -> CaseQuerySet:
    """The cases behind one number: sent, trials, twice or machines; no case is in two. Raises ``KeyError`` otherwise."""
    cases = cases_of(form, first, last)
    trials, rest = cases.filter(is_test=True), cases.filter(is_test=False)
    machines = rest.filter(~Q(held_because="") | Q(pk__in=Case.objects.filter(MACHINES).values("pk")))
    twice = rest.filter(held_because="", pk__in=Case.objects.filter(TWICE).values("pk"))
    apart = Q(pk__in=machines.values("pk")) | Q(pk__in=twice.values("pk"))
    return {"sent": rest.exclude(apart), "trials": trials, "twice": twice, "machines": machines}[which]


APART = ("trials", "twice", "machines")


def of_form(form: Form, first: date, last: date) -> OfForm:
    """How often a form was begun and sent on these days, both included."""
    return of_forms([form], first, last)[0]


def of_forms(forms: Iterable[Form], first: date, last: date) -> list[OfForm]:
    """How often each of these was, with the office hours and holidays read once for all of them."""
    hours, calendar = office_hours(), working_calendar(range(first.year, last.year + 1))

    def counted(form: Form) -> OfForm:
        rows = FormsBegun.objects.filter(form=form, day__gte=first, day__lte=last)
        begun = dict(rows.order_by().values_list("office_shut").annotate(n=Sum("number")))
        moments = part_of(form, "sent", first, last).values_list("received_at", flat=True)
        shut = Counter(not hours.is_open(moment, calendar) for moment in moments)
        return OfForm(form, begun.get(False, 0), begun.get(True, 0), shut[False], shut[True], **_apart(form, first, last))

    return [counted(form) for form in forms]


def _apart(form: Form, first: date, last: date) -> dict[str, int]:
    """How many cases are set aside, by why. One query."""
    parts = {which: part_of(form, which, first, last).order_by().values("pk") for which in APART}
    return cases_of(form, first, last).aggregate(**{which: Count("pk", filter=Q(pk__in=rows)) for which, rows in parts.items()})


@dataclass(frozen=True, slots=True)
class AfterPost:
    """One post: the visits that followed it, and of each form how many were sent; None where a number is too small to show."""

    post: Post | None  # None: all the others
    visits: int
    forms: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class AfterPosts:
    """What followed our posts between two days."""

    posts: int
    visits: int
    rows: tuple[AfterPost, ...]
    columns: tuple[Column, ...]

    @property
    def forms(self) -> int | None:
        """All forms that followed a post; None where a column's total is not shown."""
        totals = [column.total for column in self.columns]
        return None if None in totals else sum(total or 0 for total in totals)


def after_posts(first: date, last: date, *, most: int = 20) -> AfterPosts:
    """Post by post, the most followed first, and all beyond ``most`` as one row."""
    visits = visits_by_post(first, last)
    sent = FormsAfterPost.objects.filter(day__gte=first, day__lte=last).order_by()
    forms = {(post, form): n for post, form, n in sent.values_list("post", "form").annotate(n=Sum("number"))}
    posts = Post.objects.in_bulk({*visits, *(post for post, _ in forms)})
    order = sorted(posts, key=lambda post: (-visits.get(post, 0), -post))
    table = [(posts[post], visits.get(post, 0), [forms.get((post, form.value), 0) for form in Form]) for post in order]
    rows = [*table[:most], *_rest(table[most:])]
    columns = tuple(shown([numbers[place] for _, _, numbers in rows]) for place in range(len(Form)))
    shown_rows = tuple(
        AfterPost(post, seen, tuple(column.cells[place] for column in columns)) for place, (post, seen, _) in enumerate(rows)
    )
    return AfterPosts(len(posts), sum(visits.values()), shown_rows, columns)


def _rest(table: list[tuple[Post, int, list[int]]]) -> list[tuple[None, int, list[int]]]:
    if not table:
        return []
    return [(None, sum(seen for _, seen, _ in table), [sum(column) for column in zip(*(row for *_, row in table), strict=True)])]


def visits_by_post(first: date, last: date) -> dict[int, int]:
    """Counted visits that followed each post on these days, by the post's number."""
    rows = Visit.objects.counted().between(first, last).order_by()
    return dict(rows.values_list("publication__post").annotate(n=Count("pk")))


def followed_of(posts: PostQuerySet, first: date, last: date) -> tuple[int, int]:
    """Visits and forms that followed any of these posts on these days, both included."""
    numbers = posts.order_by().values("pk")
    visits = Visit.objects.counted().between(first, last).filter(publication__post__in=numbers).count()
    sent = FormsAfterPost.objects.filter(day__gte=first, day__lte=last, post__in=numbers)
    return visits, sent.aggregate(n=Sum("number"))["n"] or 0


def objections(first: date, last: date) -> int:
    """Visits set aside because somebody asked not to be counted."""
    return Visit.objects.between(first, last).filter(excluded="objection").count()
