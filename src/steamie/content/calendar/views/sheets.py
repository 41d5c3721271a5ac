"""The calendar as files: a sheet out, one to fill in, and a subscription."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from steamie.content.calendar import sheet
from steamie.content.posts.models import Post
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.rules import quarters
from steamie.rules.permissions import Act


@login_required
@require_safe
def export(request: DeskRequest, first: date) -> HttpResponse:
    """The posts of a quarter as CSV."""
    require(request.user, Act.READ_MEASURES)
    span = quarters.quarter_of(first)
    rows = Post.objects.in_days(span.first, span.last).with_standing().select_related("slot", "suggestion")
    posts = rows.prefetch_related("texts__channel", "pictures")
    answer = HttpResponse(sheet.write(posts), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="calendar-{span.first}.csv"'
    return answer


@login_required
@require_safe
def example(request: DeskRequest) -> HttpResponse:
    """An empty sheet with the columns and two rows that show how to fill it."""
    require(request.user, Act.PLAN)
    answer = HttpResponse(sheet.example(timezone.localdate()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="plan.csv"'
    return answer
