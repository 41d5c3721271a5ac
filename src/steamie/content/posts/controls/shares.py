"""What these clauses are measured by: the posts of the last days, and how many of them are as they should be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.content.posts.models.posts import PostQuerySet
from steamie.rules.standing import Standing, State

RECENT = timedelta(days=90)


def posts_listed() -> str:
    """Where the posts of the quarter stand in a list."""
    return f"{reverse('calendar:calendar')}?view=list"


@dataclass(frozen=True, slots=True)
class Words:
    """What a share is of, why it is good when it is, and what to do when it is not."""

    counted: str
    alone: str  # the same of one
    good: str
    short: str


def share(part: int, total: int, words: Words, enough: int, short: State = State.AT_RISK) -> Standing:
    """How a clause stands of which at least ``enough`` per cent should hold; ``short`` when fewer do."""
    figure = f"{part:,} of {total:,} {words.alone if total == 1 else words.counted} ({round(100 * part / total)}%)"
    if 100 * part >= enough * total:
        return Standing(State.MET, figure, words.good, posts_listed())
    return Standing(short, figure, words.short, posts_listed())


def unmeasured(reason: str, link: str) -> Standing:
    """A clause of which there is nothing to measure yet, and why."""
    return Standing(State.NOT_MEASURED, "", reason, link)


def recent(now: datetime) -> PostQuerySet:
    """Posts first seen in the last ninety days."""
    return Post.objects.published_between(*days(now, RECENT))


def days(now: datetime, back: timedelta) -> tuple[date, date]:
    """The first and last of the days since then, in London."""
    today = timezone.localdate(now)
    return today - back, today
