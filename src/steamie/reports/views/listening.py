"""The committee's report read aloud, with its words beside it."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from steamie.formats import answering, recordings
from steamie.formats.pages import PageWords
from steamie.formats.recordings import NotYet
from steamie.formats.speaking import HOW_TO_INSTALL, CannotSpeak, is_installed
from steamie.people.permissions import require
from steamie.people.requests import DeskRequest
from steamie.reports.actions.reporting import status_words
from steamie.reports.gathering import content_of
from steamie.reports.models import CommitteeReport
from steamie.reports.spoken import words_of_report
from steamie.rules.permissions import Act

from .reporting import written
from .rows import begun_quarter


def _words(first: date) -> tuple[CommitteeReport | None, PageWords]:
    row = written(first)
    content = content_of(row, first, timezone.now())
    return row, words_of_report(content, status=status_words(row), address=reverse("reports:report", args=[first]))


@login_required
@require_safe
def listen(request: DeskRequest, first: date) -> HttpResponse:
    """A player, and the words as they are read."""
    require(request.user, Act.READ_MEASURES)
    _, words = _words(first)
    context = {
        "room": "readings",
        "span": begun_quarter(first),
        "words": words,
        "recording": recordings.present(words),
        "speaks": is_installed(),
        "how_to_install": HOW_TO_INSTALL,
        "transcript": recordings.text_of(words).split("\n\n"),
    }
    return render(request, "reports/listen.html", context)


@login_required
@require_safe
@cache_control(private=True)
def audio(request: DeskRequest, first: date) -> HttpResponse:
    """The report read aloud, made when somebody first listens."""
    require(request.user, Act.READ_MEASURES)
    _, words = _words(first)
    try:
        recording = recordings.recorded(words, waits=True)
    except (CannotSpeak, NotYet) as why:
        return HttpResponse(f"{why}\n", status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "60"})
    return answering.sound(request, recordings.file_of(recording), tag=recording.key)
