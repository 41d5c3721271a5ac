"""A list of tenancies on its way in: sent, its columns matched, its changes looked at, and taken."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.files import sheets
from steamie.people.carrying_out import carried_out
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.refusals import NotReady
from steamie.people.requests import DeskRequest
from steamie.portal.actions import lists
from steamie.portal.desk_forms import ListColumnsForm, TenancyListForm
from steamie.portal.models import TenancyList
from steamie.rules.counting import some
from steamie.rules.permissions import Act
from steamie.rules.tenancy_lists import ChangeKind

ROWS, LETTERS = 20_000, 4_000_000
SHOWN = 200  # changes on the page; all of them are counted


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def send(request: DeskRequest) -> HttpResponse:
    """Take a file and read its cells; nothing of it is taken yet."""
    require(request.user, Act.KEEP_TENANCIES)
    form = TenancyListForm(request.POST, request.FILES) if request.method == "POST" else TenancyListForm()
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("portal_desk:columns", _keep(request, form).pk)
        except sheets.SheetRefused as refusal:
            form.add_error("file", refusal)
    context = {"room": "cases", "form": form}
    return render(request, "portal/desk_send_list.html", context, status=422 if form.errors else 200)


def _keep(request: DeskRequest, form: TenancyListForm) -> TenancyList:
    file = form.cleaned_data["file"]
    content = sheets.content_of(file)
    reading = _read(content)
    return lists.send_list(name=file.name, content=content if reading["encodings"] else b"", reading=reading, by=request.user)


def _read(content: bytes, encoding: str = "") -> dict[str, Any]:
    """The cells of the first table. Raises ``SheetRefused`` where there are none, or more than are read."""
    reading = sheets.read(content, encoding=encoding, rows=ROWS, letters=LETTERS)
    if not reading["tables"] or len(reading["tables"][0]["lines"]) < 2:
        raise sheets.SheetRefused("There are no rows in this file. Its first line names the columns.")
    if reading["tables"][0]["beyond"]:
        raise sheets.SheetRefused(f"The file holds more than {ROWS:,} rows. Send it in two parts.")
    return reading


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: DeskRequest, pk: int) -> HttpResponse:
    """Which column is which. Another way to read the letters shows the columns again."""
    require(request.user, Act.KEEP_TENANCIES)
    upload = get_object_or_404(TenancyList, pk=pk, taken_at__isnull=True)
    shown = {"month_first": upload.puts_month_first}
    form = ListColumnsForm(request.POST or None, reading=upload.reading, headings=upload.headings, initial=shown)
    if request.method == "POST" and _read_otherwise(request, upload):
        return redirect("portal_desk:columns", upload.pk)

    def act(data: dict[str, Any]) -> object:
        flags = {name: data[name] for name in ("month_first", "complete")}
        return lists.match_columns(upload=upload, columns=form.columns(), **flags, by=request.user)

    if request.method == "POST" and carried_out(form, act):
        return redirect(upload)
    samples = [list(cells) for cells in list(upload.rows.values())[:3]]
    context = {"room": "cases", "upload": upload, "form": form, "headings": upload.headings, "samples": samples}
    return render(request, "portal/desk_columns.html", context, status=422 if form.errors else 200)


def _read_otherwise(request: DeskRequest, upload: TenancyList) -> bool:
    """Whether a person chose another way to read the letters, and it was read so."""
    chosen = request.POST.get("encoding", "")
    if not chosen or chosen == upload.reading.get("encoding") or not upload.content:
        return False
    reading = _read(bytes(upload.content), chosen) | {"encodings": upload.reading["encodings"]}
    lists.read_again(upload=upload, reading=reading, by=request.user)
    return True


@login_required
@require_safe
def changes(request: DeskRequest, pk: int) -> HttpResponse:
    """What taking the list does: how many of each, and each of them."""
    require(request.user, Act.KEEP_TENANCIES)
    upload = get_object_or_404(TenancyList, pk=pk)
    if upload.taken_at is None and not upload.columns:
        return redirect("portal_desk:columns", upload.pk)
    plans, doubts = ([], []) if upload.taken_at else lists.look(upload, timezone.localdate())
    found = [change for plan in plans for change in plan.changes]
    counted = Counter(change.kind for change in found)
    context = {
        "room": "cases",
        "upload": upload,
        "counts": [(kind.value, counted[kind]) for kind in ChangeKind if counted[kind]],
        "changes": found[:SHOWN],
        "more": max(len(found) - SHOWN, 0),
        "doubts": doubts[:SHOWN],
        "number": len(plans),
        "leaving": counted[ChangeKind.LEAVES] + counted[ChangeKind.ENDS],
    }
    return render(request, "portal/desk_list.html", context)


@login_required
@require_POST
@done_once
def take(request: DeskRequest, pk: int) -> HttpResponse:
    """Take it."""
    require(request.user, Act.KEEP_TENANCIES)
    upload = get_object_or_404(TenancyList, pk=pk)
    try:
        number = lists.take_list(upload=upload, by=request.user)
    except NotReady as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(upload)
    messages.success(request, f"Taken: {some(number, 'tenancy', 'tenancies')} changed.")
    return redirect("portal_desk:overview")
