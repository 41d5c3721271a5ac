"""The committee's reports of two quarters, what it decided and asked, and a pack of evidence for the regulator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from steamie.casework.actions import ending, handling, trail
from steamie.casework.actions.trail import Entry
from steamie.casework.models.cases import Outcome
from steamie.casework.models.trail import EntryKind
from steamie.reports.actions import reporting
from steamie.reports.actions.packs import build_pack
from steamie.reports.models import CommitteeReport
from steamie.rules.cases import Way
from steamie.rules.quarters import Span, preceding, quarter_of

from .posts import Desk
from .year import LONDON, lately, next_day

DAYS_TO_WRITE = timedelta(days=9)  # after a quarter has ended


@dataclass(frozen=True, slots=True)
class PastReport:
    """What stood above the figures of one quarter, and what the committee said."""

    back: int  # quarters ago
    lead: str
    asked: str
    decided: str
    outcome: str


REPORTS = (
    PastReport(
        2,
        "Most posts were about our own work, so the shares were out of balance.",
        "Plan one local story a week until the shares are in balance.",
        "Agreed.",
        "The shares were in balance in the quarter after.",
    ),
    PastReport(
        1,
        "The shares are in balance. More of you asked us for something online.",
        "Ask the survey about getting online again this autumn, on paper too.",
        "Agreed.",
        "It was asked, and the answers are in.",
    ),
)


def tell_committee(desk: Desk) -> None:
    """Each report is written, approved and decided on; then a question is asked and answered."""
    span = quarter_of(timezone.localdate(desk.now))
    for past in REPORTS:
        _report(desk, past, _back(span, past.back))
    build_pack(
        first=_back(span, 2).first,
        last=timezone.localdate(desk.now),
        purpose="The regulator’s visit, invented for the demonstration",
        by=desk.cast.officer,
        at=lately(desk.now),
    )


def _back(span: Span, quarters: int) -> Span:
    for _ in range(quarters):
        span = preceding(span)
    return span


def _report(desk: Desk, past: PastReport, span: Span) -> None:
    written = next_day(_evening(span.last + DAYS_TO_WRITE))
    decided = next_day(written + timedelta(days=6))
    if decided > desk.now:
        return
    by = desk.cast.officer
    report = reporting.write_report(first=span.first, lead=past.lead, decisions=[past.asked], by=by, at=written)
    reporting.approve_report(report=report, by=by, at=written)
    [decision] = report.decisions.all()
    outcome = past.outcome if past.back > 1 else ""
    reporting.write_decision(
        decision=decision, decided=past.decided, decided_on=timezone.localdate(decided), outcome=outcome, by=by, at=decided
    )
    if outcome:
        _asked(desk, report, decided)


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(18), LONDON)


def _asked(desk: Desk, report: CommitteeReport, at: datetime) -> None:
    """A member asks, and is answered on the next working day."""
    case = reporting.ask_about(
        report=report, words="Could we see the visits for each street?", by=desk.cast["committee.chair"], at=at
    )
    handler, answered = desk.cast["staff.housing"], next_day(at)
    handling.take(case=case, by=handler, at=answered)
    words = "No: we follow nobody, so we only have totals."
    trail.write(case=case, entry=Entry(EntryKind.CALL, words, Way.PHONE, answers=True), by=handler, at=answered)
    ending.end(case=case, outcome=Outcome.ANSWERED, by=handler, at=answered)
