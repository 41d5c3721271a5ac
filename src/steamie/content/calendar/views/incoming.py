"""A sheet on its way in: sent, its columns matched, its rows looked at, and those that are ready made drafts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from steamie.content.calendar import sheet
from steamie.content.calendar.forms import ColumnsForm, ImportForm
from steamie.content.calendar.incoming import actions, headings
from steamie.content.calendar.incoming import answers as answering
from steamie.content.calendar.incoming.draft_rows import DraftRow, RowState
from steamie.content.calendar.incoming.reading import SheetReading
from steamie.content.calendar.incoming.table import tables
from steamie.content.calendar.models import ColumnMatch, SheetPost, SheetUpload
from steamie.files import sheets
from steamie.people.once import done_once
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules import balance, quarters, share_words
from steamie.rules.counting import some
from steamie.rules.permissions import Act
from steamie.rules.typed_numbers import whole_number
from steamie.strategy import reading as strategy


@login_required
@done_once
def send(request: DeskRequest) -> HttpResponse:
    """Take a file, read its cells, and go on to its columns; those sent before wait for a day."""
    require(request.user, Act.PLAN)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_keep(request, form))
        except sheets.SheetRefused as refusal:
            form.add_error("file", refusal)
    context = {
        "room": "calendar",
        "form": form,
        "waiting": SheetUpload.objects.filter(sent_by=request.user).defer("content", "reading")[:5],
    }
    context["columns"] = sheet.named(sheet.COLUMNS, strategy.shares())
    return render(request, "calendar/import.html", context, status=422 if form.errors else 200)


def _keep(request: DeskRequest, form: ImportForm) -> SheetUpload:
    file = form.cleaned_data["file"]
    content = sheets.content_of(file)
    cells = sheets.read(content)
    if not cells["tables"]:
        raise sheets.SheetRefused("There are no rows in this file.")
    return actions.keep_sheet(name=file.name, content=content if cells["encodings"] else b"", reading=cells, by=request.user)


@login_required
def columns(request: DeskRequest, pk: int) -> HttpResponse:
    """Their columns beside ours, with what is asked about the sheet as a whole."""
    require(request.user, Act.PLAN)
    upload = _upload(request, pk)
    reading = _reading(upload)
    form = ColumnsForm(
        request.POST or None, reading=reading, tables=tables(upload.reading), encodings=upload.reading["encodings"]
    )
    if request.method == "POST":
        if _read_otherwise(request, upload, reading):
            return redirect("calendar:columns", upload.pk)
        if form.is_valid():
            answers = form.answers()
            actions.answer_about(upload=upload, answers=answers, by=request.user)
            actions.remember_columns(headings=headings.digest(reading.names), columns=answers.columns, by=request.user)
            return redirect(upload)
    context = {"room": "calendar", "upload": upload, "sheet": reading, "form": form}
    return render(request, "calendar/columns.html", context, status=422 if form.errors else 200)


def _read_otherwise(request: DeskRequest, upload: SheetUpload, reading: SheetReading) -> bool:
    """Whether another table, heading or alphabet was chosen: then the columns are guessed afresh, and looked at again."""
    answers, cells = reading.answers, None
    encoding, table = request.POST.get("encoding", ""), whole_number(request.POST.get("table", ""))
    heading, now = whole_number(request.POST.get("heading", "")), reading.heading.number if reading.heading else 0
    if encoding in dict(upload.reading["encodings"]) and encoding != upload.reading["encoding"]:
        ways = upload.reading["encodings"]
        chosen_first = sorted(ways, key=lambda way: way[0] != encoding)
        cells = sheets.read(bytes(upload.content), encoding=encoding) | {"encodings": chosen_first}
        upload.reading = cells
        actions.answer_about(upload=upload, answers=answers, by=request.user, reading=cells)
        return False
    if table not in (None, answers.table) and table < len(upload.reading["tables"]):
        actions.answer_about(upload=upload, answers=answering.Answers(table=table), by=request.user)
        return True
    if heading not in (None, now):
        actions.answer_about(upload=upload, answers=answering.Answers(table=answers.table, heading=heading), by=request.user)
        return True
    return False


@login_required
@require_safe
def rows(request: DeskRequest, pk: int) -> HttpResponse:
    """Every row: ready, to ask about, to put right, or left out; and every filled cell that is not used."""
    require(request.user, Act.PLAN)
    upload = _upload(request, pk)
    reading = _reading(upload)
    if reading.asks_anything or (upload.reading["encodings"] and not reading.answers.seen):
        return redirect("calendar:columns", upload.pk)
    return _page(request, upload, reading)


@login_required
@require_POST
def answers(request: DeskRequest, pk: int) -> HttpResponse:
    """Keep what was answered about rows, and look again."""
    require(request.user, Act.PLAN)
    upload = _upload(request, pk)
    _note(request, upload)
    return redirect(upload)


@login_required
@require_POST
def drafts(request: DeskRequest, pk: int) -> HttpResponse:
    """Make a draft of every row that is ready; the others stay here."""
    require(request.user, Act.PLAN)
    upload = _upload(request, pk)
    _note(request, upload)
    reading = _reading(upload)
    brought = actions.bring_in(upload=upload, rows=reading.ready, by=request.user)
    if not brought:
        messages.info(request, f"Nothing more was added. {some(upload.posts.count(), 'draft')} of this sheet were added before.")
        return redirect(upload)
    messages.success(request, f"{some(len(brought), 'draft')} added. Nothing goes out before it is approved.")
    if reading.of_state(RowState.ASK) or reading.of_state(RowState.WRONG):
        return redirect(upload)
    return redirect(_where(brought))


def _where(brought: list[SheetPost]) -> str:
    """The calendar of the first of them that has a day."""
    days = [timezone.localdate(one.post.due_at) for one in brought if one.post.due_at]
    return reverse("calendar:quarter", args=[quarters.quarter_of(days[0]).first]) if days else reverse("calendar:calendar")


def _upload(request: DeskRequest, pk: int) -> SheetUpload:
    """A sheet is for whoever sent it; it is gone after a day."""
    return get_object_or_404(SheetUpload, pk=pk, sent_by=request.user)


def _note(request: DeskRequest, upload: SheetUpload) -> None:
    noted = answering.of(upload.answers)
    for number in request.POST.getlist("shown"):
        if whole_number(number) is not None:
            noted.rows.setdefault(number, {}).pop("leave", None)
    noted.note_rows({name: request.POST[name] for name in request.POST})
    actions.answer_about(upload=upload, answers=noted, by=request.user)


def _reading(upload: SheetUpload) -> SheetReading:
    so_far = answering.of(upload.answers)
    table = tables(upload.reading)[so_far.table]
    brought = dict(upload.posts.values_list("row", "post"))
    reading = SheetReading(table, so_far, headings.terms_in_force(), timezone.localdate(), brought=brought)
    match = ColumnMatch.objects.filter(headings=headings.digest(reading.names)).first()
    reading.remembered = match.columns if match else {}
    return reading


def _page(request: DeskRequest, upload: SheetUpload, reading: SheetReading) -> HttpResponse:
    shares = strategy.shares()
    waiting = [row for row in reading.rows if row.state in (RowState.ASK, RowState.WRONG)]
    context = {
        "room": "calendar",
        "upload": upload,
        "sheet": reading,
        "ready": reading.ready,
        "waiting": [(row, _fixes(row)) for row in waiting],
        "left": reading.of_state(RowState.LEFT),
        "brought": reading.brought,
        "noun": share_words.noun(shares),
        "balance": balance.balance(reading.counts, shares),
    }
    return render(request, "calendar/sheet.html", context, status=200)


def _fixes(row: DraftRow) -> list[tuple[str, str]]:
    """The cells of a row that are to be put right, each with what it holds now."""
    return [(column, row.cells.get(column, "")) for column in row.errors if column != "row"]
