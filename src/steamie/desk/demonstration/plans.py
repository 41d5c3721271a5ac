"""The quarters of the invented year: opened, signed off, closed."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

from steamie.content.calendar.verbs import Verb as CalendarVerb
from steamie.content.plan.actions.quarters import plan_fingerprint, planned_counts
from steamie.content.plan.models import Quarter, QuarterApproval, QuarterClosing
from steamie.content.plan.verbs import Verb
from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.evidence.in_force import Citation
from steamie.rules.balance import balance
from steamie.strategy import reading

from .cast import Cast
from .posts import Desk
from .year import LONDON, OPENED_AHEAD, lately, quarters

OFF_BALANCE = "The repairs programme needed explaining. We will make it up next quarter."


def open_all(cast: Cast, *, now: datetime) -> dict[date, Quarter]:
    """A row for each quarter, made about three weeks before it began."""
    rows = {}
    for span in quarters(now.astimezone(LONDON).date()):
        created_at = min(_noon(span.first - OPENED_AHEAD), lately(now))
        rows[span.first] = Quarter.objects.create(first=span.first, last=span.last, made_at=created_at, made_by=cast.officer)
    return rows


def sign_and_close(desk: Desk) -> None:
    """Every quarter was approved six days before it began, and closed with its figures three days after it was over."""
    for quarter in desk.quarters.values():
        if _signed_at(quarter) <= desk.now:
            _sign(desk, quarter)
        if _closed_at(quarter) <= desk.now:
            _close(desk, quarter)


def _sign(desk: Desk, quarter: Quarter) -> None:
    standing = balance(planned_counts(quarter), reading.shares())
    at, mark = _signed_at(quarter), plan_fingerprint(quarter)
    reason = "" if standing.within else OFF_BALANCE
    about = {"fingerprint": mark, "reason": reason, "own_work": quarter.is_work_of(desk.cast.officer)}
    QuarterApproval.objects.create(quarter=quarter, by=desk.cast.officer, at=at, **about)
    desk.minutes.add(
        at,
        by=desk.cast.officer,
        verb=Verb.APPROVE_THE_QUARTER,
        clause=Citation("calendar.each"),
        subject=quarter,
        reason=reason,
        fingerprint=mark,
    )


def _signed_at(quarter: Quarter) -> datetime:
    return _noon(quarter.first - timedelta(days=6))


def _closed_at(quarter: Quarter) -> datetime:
    return _noon(quarter.last + timedelta(days=3))


def _close(desk: Desk, quarter: Quarter) -> None:
    sent = Publication.objects.filter(step=Step.PUBLISHED, post__quarter=quarter)
    posts_by_share = Counter(share for _, share in sent.values_list("post_id", "post__share").distinct())
    counts = {share.code: posts_by_share[share.code] for share in reading.shares()}
    at = _closed_at(quarter)
    QuarterClosing.objects.create(quarter=quarter, by=desk.cast.officer, at=at, counts=counts)
    desk.minutes.add(
        at,
        by=desk.cast.officer,
        verb=CalendarVerb.CLOSE_THE_QUARTER,
        clause=Citation("calendar.each"),
        subject=quarter,
        counts=counts,
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), LONDON)
