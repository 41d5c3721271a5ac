"""How objectives keep their clauses: each aim and objective has posts that serve it, and our staff are told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters, parameter
from steamie.rules.standing import Standing, State
from steamie.visits.models import PageView
from steamie.website.models import VacancyPage

from .figures import ByGoal, by_goal, staff_stories

WINDOW = timedelta(days=90)
CLOSES_WITHIN = timedelta(minutes=5)  # the clock looks every minute
LISTED_ENOUGH = 90  # per cent of posts that should say what they serve


@dataclass(frozen=True, slots=True)
class NumberedObjective:
    """Which objective posts should serve."""

    objective: int = parameter("Number of the objective")


def recent_by_goal(now: datetime) -> ByGoal:
    """The posts of the last ninety days, by what they serve."""
    last: date = timezone.localdate(now)
    return by_goal(last - WINDOW, last, today=last)


@keeps(
    "posts.by_aim",
    label="Posts say which aim of the business plan they serve",
    remedy="Say which aim each post serves",
    signs=r"\baims?\b.*\b(business|corporate) plan\b|\b(business|corporate) plan\b.*\baims?\b",
)
def posts_serve_the_aims(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Posts of ninety days that serve an objective or aim, and the aims that none of them serves."""
    figures, page = recent_by_goal(now), reverse("objectives:overview")
    if not figures.aims:
        reason = "The aims of the business plan are not written down here yet."
        return Standing(State.NOT_MEASURED, "0 aims", reason, reverse("objectives:aims"))
    if not figures.posts or not figures.listed:
        reason = "No post of the last 90 days says which aim it serves."
        return Standing(State.NOT_MEASURED, f"0 of {some(len(figures.posts), 'post')}", reason, page)
    listed, total = len(figures.listed), len(figures.posts)
    served = sum(bool(row.posts) for row in figures.aims)
    figure = f"{listed} of {some(total, 'post')} say what they serve; {served} of {some(len(figures.aims), 'aim')} served"
    if idle := [row.goal.label for row in figures.aims if not row.posts]:
        return Standing(State.AT_RISK, figure, f"No post of 90 days serves “{idle[0]}”{_and_more(idle)}.", page)
    if 100 * listed < LISTED_ENOUGH * total:
        reason = f"{some(total - listed, 'post')} of 90 days do not say. At least {LISTED_ENOUGH}% should."
        return Standing(State.AT_RISK, figure, reason, page)
    return Standing(State.MET, figure, "Every aim of the business plan had a post in 90 days.", page)


def _and_more(idle: list[str]) -> str:
    return f", nor {some(len(idle) - 1, 'other aim')}" if len(idle) > 1 else ""


@keeps(
    "vacancies.close",
    label="Vacancies come down in time, and our staff are told of",
    remedy="Look at the vacancies, and at stories of staff",
    signs=r"\bvacanc(y|ies)\b|\bjob adverts?\b|\bstor(y|ies) of (our )?staff\b",
)
def vacancies_close_and_staff_are_told_of(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Each vacancy comes down at its closing time, we know how often it was looked at, and a year has stories of our staff."""
    link, today = f"{reverse('website_desk:site')}#vacancies", timezone.localdate(now)
    pages, stories = VacancyPage.objects.filter(first_published_at__lte=now), staff_stories(now).count()
    if not stories and not pages.exists():
        reason = "No vacancy has been put on the website, and no post is marked as a story of our staff."
        return Standing(State.NOT_MEASURED, "", reason, link)
    late = pages.live().filter(closes_at__lte=now - CLOSES_WITHIN).count()
    still, closed = pages.open_at(now).count(), pages.filter(closes_at__lte=now, live=False).count()
    views = PageView.objects.filter(page__in=pages, day__gt=today - WINDOW, day__lte=today).counted()
    told = some(stories, "story of staff", "stories of staff")
    figure = f"{still} open, {closed} closed, {told} in a year; {some(views, 'view')} in 90 days"
    if late:
        return Standing(State.BREACHED, figure, f"{late} stayed on show after the closing time.", link)
    if not stories:
        reason = "No story of our staff went out in a year. Mark one on the page of its post, under What it serves."
        return Standing(State.AT_RISK, figure, reason, link)
    return Standing(State.MET, figure, "Each vacancy comes down at its closing time, and people hear of our staff.", link)


@keeps(
    "posts.by_objective",
    NumberedObjective,
    label="Posts serve an objective",
    remedy=lambda chosen: f"Write a post for objective {chosen.objective}",
)
def posts_serve_an_objective(clause: Clause, parameters: NumberedObjective, now: datetime) -> Standing:
    """Posts of ninety days that serve one objective of the strategy, and how many people saw them where that is known."""
    figures, page = recent_by_goal(now), reverse("objectives:overview")
    row = next((row for row in figures.objectives if row.goal.code == f"objective-{parameters.objective}"), None)
    if row is None or not figures.listed:
        reason = "No post of the last 90 days says which objective it serves."
        return Standing(State.NOT_MEASURED, f"0 of {some(len(figures.posts), 'post')}", reason, page)
    figure = f"{len(row.posts)} of {some(len(figures.listed), 'post')} in 90 days; people reached: {row.reach_words}"
    if not row.posts:
        return Standing(State.AT_RISK, figure, "No post of 90 days serves this objective.", page)
    return Standing(State.MET, figure, "People hear of this work.", page)
