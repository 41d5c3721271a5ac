"""Writes: a visit that followed a post, a look at a page, a form begun and one sent, and asking not to be counted."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import DatabaseError, connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import F
from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.diary.models import office_hours, working_calendar

from .callers import AGAIN_AFTER
from .grouping import Grouped
from .models import Exclusion, Form, FormsAfterPost, FormsBegun, PageView, RecentCaller, Visit
from .waiting import briefly

log = logging.getLogger(__name__)
POST, PAGE, OBJECTS = "post", "page", "objects"


@dataclass(frozen=True, slots=True)
class PageLook:
    """One following of a short link, or one look at a page. ``excluded``: the rule that sets it aside already, or empty."""

    of: str  # POST or PAGE
    number: int  # of the publication or of the page
    excluded: str
    caller: str  # a digest
    at: datetime

    @property
    def what(self) -> str:
        """What its repeats are known by."""
        return f"{self.of} {self.number}"


def count_look(look: PageLook) -> None:
    """Return once it is committed. A reader is never kept waiting long for a figure: what cannot be written is logged as lost."""
    try:
        _looks.add(look)
    except DatabaseError as problem:
        log.error("A look at %s is lost, and not counted: %s", look.what, problem)


def _write_looks(looks: Sequence[PageLook]) -> None:
    with briefly():
        _commit(looks)


def _commit(looks: Sequence[PageLook]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        views: Counter[tuple[int, date, str]] = Counter()
        for look in looks:
            excluded = look.excluded or _rule(cursor, look)
            day = timezone.localdate(look.at)
            if look.of == POST:
                cursor.execute(_ADD_VISIT, [look.number, _moment(hour_of(look.at)), _day(day), excluded])
            else:
                views[look.number, day, excluded] += 1
        for (page, day, excluded), number in views.items():
            cursor.execute(_ADD_VIEWS, [page, _day(day), excluded, number])


# Plain SQL: through models each of these costs as much again as all three together. Both databases read it alike.
_ADD_VISIT = "INSERT INTO visits_visit (publication_id, at, day, excluded) VALUES (%s, %s, %s, %s)"
_ADD_VIEWS = """INSERT INTO visits_pageview (page_id, day, excluded, views) VALUES (%s, %s, %s, %s)
    ON CONFLICT (page_id, day, excluded) DO UPDATE SET views = visits_pageview.views + excluded.views"""
# It writes one row for a caller who is new on this link, or was here long ago; and none for a repeat, nor for one who objects.
_NOTE_CALLER = """INSERT INTO visits_recentcaller (what, digest, at)
    SELECT %s, %s, %s
    WHERE NOT EXISTS (SELECT 1 FROM visits_recentcaller WHERE what = %s AND digest = %s AND at > %s)
    ON CONFLICT (what, digest) DO UPDATE SET at = excluded.at WHERE visits_recentcaller.at <= %s"""
_FIND_OBJECTION = "SELECT 1 FROM visits_recentcaller WHERE what = %s AND digest = %s AND at > %s"


def _rule(cursor: CursorWrapper, look: PageLook) -> str:
    """Why this one does not count, or nothing; what tells the next repeat is written down."""
    now, before = _moment(look.at), _moment(look.at - AGAIN_AFTER)
    objection = [OBJECTS, look.caller, before]
    cursor.execute(_NOTE_CALLER, [look.what, look.caller, now, *objection, before])
    if cursor.rowcount:
        return ""
    cursor.execute(_FIND_OBJECTION, objection)
    return (Exclusion.OBJECTION if cursor.fetchone() else Exclusion.REPEAT).value


def hour_of(at: datetime) -> datetime:
    """The hour of a moment: a visit's minute and second, beside those of a form, could say whose it was."""
    return at.replace(minute=0, second=0, microsecond=0)


def _moment(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


def _day(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)


_looks: Grouped[PageLook] = Grouped(lambda looks: _write_looks(looks))


def _add(model: type[models.Model], column: str, number: int, **key: Any) -> None:
    """Add to a total, made where it is the first."""
    rows = model._default_manager.filter(**key)
    if rows.update(**{column: F(column) + number}):
        return
    _, new = model._default_manager.get_or_create(**key, defaults={column: number})
    if not new:  # another process wrote the first of the day just now
        rows.update(**{column: F(column) + number})


def out_of_hours(moment: datetime) -> bool:
    """Whether nobody is in at this moment."""
    return not office_hours().is_open(moment, working_calendar([timezone.localdate(moment).year]))


def count_begun(form: Form, at: datetime) -> None:
    """Add one to the day's total of this form. What cannot be written within half a second is logged as lost."""
    try:
        shut = out_of_hours(at)
        with briefly(), transaction.atomic():
            _add(FormsBegun, "number", 1, form=form.value, day=timezone.localdate(at), office_shut=shut)
    except DatabaseError as problem:
        log.error("A form begun is lost, and not counted: %s", problem)


def count_sent(form: Form, code: str, at: datetime) -> None:
    """Add one to the day's total of (post, form) and forget the code. A code that no post has is dropped."""
    post = Post.objects.filter(publications__code=code).values_list("pk", flat=True).first() if code else None
    if post is None:
        return
    try:
        with briefly(), transaction.atomic():
            _add(FormsAfterPost, "number", 1, post_id=post, form=form.value, day=timezone.localdate(at))
    except DatabaseError as problem:
        log.error("A form sent after a post is lost, and not counted: %s", problem)


@transaction.atomic
def take_back(caller: str, at: datetime) -> int:
    """Set aside what this caller was counted for in the last half hour, and what they do in the next; how many were set aside.

    A visit does not say whose it is. So one of the same link and time is set aside: the total is right whichever it is.
    """
    since = at - AGAIN_AFTER
    rows = RecentCaller.objects.filter(digest=caller, at__gt=since).exclude(what=OBJECTS)
    taken = sum(_take_back(what, since, at) for what in rows.values_list("what", flat=True))
    rows.delete()
    RecentCaller.objects.update_or_create(what=OBJECTS, digest=caller, defaults={"at": at})
    return taken


def _take_back(what: str, since: datetime, at: datetime) -> int:
    of, _, number = what.partition(" ")
    if of == POST:
        row = Visit.objects.counted().filter(publication_id=int(number), at__gte=hour_of(since)).order_by("-at").values("pk")[:1]
        return Visit.objects.filter(pk__in=list(row.values_list("pk", flat=True))).update(excluded=Exclusion.OBJECTION)
    views = {"page_id": int(number), "day": timezone.localdate(at)}
    counted = PageView.objects.filter(**views, excluded="", views__gt=0).update(views=F("views") - 1)
    if counted:
        _add(PageView, "views", 1, **views, excluded=Exclusion.OBJECTION.value)
    return counted
