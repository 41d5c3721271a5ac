"""Counting plays and downloads: a total for the day, as visits are counted, and nothing of who it was."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from steamie.people import throttles
from steamie.visits import callers

from .models import FormatTotal

log = logging.getLogger(__name__)


def count_use(request: HttpRequest, sort: str, path: str, now: datetime) -> None:
    """Count one use, unless it is a machine's, our own, unwanted, or the same person's again within half an hour."""
    day = timezone.localdate(now)
    excluded, caller = callers.who(request, staff=settings.SESSION_COOKIE_NAME in request.COOKIES, day=day)
    again = hashlib.sha256(f"{caller} {sort} {path}".encode()).hexdigest()
    if excluded or throttles.count(f"format:{again}", int(callers.AGAIN_AFTER.total_seconds())) > 1:
        return
    try:
        FormatTotal.objects.get_or_create(day=day, format=sort)
        FormatTotal.objects.filter(day=day, format=sort).update(number=F("number") + 1)
    except DatabaseError as problem:  # nobody waits for a figure, and nobody goes without a page for one
        log.error("A use of %s is lost, and not counted: %s", sort, problem)
