"""Posts that come again by a rule: begun, ended, and the next drafts written by the clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from steamie.content.calendar.models import RepeatedPost, Repetition
from steamie.content.posts.actions.posts import copy_of
from steamie.content.posts.composition import Composition, of_post
from steamie.content.posts.models import Post
from steamie.diary import moments
from steamie.diary.models import working_calendar
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require, ruling
from steamie.people.refusals import NotReady, Problem
from steamie.rules import repeating
from steamie.rules.permissions import Act

from .verbs import Verb

AHEAD = timedelta(days=42)  # drafts are there six weeks before they go out


@action(none="the same rule runs already")
def begin_repetition(
    *, post: Post, which: int, weekday: int, wall_time: time, by: Person, at: datetime | None = None
) -> Repetition:
    """Let a post come again by a rule. Nothing goes out by itself: each time it is a draft to be approved."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    if which not in repeating.WHICH or weekday not in range(5):
        raise NotReady([Problem("Choose which weekday of the month.", "which")])
    rule = {"which": which, "weekday": weekday, "wall_time": wall_time}
    if same := Repetition.objects.running().filter(post=post, **rule).first():
        return same
    repetition = Repetition.objects.create(post=post, begun_at=moment, begun_by=by, **rule)
    facts = {"which": which, "weekday": weekday, "time": f"{wall_time:%H:%M}"}
    record(by=by, verb=Verb.BEGIN_A_REPETITION, clause=Citation("calendar.each"), subject=post, facts=facts, at=moment)
    write_drafts(repetition, now=moment)
    return repetition


@action(none="it has ended already")
def end_repetition(*, repetition: Repetition, by: Person, at: datetime | None = None) -> Repetition:
    """End a rule. Drafts that are written stay."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    if repetition.ended_at is None:
        repetition.ended_at, repetition.ended_by = moment, by
        repetition.save(update_fields=["ended_at", "ended_by"])
        record(by=by, verb=Verb.END_A_REPETITION, clause=Citation("calendar.each"), subject=repetition.post, at=moment)
    return repetition


def write_due_drafts(*, now: datetime) -> int:
    """Begin the drafts of every running rule for the coming six weeks; how many there were. Those of a rule whose owner may
    not plan any more wait."""
    rows = Repetition.objects.running().select_related("post", "begun_by")
    allowed = (row for row in rows if row.begun_by.is_active and ruling(row.begun_by, Act.PLAN).allowed)
    return sum(write_drafts(row, now=now) for row in allowed)


def write_drafts(repetition: Repetition, *, now: datetime) -> int:
    """Begin a draft for each day that the rule names and that has none yet; how many."""
    there = set(repetition.drafts.values_list("day", flat=True))
    number = 0
    for day in _days(repetition, timezone.localdate(now)):
        if day not in there and (due := _on(repetition, day)) and due.due_at and due.due_at > now:
            draft = copy_of(post=repetition.post, due=due, by=repetition.begun_by, at=now)
            RepeatedPost.objects.create(repetition=repetition, day=day, post=draft)
            number += 1
    return number


def _days(repetition: Repetition, today: date) -> Iterator[date]:
    return repeating.days(today + timedelta(days=1), today + AHEAD, which=repetition.which, weekday=repetition.weekday)


def _on(repetition: Repetition, day: date) -> Composition | None:
    """The post on that day, or on the working day before when the office is shut, by the clock on the wall.

    None where the clock skips that hour or has it twice: a person chooses.
    """
    calendar = working_calendar({day.year, (day - timedelta(days=14)).year})
    open_day = repeating.open_day(day, frozenset({*calendar.closures, *calendar.statutory}))
    try:
        moment = moments.read(f"{open_day}T{repetition.wall_time:%H:%M}")
    except ValidationError:
        return None
    return replace(of_post(repetition.post), due_at=moments.utc(moment), due_wall=moment.written)
