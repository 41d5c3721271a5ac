"""What conversations tell the committee: how soon people were answered, what went on in private, and what was hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee
from steamie.rules.standing import Counted

from .figures import negative, offline_figures, reply_times, spoken, timed
from .models import Conversation, Hide
from .models.threads import ConversationQuerySet


@tells_committee("conversations", order=55)
def conversations(period: ReportPeriod) -> ReportedSection:
    """Comments and messages of the quarter: answered in time, carried on in private, hidden under a rule."""
    begins, ends = period.moments
    page, before = reverse("conversations:totals"), timed(*period.year_ago.moments).count()
    came, times, offline = timed(begins, ends), reply_times(begins, ends), offline_figures(begins, ends)
    if not (number := came.count()) and not before and not Conversation.objects.exists():
        return ReportedSection("", missing=("Comments and messages: none has reached the desk yet.",))
    hidden = Hide.objects.between(begins, ends)
    due = came.filter(Q(first_reply_at__isnull=False) | Q(first_due__lt=ends, case__isnull=True))
    late = due.filter(first_reply_at__isnull=True)
    private, how = negative(begins, ends).select_related("offline"), "Negative comments carried on in private"
    figures = (
        ReportedFigure("Comments and messages to answer", number, page, before=before, rows=partial(_rows, came)),
        ReportedFigure("Answered in time", times.in_time, page, of=times.due, sampled=True, rows=partial(_rows, due, _in_time)),
        ReportedFigure("Not answered yet, and late", times.overdue, page, comparable=False, rows=partial(_rows, late)),
        ReportedFigure(how, offline.taken, page, of=offline.negative, rows=partial(_rows, private, _in_private)),
        ReportedFigure("Hidden under a house rule", hidden.count(), page, comparable=False, rows=partial(_hidden, begins, ends)),
    )
    lines = (f"Half of those answered waited {spoken(times.middle)} or less.",) if times.middle is not None else ()
    return ReportedSection("Comments and messages", lines, figures)


def _always(one: Conversation) -> bool:
    return True


def _in_time(one: Conversation) -> bool:
    return bool(one.first_reply_at and one.first_due and one.first_reply_at <= one.first_due)


def _in_private(one: Conversation) -> bool:
    return hasattr(one, "offline") or bool(one.case_id)


def _rows(rows: ConversationQuerySet, counts: Callable[[Conversation], bool] = _always) -> Iterator[Counted]:
    for one in rows.order_by("-received_at", "-pk"):
        words = f"due {_at(one.first_due, 'at no set time')}, answered {_at(one.first_reply_at, 'not yet')}"
        yield Counted(str(one), words, one.get_absolute_url(), counts=counts(one))


def _hidden(begins: datetime, ends: datetime) -> Iterator[Counted]:
    for row in Hide.objects.between(begins, ends).select_related("rule"):
        again = ", shown again since" if row.undone_at else ""
        yield Counted(f"Hidden comment {row.pk}", f"under “{row.rule.title}”{again}", reverse("conversations:totals"))


def _at(moment: datetime | None, otherwise: str) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y, %H:%M}" if moment else otherwise
