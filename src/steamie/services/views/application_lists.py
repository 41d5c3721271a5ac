"""The landlord's list of applications at the desk: sent, its columns matched, looked at, and put in place of the one before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from steamie.casework.views.inbox import visible
from steamie.files import sheets
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.requests import DeskRequest
from steamie.services import applications
from steamie.services.actions import applications as actions
from steamie.services.application_forms import ApplicationListForm, AsOfForm, MatchForm
from steamie.services.applications import ApplicationListChange, ApplicationReading
from steamie.services.models import ApplicationList, ApplicationLooks, ApplicationSheet

SAMPLE = 3  # rows shown of each column


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def lists(request: DeskRequest) -> HttpResponse:
    """The list in force, how often it was asked, and the way to a newer one."""
    visible(request.user)  # an office that sees no case is refused
    today = timezone.localdate()
    form = ApplicationListForm()
    if request.method == "POST":
        actions.require_homes(request.user, today)
        form = ApplicationListForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return redirect("services_desk:application_sheet", _keep(request, form).pk)
            except sheets.SheetRefused as refusal:
                form.add_error("file", refusal)
    context = {
        "room": "cases",
        "form": form,
        "newest": ApplicationList.objects.select_related("brought_in_by").in_force(),
        "may_bring": actions.works_with_homes(request.user, today),
        "looks": ApplicationLooks.objects.aggregate(answered=Sum("answered"), not_found=Sum("not_found")),
    }
    return render(request, "services/application_lists.html", context, status=422 if form.errors else 200)


def _keep(request: DeskRequest, form: ApplicationListForm) -> ApplicationSheet:
    file, now = form.cleaned_data["file"], timezone.now()
    reading = sheets.read(sheets.content_of(file), rows=applications.MOST_ROWS)
    table = applications.table_of(reading)
    if table is None:
        raise sheets.SheetRefused("There are no rows in this file.")
    if table.beyond:
        raise sheets.SheetRefused(f"The list is longer than {applications.MOST_ROWS} rows, so some people would not be on it.")
    heading, before = applications.heading_of(table), ApplicationList.objects.in_force()
    same = before is not None and before.headings == applications.digest(heading)
    columns = before.columns if before and same else applications.guess(heading)
    return actions.keep_sheet(name=file.name, reading=reading, columns=columns, by=request.user, at=now)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def sheet(request: DeskRequest, pk: int) -> HttpResponse:
    """Their columns beside ours, and what would be on the list."""
    upload, reading = _read(request, pk)
    form = _match_form(request, upload, reading)
    if request.method == "POST" and form.is_valid():
        actions.match(sheet=upload, columns=form.columns(), by=request.user, at=timezone.now())
        return redirect("services_desk:application_sheet", upload.pk)
    return _shown(request, upload, reading, form, AsOfForm(initial={"as_of": timezone.localdate()}))


@login_required
@require_POST
@done_once
def admit(request: DeskRequest, pk: int) -> HttpResponse:
    """Put it in place of the list in force."""
    upload, reading = _read(request, pk)
    form = AsOfForm(request.POST)
    headings = applications.digest(applications.heading_of(reading.sheet))

    def act(data: dict[str, Any]) -> object:
        return actions.replace_list(
            rows=[] if reading.missing else reading.ready,
            as_of=data["as_of"],
            headings=headings,
            columns=reading.columns,
            left_out=len(reading.wrong),
            by=request.user,
            at=timezone.now(),
        )

    if not carried_out(form, act):
        return _shown(request, upload, reading, _match_form(None, upload, reading), form)
    messages.success(request, f"{len(reading.ready)} applications are on the list. People can ask where theirs stands.")
    return redirect("services_desk:application_lists")


def _read(request: DeskRequest, pk: int) -> tuple[ApplicationSheet, ApplicationReading]:
    actions.require_homes(request.user, timezone.localdate())
    upload = get_object_or_404(ApplicationSheet, pk=pk, sent_by=request.user)
    table = applications.table_of(upload.reading)
    if table is None:
        raise sheets.SheetRefused("There are no rows in this file.")
    return upload, applications.read(table, upload.columns)


def _match_form(request: DeskRequest | None, upload: ApplicationSheet, reading: ApplicationReading) -> MatchForm:
    heading = applications.heading_of(reading.sheet)
    sent = request.POST if request is not None and request.method == "POST" else None
    return MatchForm(sent, headings=heading.cells if heading else (), initial=upload.columns)


def _shown(
    request: DeskRequest, upload: ApplicationSheet, reading: ApplicationReading, form: MatchForm, as_of: AsOfForm
) -> HttpResponse:
    context = {
        "room": "cases",
        "upload": upload,
        "reading": reading,
        "form": form,
        "as_of": as_of,
        "change": ApplicationListChange(reading.ready),
        "labels": [label for name, label in _labels(reading)],
        "sample": [[(label, row.cells[name]) for name, label in _labels(reading)] for row in reading.ready[:SAMPLE]],
    }
    status = 422 if form.is_bound or as_of.is_bound else 200
    return render(request, "services/application_sheet.html", context, status=status)


def _labels(reading: ApplicationReading) -> list[tuple[str, str]]:
    return [(name, label) for name, label in applications.LABELS.items() if name in reading.columns]
