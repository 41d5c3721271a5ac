"""How objectives keep their clauses: each aim and objective has posts that serve it."""

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

from .figures import ByGoal, by_goal

WINDOW = timedelta(days=90)
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
