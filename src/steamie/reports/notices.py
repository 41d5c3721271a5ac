"""What people are written about the committee's report: one that waits for their yes, and that theirs was approved."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from steamie.evidence.models import Event
from steamie.people.notifying import NoticeTopic, WorkNotice, notifies, subject_of, who_may
from steamie.rules.permissions import Act

from .models import CommitteeReport
from .verbs import Verb


def _waits(event: Event) -> bool:
    report = subject_of(event, CommitteeReport)
    return report is not None and not report.is_approved


def _is_first_since_it_could_be_approved(event: Event, report: CommitteeReport) -> bool:
    """Whether its quarter was over when this was written, and nothing had been since: a letter for every save is none's wish."""
    if timezone.localdate(event.at) <= report.span.last:
        return False
    earlier = Event.objects.filter(subject=event.subject, verb=Verb.WRITE_A_REPORT, number__lt=event.number)
    return not any(timezone.localdate(at) > report.span.last for at in earlier.values_list("at", flat=True))


@notifies(NoticeTopic.APPROVAL, Verb.WRITE_A_REPORT, holds=_waits)
def report_to_approve(event: Event) -> Iterator[WorkNotice]:
    """Whoever may approve it, once, when its quarter is over."""
    report = subject_of(event, CommitteeReport)
    if report is not None and _is_first_since_it_could_be_approved(event, report):
        for person in who_may(Act.APPROVE, event.at):
            yield WorkNotice(person, f"The report for {report.span.name} waits for your approval", report.get_absolute_url())


@notifies(NoticeTopic.OWN_WORK, Verb.APPROVE_A_REPORT)
def report_approved(event: Event) -> Iterator[WorkNotice]:
    """Whoever wrote it."""
    if report := subject_of(event, CommitteeReport):
        words = f"Your report for {report.span.name} is approved"
        yield WorkNotice(report.written_by, words, report.get_absolute_url())
