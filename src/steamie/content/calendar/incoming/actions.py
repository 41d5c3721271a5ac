"""A sheet on its way in: kept for a day, asked about, and its rows made drafts, each once."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from steamie.content.calendar.models import ColumnMatch, SheetPost, SheetUpload
from steamie.content.posts.actions import posts
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act

from .answers import Answers
from .draft_rows import DraftRow

KEPT_FOR = timedelta(days=1)
PAUSE = 0.005  # seconds at least between two posts of a sheet, in which others write


@action(none="a file that is only looked at changes nothing: its rows are recorded when they become drafts")
def keep_sheet(*, name: str, content: bytes, reading: Mapping[str, Any], by: Person, at: datetime | None = None) -> SheetUpload:
    """Keep a sheet and its cells for a day."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    return SheetUpload.objects.create(sent_by=by, sent_at=moment, name=name[:200], content=content, reading=reading)


@action(none="an answer changes nothing yet: the rows are recorded when they become drafts")
def answer_about(
    *, upload: SheetUpload, answers: Answers, by: Person, reading: Mapping[str, Any] | None = None, at: datetime | None = None
) -> None:
    """Keep what was answered about a sheet; ``reading``: its cells, where an answer made it be read again."""
    require(by, Act.PLAN, on=timezone.localdate(at or timezone.now()))
    upload.answers = answers.as_data()
    if reading is not None:
        upload.reading = dict(reading)
    upload.save(update_fields=["answers"] if reading is None else ["answers", "reading"])


@action(none="how columns are matched is a convenience for the next sheet")
def remember_columns(*, headings: str, columns: Mapping[str, str], by: Person, at: datetime | None = None) -> None:
    """Match the columns alike when a sheet with the same headings comes again."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    ColumnMatch.objects.update_or_create(
        headings=headings, defaults={"columns": dict(columns), "matched_at": moment, "matched_by": by}
    )


def bring_in(*, upload: SheetUpload, rows: Sequence[DraftRow], by: Person, pause: float = PAUSE) -> list[SheetPost]:
    """Make a draft of each of these rows, each in a transaction of its own so that others can write in between: half of the
    time is theirs, however slow the machine is. (SQLite has nobody queue: who waits looks now and then, and must find it free.)

    A row that was brought in before is passed over: a form sent twice, or a process that was killed, makes no second post.
    """
    brought = []
    for row in rows:
        began = time.monotonic()
        if sheet_post := _bring_in(upload, row, by):
            brought.append(sheet_post)
            time.sleep(max(pause, time.monotonic() - began) if pause else 0)
    return brought


def _bring_in(upload: SheetUpload, row: DraftRow, by: Person) -> SheetPost | None:
    if row.composition is None:
        return None
    try:
        with transaction.atomic():
            if SheetPost.objects.filter(upload=upload, row=row.number).exists():
                return None
            post = posts.draft(composition=row.composition, by=by)
            return SheetPost.objects.create(upload=upload, row=row.number, post=post)
    except IntegrityError:  # the same form, sent twice at one moment
        return None


def forget_old(*, now: datetime) -> int:
    """Delete the sheets that came more than a day ago; the posts made of them stay. Answers with how many."""
    old = SheetUpload.objects.filter(sent_at__lt=now - KEPT_FOR)
    number = old.count()
    old.delete()
    return number
