"""What the website tells the committee: whether its pages helped, what was done because of what people wrote, and vacancies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee
from steamie.rules.standing import Counted
from steamie.visits.models import PageView

from .models import PageFeedback, VacancyPage, YouSaid
from .models.feedback import PageFeedbackQuerySet

THEMES = 6  # that are named, those with the most words first


@tells_committee("website.feedback", order=72)
def feedback(period: ReportPeriod) -> ReportedSection:
    """“Did this page help?” in the quarter, the themes of what people wrote, and “You said, we did”."""
    begins, ends = period.moments
    page, public = reverse("website_desk:feedback"), reverse("website_desk:we_did")
    came = PageFeedback.objects.counted().filter(at__gte=begins, at__lt=ends)
    counted = came.aggregate(
        yes=Count("pk", filter=Q(helped=True)),
        pressed=Count("pk", filter=Q(helped__isnull=False)),
        worded=Count("pk", filter=~Q(words="")),
        dealt=Count("pk", filter=~Q(words="") & Q(dealt_with_at__isnull=False)),
    )
    did = YouSaid.objects.filter(published_at__gte=begins, published_at__lt=ends, taken_down_at__isnull=True)
    figures = [
        ReportedFigure(
            "Said that a page helped", counted["yes"], page, of=counted["pressed"], sampled=True, rows=partial(_pressed, came)
        ),
        ReportedFigure(
            "Wrote words, and were dealt with", counted["dealt"], page, of=counted["worded"], rows=partial(_worded, came)
        ),
        *_themes(came, page),
        ReportedFigure("“You said, we did” published", did.count(), public, comparable=False, rows=partial(_did, period)),
    ]
    return ReportedSection("What people say of our website", (), tuple(figures))


def _themes(came: PageFeedbackQuerySet, page: str) -> Iterator[ReportedFigure]:
    counted = came.worded().exclude(theme=None).order_by().values_list("theme", "theme__name").annotate(n=Count("pk"))
    for theme, name, number in counted.order_by("-n", "theme__name")[:THEMES]:
        rows = partial(_of_theme, came, theme)
        yield ReportedFigure(f"Theme: {name}", number, page, comparable=False, rows=rows)


def _pressed(came: PageFeedbackQuerySet) -> Iterator[Counted]:
    for one in came.filter(helped__isnull=False).order_by("-at", "-pk"):
        yield _row(one, counts=one.helped is True)


def _worded(came: PageFeedbackQuerySet) -> Iterator[Counted]:
    for one in came.worded().order_by("-at", "-pk"):
        yield _row(one, counts=one.dealt_with_at is not None)


def _of_theme(came: PageFeedbackQuerySet, theme: int) -> Iterator[Counted]:
    for one in came.worded().filter(theme=theme).order_by("-at", "-pk"):
        yield _row(one)


def _row(one: PageFeedback, *, counts: bool = True) -> Counted:
    link = reverse("website_desk:feedback_one", args=[one.pk]) if one.words else ""
    return Counted(one.path, f"{one.verdict}, {timezone.localtime(one.at):%-d %B %Y}", link, counts=counts)


def _did(period: ReportPeriod) -> Iterator[Counted]:
    begins, ends = period.moments
    for one in YouSaid.objects.filter(published_at__gte=begins, published_at__lt=ends, taken_down_at__isnull=True):
        yield Counted(one.said, f"{timezone.localtime(one.published_at):%-d %B %Y}", reverse("website_desk:we_did"))


@tells_committee("website.vacancies", order=74)
def vacancies(period: ReportPeriod) -> ReportedSection | None:
    """Vacancies that were put on the website, that closed, and how often people looked at them."""
    begins, ends = period.moments
    page, every = f"{reverse('website_desk:site')}#vacancies", VacancyPage.objects.exclude(first_published_at=None)
    shown = list(every.filter(first_published_at__lt=ends, closes_at__gte=begins).order_by("-first_published_at", "-pk"))
    before = every.filter(first_published_at__range=period.year_ago.moments).count()
    if not shown and not before:
        return None
    new = [one for one in shown if _published(one) >= begins]
    closed = [one for one in shown if one.closes_at < ends]
    down = [one for one in closed if not one.live]
    views = PageView.objects.filter(page__in=shown, day__gte=period.first, day__lte=period.last).counted()
    figures = (
        ReportedFigure("Vacancies put on the website", len(new), page, before=before, rows=partial(_vacancies, new, new)),
        ReportedFigure("Closed, and taken down", len(down), page, of=len(closed), rows=partial(_vacancies, closed, down)),
    )
    return ReportedSection("Working for us", (f"Pages of vacancies were looked at {views} times in the quarter.",), figures)


def _published(one: VacancyPage) -> datetime:
    moment: datetime = one.first_published_at
    return moment


def _vacancies(looked_at: list[VacancyPage], counting: list[VacancyPage]) -> Iterator[Counted]:
    for one in looked_at:
        until = f"closes {timezone.localtime(one.closes_at):%-d %B %Y}"
        yield Counted(one.title, until, one.get_url() or "", counts=one in counting)
