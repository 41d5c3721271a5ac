"""The figures of each post, followers over time, the same as a file, and a figure entered by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from defusedcsv import csv
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from steamie.channels.models import Channel
from steamie.content.plan.models import Quarter
from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.monitoring.actions import AlreadyGiven, AlreadyReading, ask_for_figures, enter_by_hand
from steamie.monitoring.actions.asking import GIVEN_UP
from steamie.monitoring.controls import freshness
from steamie.monitoring.forms import ByHandForm
from steamie.monitoring.measures import FROM_THE_CHANNEL, explained, label
from steamie.monitoring.models import Collection, Reading
from steamie.monitoring.reading import Latest, followers_and_changes, for_publications
from steamie.monitoring.tasks import collect_now
from steamie.monitoring.trend import trend
from steamie.people.once import done_once
from steamie.people.permissions import require, ruling
from steamie.people.requests import DeskRequest
from steamie.rules import wall_clock
from steamie.rules.permissions import Act

PER_PAGE = 16
FOLLOWERS_DAYS = 365
COLUMNS = ["day", "measure", "post", "channel", "value", "not given because", "definition", "source", "read at"]


@login_required
@require_safe
def readings(request: DeskRequest) -> HttpResponse:
    """Likes, shares, comments and visits of each post, by quarter; what is not known is said, not shown as nought."""
    require(request.user, Act.READ_MEASURES)
    now = timezone.now()
    quarters = list(Quarter.objects.order_by("-first"))
    chosen = _chosen(request, quarters)
    sent = _sent(chosen)
    number = sent.aggregate(rows=Count("pk"), posts=Count("post", distinct=True))
    paginator = Paginator(sent.select_related("post", "channel"), PER_PAGE)
    paginator.count = number["rows"]  # asked together with the number of posts
    pages = paginator.get_page(request.GET.get("page"))
    figures = for_publications(pages)
    collection = Collection.objects.order_by("asked_at").last()
    context = {
        "room": "readings",
        "quarters": quarters,
        "chosen": chosen,
        "pages": pages,
        "posts": number["posts"],
        "query": f"quarter={chosen.first.isoformat()}&" if chosen else "",
        "rows": [_row(row, list(figures[row.pk].values())) for row in pages],
        "measures": list(explained()),
        "freshness": freshness(now),
        "collection": collection,
        "going": bool(collection and not collection.ended_at and now - collection.asked_at < GIVEN_UP),
        "may_enter": ruling(request.user, Act.MEASURE).allowed,
    }
    context["read_on"] = max((day for _, _, day, _ in context["rows"] if day), default=None)
    return render(request, "monitoring/readings.html", context | _followers(timezone.localdate(now)))


def _chosen(request: DeskRequest, quarters: list[Quarter]) -> Quarter | None:
    asked = request.GET.get("quarter", "")
    return next((quarter for quarter in quarters if quarter.first.isoformat() == asked), None)


def _sent(quarter: Quarter | None) -> QuerySet[Publication]:
    sent = Publication.objects.filter(step__in=[Step.PUBLISHED, Step.WITHDRAWN], published_at__isnull=False)
    if quarter:
        begins, ends = wall_clock.days(quarter.first, quarter.last)
        sent = sent.filter(published_at__gte=begins, published_at__lt=ends)
    return sent.order_by("-published_at", "-pk")


def _row(publication: Publication, figures: list[Latest]) -> tuple[Publication, list[Latest], date | None, str]:
    """A post, its figures, the newest day any was read, and why the newest attempt gave nothing."""
    day = max((figure.day for figure in figures if figure.day), default=None)
    problem = next((figure.problem for figure in figures if figure.problem), "")
    return publication, figures, day, problem


def _followers(today: date) -> dict[str, Any]:
    """The trend of the channel that has followers; with several, the one read last."""
    newest = (
        Reading.objects.filter(measure="followers", publication__isnull=True).select_related("channel").order_by("day").last()
    )
    channel: Channel | None = newest.channel if newest else None
    since = today - timedelta(days=FOLLOWERS_DAYS)
    rows, changes = followers_and_changes(channel, since) if channel else ([], [])
    line = trend(rows, [change.day for change in changes])
    return {"followers": line, "followers_of": channel, "definition_changes": changes}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def read_now(request: DeskRequest) -> HttpResponse:
    """Have every figure read now, in the worker; by GET, how far that is."""
    if request.method != "POST":
        return _how_far(request)
    require(request.user, Act.MEASURE)
    try:
        asked = ask_for_figures(by=request.user)
    except AlreadyReading as problem:
        messages.warning(request, f"{problem} They will be here in a moment.")
    else:
        collect_now.enqueue(asked.pk)
    return redirect("monitoring:readings")


def _how_far(request: DeskRequest) -> HttpResponse:
    """The fragment that asks for itself again while the reading goes on; at its end the page is drawn afresh."""
    require(request.user, Act.READ_MEASURES)
    last = Collection.objects.order_by("asked_at").last()
    if last is None or last.ended_at or not request.htmx:
        answer = redirect("monitoring:readings")
        return HttpResponseClientRefresh() if request.htmx else answer
    return render(request, "monitoring/collection.html", {"collection": last})


@login_required
@require_safe
def export(request: DeskRequest) -> StreamingHttpResponse:
    """Every reading as a spreadsheet file; no cell can start a formula."""
    require(request.user, Act.READ_MEASURES)
    chosen = _chosen(request, list(Quarter.objects.all()))
    rows = Reading.objects.select_related("publication__post", "channel").order_by("day", "measure", "pk")
    if chosen:
        rows = rows.filter(day__gte=chosen.first, day__lte=chosen.last)
    writer = csv.writer(_Echo())
    lines = (writer.writerow(line) for line in _lines(rows))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="readings-{chosen.first if chosen else "all"}.csv"'
    return answer


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _lines(rows: QuerySet[Reading]) -> Any:
    yield COLUMNS
    for row in rows.iterator(chunk_size=500):
        title = row.publication.post.title if row.publication else ""
        value = "" if row.value is None else row.value
        taken = timezone.localtime(row.taken_at).isoformat(timespec="minutes")
        yield [row.day, row.measure, title, row.channel.name, value, row.problem, row.definition, row.source, taken]


@login_required
@done_once
def by_hand(request: DeskRequest) -> HttpResponse:
    """A figure that no source gave, with where it was seen."""
    require(request.user, Act.MEASURE)
    form = ByHandForm(request.POST or None, initial=_offered(request))
    if request.method == "POST" and form.is_valid() and _entered(request, form):
        return redirect("monitoring:readings")
    status = 422 if form.errors else 200
    return render(request, "monitoring/by_hand.html", {"room": "readings", "form": form}, status=status)


def _offered(request: DeskRequest) -> dict[str, Any]:
    measure = request.GET.get("measure", FROM_THE_CHANNEL[0])
    return {"day": timezone.localdate().isoformat(), "what": request.GET.get("what", ""), "measure": measure}


def _entered(request: DeskRequest, form: ByHandForm) -> bool:
    try:
        reading = enter_by_hand(**form.figure(), by=request.user)
    except AlreadyGiven as problem:
        form.add_error("value", str(problem))
        return False
    messages.success(request, f"Kept: {reading.value} {label(reading.measure).lower()}, marked as entered by hand.")
    return True
