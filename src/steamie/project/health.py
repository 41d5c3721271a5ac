"""Whether the house is well: one address for a monitor, and the same facts for the doctor."""

from __future__ import annotations

import os
import time
from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

import steamie
from steamie.desk.pulse import STALE_AFTER_SECONDS, age, beat_file


def healthz(request: HttpRequest) -> JsonResponse:
    """503 when the database does not answer; "late" when the clock or the worker has not been heard of for a minute."""
    state = facts(timezone.now())
    return JsonResponse(state, status=200 if state["database"] == "ok" else 503, headers={"Cache-Control": "no-store"})


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
