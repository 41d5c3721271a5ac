"""The calendar as files: a sheet out, a sheet in, and a subscription."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from steamie.channels.models import Channel
from steamie.content.calendar import sheet, spreadsheet
from steamie.content.calendar.forms import ImportForm
from steamie.content.posts.actions import posts
from steamie.content.posts.models import Post
from steamie.people.permissions import require
from steamie.rules import balance, quarters, share_words
from steamie.rules.permissions import Act
from steamie.strategy import reading


@login_required
@require_safe
def export(request: HttpRequest, first: date) -> HttpResponse:
    """The posts of a quarter as CSV."""
    require(request.user, Act.READ_MEASURES)
    span = quarters.quarter_of(first)
    rows = Post.objects.in_days(span.first, span.last).with_standing().select_related("slot", "suggestion")
    found = rows.prefetch_related("texts__channel", "pictures")
    answer = HttpResponse(sheet.write(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="calendar-{span.first}.csv"'
    return answer


@login_required
def read(request: HttpRequest) -> HttpResponse:
    """Read a sheet, show every row with what is wrong, and save only when all is well or the person says so."""
    require(request.user, Act.PLAN)
    if request.method != "POST":
        return _import(request, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    form.full_clean()
    try:
        text = request.POST.get("text") or _text(form)
        found = sheet.read(text, list(Channel.objects.active().values_list("pk", flat=True))) if text else sheet.Sheet([])
    except spreadsheet.Unreadable as problem:
        form.add_error("file", str(problem))
        return _import(request, form, status=422)
    whole = bool(found.rows) and len(found.good) == len(found.rows)
    do = request.POST.get("do", "look")
    if (do == "save" and whole) or (do == "save_good" and found.good):
        return _save(request, found.good)
    if not found.rows and not form.errors:
        form.add_error("file", "There are no rows in this file." if text else "Choose a file first.")
    wrong = len(found.rows) - len(found.good)
    context = {"sheet": found, "rows": found.rows, "wrong": wrong, "good": len(found.good), "text": text}
    context["balance"] = balance.balance(Counter(row.composition.share for row in found.good), reading.shares())
    return _import(request, form, status=422 if wrong or form.errors else 200, **context)


@login_required
@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """An empty sheet with the columns and two rows that show how to fill it."""
    require(request.user, Act.PLAN)
    answer = HttpResponse(sheet.example(timezone.localdate()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="plan.csv"'
    return answer


def _text(form: ImportForm) -> str:
    file = form.cleaned_data.get("file")
    if file and file.size > spreadsheet.LARGEST:
        raise spreadsheet.Unreadable("The file is larger than 2 MB. Keep only the rows of the quarter, and send those.")
    return spreadsheet.decode(file.read()) if file else ""


@transaction.atomic
def _save(request: HttpRequest, good: list[sheet.Row]) -> HttpResponse:
    made = [posts.draft(composition=row.composition, by=request.user) for row in good]
    messages.success(request, f"{len(made)} draft{'s'[: len(made) != 1]} added. Nothing goes out before it is approved.")
    first = next((quarters.quarter_of(timezone.localdate(post.due_at)).first for post in made if post.due_at), None)
    return redirect("calendar:quarter", first) if first else redirect("calendar:calendar")


def _import(request: HttpRequest, form: ImportForm, status: int = 200, **context: object) -> HttpResponse:
    shares = reading.shares()
    told = {"room": "calendar", "form": form, "columns": sheet.named(sheet.COLUMNS, shares), **context}
    told |= {"needed": sheet.named(["title", "share"], shares), "noun": share_words.noun(shares)}
    return render(request, "calendar/import.html", told, status=status)
