"""The quarter and the posts in it: opened with those already due, laid out around them, closed with what was published (S-72)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.utils import timezone

from steamie.content.calendar import ideas
from steamie.content.plan.actions.quarters import every_share, must_be_open, planned_counts
from steamie.content.plan.models import Quarter, QuarterClosing, Slot
from steamie.content.posts.models import Post
from steamie.diary.models import working_calendar
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules import laying_out, quarters
from steamie.rules.laying_out import Layout
from steamie.rules.permissions import Act
from steamie.strategy import reading

from .verbs import Verb


@action(none="it is open already")
def open_quarter(*, day: date, by: Person, at: datetime | None = None) -> Quarter:
    """Begin the plan of the quarter a day falls in; posts already due in it join it. Opening twice changes nothing."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    span = quarters.quarter_of(day)
    quarter, new = Quarter.objects.get_or_create(first=span.first, defaults={"last": span.last, "made_at": moment, "made_by": by})
    if new:
        waiting = Post.objects.filter(quarter__isnull=True, due_at__date__gte=span.first, due_at__date__lte=span.last)
        for post in waiting:
            post.slot = Slot.objects.create(
                quarter=quarter, day=timezone.localdate(post.due_at), share=post.share, made_at=moment, made_by=by
            )
            post.quarter = quarter
            post.save(update_fields=["slot", "quarter"])
        record(by=by, verb=Verb.OPEN_THE_QUARTER, clause=Citation("calendar.each"), subject=quarter, at=moment)
    return quarter


@action()
def lay_out(*, quarter: Quarter, weekdays: Collection[int], by: Person, at: datetime | None = None) -> Layout:
    """Keep these weekdays of the weeks to come for posts, in exact shares, passing over days the office is shut."""
    moment = at or timezone.now()
    today = timezone.localdate(moment)
    require(by, Act.PLAN, on=today)
    must_be_open(quarter)
    if quarter.signed:
        raise NotReady([Problem("The plan is approved. Add a place for each supplement instead.")])
    if not weekdays:
        raise NotReady([Problem("Choose at least one day of the week.", "weekdays")])
    shut = working_calendar({quarter.first.year})
    there = list(quarter.slots.select_related("post"))
    titles = [slot.post.title for slot in there if hasattr(slot, "post")]
    layout = laying_out.lay_out(
        quarter.span,
        weekdays=weekdays,
        start=today + timedelta(days=1),
        shut={**shut.closures, **shut.statutory},
        taken={slot.day for slot in there},
        dated=ideas.dated(quarter.span, today=today, titles=titles),
        placed=planned_counts(quarter),
        shares=reading.shares(),
    )
    slots = [Slot(quarter=quarter, day=each.day, share=each.share or "", made_at=moment, made_by=by) for each in layout.places]
    Slot.objects.bulk_create(slots)
    facts = {"places": len(slots), "weekdays": sorted(weekdays), "passed over": [day.isoformat() for day, _ in layout.skipped]}
    record(by=by, verb=Verb.LAY_OUT_THE_QUARTER, clause=Citation("calendar.each"), subject=quarter, facts=facts, at=moment)
    return layout


@action(none="it is closed already")
def close_quarter(*, quarter: Quarter, by: Person, reason: str = "", at: datetime | None = None) -> QuarterClosing:
    """Write down how a quarter that is over ended, as published."""
    moment = at or timezone.now()
    require(by, Act.APPROVE, on=timezone.localdate(moment))
    if timezone.localdate(moment) <= quarter.last:
        raise NotReady([Problem(f"This quarter runs until {quarter.last:%A} {quarter.last.day} {quarter.last:%B}.")])
    if hasattr(quarter, "closing"):
        return quarter.closing
    counts = every_share(Post.objects.counted_between(quarter.first, quarter.last).counts())
    closing = QuarterClosing.objects.create(quarter=quarter, by=by, at=moment, counts=counts, reason=reason.strip())
    record(
        by=by,
        verb=Verb.CLOSE_THE_QUARTER,
        clause=Citation("calendar.each"),
        subject=quarter,
        reason=reason.strip(),
        facts={"counts": counts},
        at=moment,
    )
    return closing
