"""Writing, approving and sending the committee's report, and what the committee says to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from steamie.casework.actions.opening import Report, Whose, open_case
from steamie.casework.models import Case
from steamie.evidence.actions import record
from steamie.evidence.actors import NamedActor
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Grant, Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.reports.gathering import digest, gather, seen_mark
from steamie.reports.models import AskedDecision, CommitteeReport, ReportApproval, ReportQuestion, ReportSending
from steamie.reports.papers import pdf
from steamie.reports.verbs import Verb
from steamie.rules.cases import Way
from steamie.rules.permissions import Act, Office
from steamie.rules.quarters import quarter_of

KEPT = Citation("analytics.fresh")
COMMITTEE = NamedActor("committee", Office.COMMITTEE)  # whoever of them asks: the event of the question says who


@action()
def write_report(*, first: date, lead: str, decisions: Sequence[str], by: Person, at: datetime | None = None) -> CommitteeReport:
    """Write what stands above the figures. Raises ``NotReady`` once it was approved."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    report = CommitteeReport.objects.select_for_update(no_key=True).filter(first=first).first()
    if report is not None and report.is_approved:
        raise NotReady([Problem("It was approved, so it can no longer change.")])
    defaults = {"lead": lead, "written_by": by, "written_at": moment}
    report, _ = CommitteeReport.objects.update_or_create(first=quarter_of(first).first, defaults=defaults)
    report.decisions.all().delete()
    for place, question in enumerate(decisions, 1):
        AskedDecision.objects.create(report=report, place=place, question=question)
    record(by=by, verb=Verb.WRITE_A_REPORT, clause=KEPT, subject=report, facts={"decisions": len(decisions)}, at=moment)
    return report


@action()
def approve_report(*, report: CommitteeReport, by: Person, seen: str = "", at: datetime | None = None) -> ReportApproval:
    """Approve the report as it is now, every word and number.

    ``seen``: the mark of what they read. Raises ``NotReady`` before the quarter has ended, twice, or when it has changed since.
    """
    moment = at or timezone.now()
    require(by, Act.APPROVE, on=timezone.localdate(moment))
    row = CommitteeReport.objects.select_for_update(no_key=True).get(pk=report.pk)
    if row.is_approved:
        raise NotReady([Problem("It was approved already.")])
    if timezone.localdate(moment) <= row.span.last:
        raise NotReady([Problem(f"The quarter ends on {row.span.last:%-d %B %Y}. Approve it after that.")])
    content = gather(row, row.first, moment)
    if seen and seen != seen_mark(content):
        raise NotReady([Problem("A figure has changed since you opened this page. Look once more, then approve.")])
    mark = digest(content)
    approval = ReportApproval.objects.create(report=row, by=by, at=moment, content=content, digest=mark)
    record(by=by, verb=Verb.APPROVE_A_REPORT, clause=KEPT, subject=row, facts={"digest": mark}, at=moment)
    return approval


@action()
def send_report(*, report: CommitteeReport, by: Person, at: datetime | None = None) -> ReportSending:
    """Put the approved report in the outbox for each of the committee. Raises ``NotReady`` when there is nobody to send to."""
    moment = at or timezone.now()
    require(by, Act.APPROVE, on=timezone.localdate(moment))
    if not report.is_approved:
        raise NotReady([Problem("Approve it first.")])
    readers = _committee(timezone.localdate(moment))
    if not readers:
        raise NotReady([Problem("Nobody on the committee has an account with an e-mail address.")])
    content, mark = report.approval.content, report.approval.digest
    paper = pdf(content, status=status_words(report), digest=mark)
    address = f"{settings.PUBLIC_URL}{report.get_absolute_url()}"
    words = render_to_string("reports/letters/report.txt", {"content": content, "address": address})
    for person in readers:
        letter = EmailMessage(content["title"], words, to=[person.email])
        letter.attach(f"report-{report.first}.pdf", paper, "application/pdf")
        letter.send()
    sending = ReportSending.objects.create(report=report, by=by, at=moment, letters=len(readers))
    record(by=by, verb=Verb.SEND_A_REPORT, clause=KEPT, subject=report, facts={"letters": len(readers)}, at=moment)
    return sending


def _committee(day: date) -> list[Person]:
    grants = Grant.objects.in_force(day).filter(office=Office.COMMITTEE, person__is_active=True)
    return list(Person.objects.filter(grants__in=grants).exclude(email="").distinct().order_by("pk"))


def status_words(report: CommitteeReport | None) -> str:
    """Whether it was approved, in a sentence for whoever reads it."""
    if report is None or not report.is_approved:
        return "Draft: nobody has approved it yet."
    at = timezone.localtime(report.approval.at)
    return f"Approved on {at:%A} {at.day} {at:%B %Y}."


@action()
def ask_about(*, report: CommitteeReport, words: str, by: Person, at: datetime | None = None) -> Case:
    """Ask something about a report: it becomes a case with a clock, answered like any other."""
    moment = at or timezone.now()
    require(by, Act.READ_MEASURES, on=timezone.localdate(moment))
    told = Report(
        kind="enquiry",
        way=Way.MESSAGE,
        words=words,
        summary=f"About the {str(report).lower()}",
        whose=Whose(name=by.name, email=by.email),
    )
    case = open_case(report=told, by=COMMITTEE, at=moment)
    ReportQuestion.objects.create(report=report, case=case, by=by, at=moment)
    record(by=by, verb=Verb.ASK_ABOUT_A_REPORT, clause=KEPT, subject=report, facts={"case": case.pk}, at=moment)
    return case


@action()
def write_decision(
    *, decision: AskedDecision, decided: str, decided_on: date | None, outcome: str, by: Person, at: datetime | None = None
) -> AskedDecision:
    """Write down what the committee decided, and later what came of it."""
    moment = at or timezone.now()
    require(by, Act.PLAN, on=timezone.localdate(moment))
    if not decision.report.is_approved:
        raise NotReady([Problem("The report was not approved yet, so nobody has decided on it.")])
    if bool(decided) != bool(decided_on):
        raise NotReady([Problem("Say both what was decided and on which day.", "decided_on" if decided else "decided")])
    if decided_on and decided_on > timezone.localdate(moment):
        raise NotReady([Problem("That day has not come yet.", "decided_on")])
    decision.decided, decision.decided_on, decision.outcome = decided, decided_on, outcome
    decision.save(update_fields=["decided", "decided_on", "outcome"])
    facts = {"place": decision.place, "on": decided_on.isoformat() if decided_on else ""}
    record(by=by, verb=Verb.DECIDE_ON_A_REPORT, clause=KEPT, subject=decision.report, facts=facts, at=moment)
    return decision
