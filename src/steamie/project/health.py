"""Whether the house is well: one address for a monitor, and the same facts for the doctor."""

from __future__ import annotations

import os
import socket
import time
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

import steamie
from steamie.desk.pulse import STALE_AFTER_SECONDS, age, beat_file
from steamie.diary.models import Round

WORKER_ON = "worker on "  # how the row of a machine's worker begins


def healthz(request: HttpRequest) -> JsonResponse:
    """503 when the database does not answer; "late" when the clock or the worker has not been heard of for a minute."""
    found = facts(timezone.now())
    return JsonResponse(found, status=200 if found["database"] == "ok" else 503, headers={"Cache-Control": "no-store"})


def facts(now: datetime) -> dict[str, Any]:
    """The state of each part."""
    clock, worker, database = age("clock", now), age("worker", now), _database()
    late = any(seconds is None or seconds > STALE_AFTER_SECONDS for seconds in (clock, worker))
    status = "failing" if database != "ok" else "late" if late else "ok"
    return {
        "status": status,
        "version": steamie.__version__,
        "database": database,
        "clock_seconds_ago": clock,
        "worker_seconds_ago": worker,
    }


def note_machine(now: datetime) -> None:
    """Say in the database, once a minute, which machine a worker takes work on: its file is seen on that machine only."""
    name = f"{WORKER_ON}{socket.gethostname()}"[:40]
    if not Round.objects.filter(name=name, last_at__gt=now - timedelta(minutes=1)).exists():
        Round.objects.update_or_create(name=name, defaults={"last_at": now})


def beat(name: str) -> None:
    """Say that a part is alive, by touching its file in the data folder."""
    path = beat_file(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path, (time.time(), time.time()))  # by this clock, with which it is compared, and not the disk's


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "not answering"
    return "ok"
