"""The committee's report on screen and on paper; and what is done with it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from defusedcsv import csv
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.casework.models import Case
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.printing import CannotTypeset
from steamie.reports import papers
from steamie.reports.actions import reporting as actions
from steamie.reports.charts import quarter_chart
from steamie.reports.forms import AskForm, DecisionForm, LeadForm
from steamie.reports.gathering import content_of, digest, seen_mark
from steamie.reports.models import AskedDecision, CommitteeReport, ReportSending
from steamie.reports.views.rows import begun_quarter
from steamie.rules.counting import some
from steamie.rules.permissions import Act
from steamie.rules.quarters import preceding, quarter_of
from steamie.strategy.lines import BoardReader

LISTED = 6  # quarters
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNSEEN = "unseen"  # stands for the mark in a form that does not say what was read: it fits no report


@login_required
@require_safe
def reports(request: DeskRequest) -> HttpResponse:
    """This quarter and those before it, each with how its report stands."""
    require(request.user, Act.READ_MEASURES)
    spans = [quarter_of(timezone.localdate())]
    while len(spans) < LISTED:
        spans.append(preceding(spans[-1]))
    by_first = {row.first: row for row in _reports()}
    spans += [row.span for first, row in by_first.items() if first < spans[-1].first]
    rows = [(span, by_first.get(span.first)) for span in spans]
    return render(request, "reports/reports.html", {"room": "readings", "rows": rows})


def _reports() -> Any:
    return CommitteeReport.objects.select_related("approval").prefetch_related("sendings")


def written(first: date) -> CommitteeReport | None:
    """The report of that quarter, as far as anybody has written it."""
    report: CommitteeReport | None = _reports().filter(first=begun_quarter(first).first).first()
    return report


@login_required
@require_safe
def report(request: DeskRequest, first: date) -> HttpResponse:
    """The report: page one, then every section; each number leads to its rows."""
    require(request.user, Act.READ_MEASURES)
    return _page(request, first)


@login_required
@require_safe
def large(request: DeskRequest, first: date) -> HttpResponse:
    """The same in large letters, with lists for wide tables."""
    require(request.user, Act.READ_MEASURES)
    return _page(request, first, template="reports/large.html")


def _page(request: DeskRequest, first: date, template: str = "reports/report.html", **tried: Form) -> HttpResponse:
    row = written(first)
    content = content_of(row, first, timezone.now(), afresh="afresh" in request.GET)
    may_write = ruling(request.user, Act.PLAN).allowed and not (row and row.is_approved)
    initial = {"lead": content["lead"], "decisions": "\n".join(content["decisions"])}
    context: dict[str, Any] = {
        "room": "readings",
        "span": begun_quarter(first),
        "report": row,
        "content": content,
        "reader": BoardReader(request.user),
        "sections": [_drawn(section) for section in content["sections"]],
        "status": actions.status_words(row),
        "foot": papers.foot(content, row.approval.digest if row and row.is_approved else digest(content)),
        "lead_form": LeadForm(initial=initial) if may_write else None,
        "seen": seen_mark(content),
        "may_approve": ruling(request.user, Act.APPROVE).allowed,
        "has_ended": timezone.localdate() > begun_quarter(first).last,
        "ask_form": AskForm(),
        **_answers(request, row),
        **tried,
    }
    return render(request, template, context, status=422 if tried else 200)


def _drawn(section: dict[str, Any]) -> dict[str, Any]:
    drawn = [(quarter_chart(one["title"], one["points"]), one["points"]) for one in section["charts"]]
    return section | {"charts": [(chart, points) for chart, points in drawn if chart]}


def _answers(request: DeskRequest, row: CommitteeReport | None) -> dict[str, Any]:
    """What the committee decided and asked, once it was approved."""
    if row is None or not row.is_approved:
        return {}
    decisions = list(row.decisions.all())
    forms = []
    if ruling(request.user, Act.PLAN).allowed:
        names = ("decided", "decided_on", "outcome")
        forms = [
            (one, DecisionForm(prefix=f"d{one.pk}", initial={name: getattr(one, name) for name in names})) for one in decisions
        ]
    asked = Case.objects.filter(report_question__report=row).order_by("received_at")
    return {"decisions": decisions, "decision_forms": forms, "questions": list(asked)}


@login_required
@require_POST
@done_once
def write(request: DeskRequest, first: date) -> HttpResponse:
    """Save what stands above the figures."""
    require(request.user, Act.PLAN)
    span = begun_quarter(first)
    form = LeadForm(request.POST)
    if not carried_out(form, lambda data: actions.write_report(first=span.first, **data, by=request.user)):
        return _page(request, first, lead_form=form)
    messages.success(request, "Saved.")
    return redirect("reports:report", first=first)


@login_required
@require_POST
@done_once
def approve(request: DeskRequest, first: date) -> HttpResponse:
    """Approve it as it stands."""
    require(request.user, Act.APPROVE)
    row = written(first)
    if row is None:
        messages.error(request, "Write a sentence for the committee first.")
        return redirect("reports:report", first=first)
    seen, again = request.POST.get("seen") or UNSEEN, f"{row.get_absolute_url()}?afresh=1"
    act = partial(actions.approve_report, report=row, by=request.user, seen=seen)
    return _deed(request, first, act, "Approved. Now it can be sent.", again=again)


@login_required
@require_POST
@done_once
def send(request: DeskRequest, first: date) -> HttpResponse:
    """Put it on its way to the committee."""
    require(request.user, Act.APPROVE)
    row = written(first)
    if row is None or not row.is_approved:
        messages.error(request, "Approve it first.")
        return redirect("reports:report", first=first)
    letters: list[ReportSending] = []
    answer = _deed(request, first, lambda: letters.append(actions.send_report(report=row, by=request.user)), "")
    if letters:
        messages.success(request, f"{some(letters[0].letters, 'letter')} put in the outbox. It shows whether each arrives.")
    return answer


def _deed(request: DeskRequest, first: date, act: Any, words: str, again: str = "") -> HttpResponse:
    try:
        act()
    except NotReady as refusal:
        messages.error(request, refusal.problems[0].message)
        if again:
            return redirect(again)
    except CannotTypeset as problem:
        messages.error(request, f"The PDF could not be made. {problem}")
    else:
        if words:
            messages.success(request, words)
    return redirect("reports:report", first=first)


@login_required
@require_POST
@done_once
def ask(request: DeskRequest, first: date) -> HttpResponse:
    """Ask something about it."""
    require(request.user, Act.READ_MEASURES)
    row = written(first)
    if row is None or not row.is_approved:
        raise Http404("Nobody has approved this report yet.")
    form, cases = AskForm(request.POST), list[Case]()
    if not carried_out(form, lambda data: cases.append(actions.ask_about(report=row, words=data["words"], by=request.user))):
        return _page(request, first, ask_form=form)
    messages.success(request, f"Your question is {cases[0].reference}. It will be answered like any other.")
    return redirect("reports:report", first=first)


@login_required
@require_POST
@done_once
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """Write down what was decided, or what came of it."""
    require(request.user, Act.PLAN)
    row = get_object_or_404(AskedDecision.objects.select_related("report"), pk=pk)
    form = DecisionForm(request.POST, prefix=f"d{row.pk}")
    if not carried_out(form, lambda data: actions.write_decision(decision=row, **data, by=request.user)):
        return _page(request, row.report.first, failed_form=form)
    messages.success(request, "Saved.")
    return redirect(row.report)


def _paper(first: date) -> tuple[dict[str, Any], dict[str, str]]:
    row = written(first)
    content = content_of(row, first, timezone.now())
    mark = row.approval.digest if row and row.is_approved else digest(content)
    return content, {"status": actions.status_words(row), "digest": mark}


@login_required
@require_safe
def pdf(request: DeskRequest, first: date) -> HttpResponse:
    """The report as a tagged PDF; with ``?large=1`` in large print."""
    require(request.user, Act.READ_MEASURES)
    content, words = _paper(first)
    is_large = bool(request.GET.get("large"))
    try:
        paper = papers.pdf(content, **words, large=is_large)
    except CannotTypeset as problem:
        messages.error(request, f"The PDF could not be made. {problem}")
        return redirect("reports:report", first=first)
    return _file(f"report-{first}{'-large-print' if is_large else ''}.pdf", "application/pdf", paper)


@login_required
@require_safe
def word(request: DeskRequest, first: date) -> HttpResponse:
    """The report as a Word document."""
    require(request.user, Act.READ_MEASURES)
    content, words = _paper(first)
    return _file(f"report-{first}.docx", DOCX, papers.word(content, **words))


@login_required
@require_safe
def figures(request: DeskRequest, first: date) -> HttpResponse:
    """Every figure as a sheet."""
    require(request.user, Act.READ_MEASURES)
    content, _ = _paper(first)
    answer = _file(f"report-{first}.csv", "text/csv; charset=utf-8", "\ufeff".encode())
    csv.writer(answer).writerows(papers.figures(content))
    return answer


def _file(name: str, kind: str, content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
