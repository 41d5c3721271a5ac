"""The calendar as files: a sheet out, one to fill in, and a subscription."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

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


@require_safe
def subscription(request: HttpRequest) -> HttpResponse:
    """Events we have told the public about, for anyone's own calendar. What is not published yet is not in it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Steamie//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Events")
    since = timezone.now() - timedelta(days=90)
    shown = Post.objects.live().published().filter(kind="event", event_starts__gte=since).order_by("event_starts")[:200]
    for post in shown:
        calendar.add_component(_event(post))
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def _event(post: Post) -> Event:
    event = Event()
    event.add("uid", f"post-{post.pk}@{settings.PUBLIC_URL.partition('://')[2]}")
    event.add("summary", post.title)
    event.add("dtstamp", post.edited_at)
    event.add("dtstart", post.event_starts)
    if post.event_ends:
        event.add("dtend", post.event_ends)
    event.add("location", post.event_place)
    if post.link:
        event.add("url", post.link)
    return event
