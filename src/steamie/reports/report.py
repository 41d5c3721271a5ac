"""What is overdue, over all rooms: what the law, a procedure or the committee itself waits for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from django.urls import reverse
from django.utils import timezone

from steamie.casework.models import CaseClock
from steamie.complaints.models import ComplaintStage
from steamie.conversations.models import Conversation
from steamie.rules.counting import some
from steamie.rules.reporting import ReportedFigure, ReportedSection, ReportPeriod, tells_committee
from steamie.rules.standing import Counted
from steamie.strategy import due
from steamie.strategy.reading import NotLoaded

from .models import AskedDecision


@tells_committee("reports.overdue", order=86)
def overdue(period: ReportPeriod) -> ReportedSection:
    """What is past its day when this is counted, whatever quarter it is from."""
    now = period.now
    real = CaseClock.objects.overdue(now).filter(case__is_test=False, case__held_because="", case__ended_at__isnull=True)
    duties = real.select_related("case").order_by("due_at")
    stages = ComplaintStage.objects.of_counted().overdue(now).select_related("complaint__case", "clock")
    late = Conversation.objects.waiting_for_us().filter(next_due__lt=now, case__isnull=True)
    asked = AskedDecision.objects.filter(report__approval__isnull=False, decided_on__isnull=True).select_related("report")
    cases, complaints = reverse("casework:totals"), reverse("complaints:figures")
    talks, reports = reverse("conversations:totals"), reverse("reports:reports")
    figures = (
        _figure("Duties of cases past their day", cases, [_duty(one) for one in duties]),
        _figure("Answers to complaints past their day", complaints, [_stage(one) for one in stages]),
        _figure("Comments and messages that wait too long", talks, [_talk(one) for one in late]),
        _figure("Decisions we asked for and do not have", reports, [_decision(one) for one in asked]),
    )
    return ReportedSection("What is overdue", tuple(_review(now)), figures)


def _figure(label: str, page: str, rows: Iterable[Counted]) -> ReportedFigure:
    listed = list(rows)
    return ReportedFigure(label, len(listed), page, comparable=False, rows=partial(list, listed))


def _review(now: datetime) -> Iterator[str]:
    """The review of the strategy, while it is overdue."""
    try:
        review = due.now(timezone.localdate(now))
    except NotLoaded:
        return
    if review.overdue:
        yield f"The review of our strategy is {some(review.days_overdue, 'day')} overdue."


def _duty(one: CaseClock) -> Counted:
    return Counted(str(one.case), f"{one.label}, due {_day(one.due_at)}", _case(one.case.reference))


def _stage(one: ComplaintStage) -> Counted:
    day = f"due {_day(one.clock.due_at)}" if one.clock else ""
    return Counted(str(one), day, _case(one.complaint.case.reference))


def _talk(one: Conversation) -> Counted:
    return Counted(str(one), f"due {_day(one.next_due)}" if one.next_due else "", one.get_absolute_url())


def _decision(one: AskedDecision) -> Counted:
    return Counted(one.question, str(one.report), one.report.get_absolute_url())


def _case(reference: str) -> str:
    return reverse("casework:case", args=[reference])


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y}"
