"""Whether the house is well: one address for a monitor, and the same facts for the doctor."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

import steamie
from steamie.desk.pulse import STALE_AFTER_SECONDS, age, beat_file
from steamie.diary.models import Round

from . import engines

WORKER_ON = "worker on "  # how the row of a machine's worker begins
TRIED_BYTES = 64 * 1024
WAIT_FOR_A_LOCK_MS = 1500  # the house itself waits longer; a monitor wants to know
GOOD_FOR_SECONDS = 3.0  # a flood of monitors tries no more often than this
OK = "ok"


def healthz(request: HttpRequest) -> JsonResponse:
    """503 when nothing can be written or asked for; "late" when the clock or the worker has not been heard of for a minute."""
    state = facts(timezone.now())
    status = HTTPStatus.SERVICE_UNAVAILABLE if state["status"] == "failing" else HTTPStatus.OK
    return JsonResponse(state, status=status, headers={"Cache-Control": "no-store"})


def facts(now: datetime) -> dict[str, Any]:
    """The state of each part."""
    clock, worker, tried = age("clock", now), age("worker", now), TRIALS.results()
    late = any(seconds is None or seconds > STALE_AFTER_SECONDS for seconds in (clock, worker))
    failing = any(result != OK for result in tried.values())
    return {
        "status": "failing" if failing else "late" if late else OK,
        "version": steamie.__version__,
        **tried,
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


def try_database() -> str:
    """Write in the database, and take it back."""
    try:
        with connection.cursor() as cursor:
            _hurry(cursor)
            try:
                with transaction.atomic():
                    Round.objects.update(name=F("name"))
                    transaction.set_rollback(True)
            finally:
                _take_time(cursor)
    except DatabaseError:
        return "cannot be written"
    return OK


def _hurry(cursor: Any) -> None:
    if connection.vendor == "sqlite":
        cursor.execute(f"PRAGMA busy_timeout={WAIT_FOR_A_LOCK_MS}")
    else:
        cursor.execute(f"SET statement_timeout={WAIT_FOR_A_LOCK_MS}")


def _take_time(cursor: Any) -> None:
    if connection.vendor == "sqlite":
        cursor.execute(f"PRAGMA busy_timeout={int(settings.DATABASES['default']['OPTIONS']['timeout'] * 1000)}")
    else:
        cursor.execute("RESET statement_timeout")


def try_disk() -> str:
    """Write a file in the data folder, and remove it."""
    path = settings.DATA / "run" / f"tried-{os.getpid()}-{threading.get_ident()}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.write_bytes(b"0" * TRIED_BYTES)
        finally:
            path.unlink(missing_ok=True)
    except OSError as problem:
        return f"cannot be written: {problem.strerror}"
    return OK


def try_queue() -> str:
    """Ask the engine how much waits."""
    try:
        engines.chosen().waiting()
    except Exception:  # noqa: BLE001 -- each engine has errors of its own
        return "not answering"
    return OK


class Trials:
    """Tries each part, one visitor at a time and not too often; who comes meanwhile has the last results."""

    def __init__(self, parts: dict[str, Callable[[], str]]) -> None:
        self.parts, self.busy = parts, threading.Lock()
        self.last: dict[str, str] = {}
        self.good_until = 0.0

    def results(self) -> dict[str, str]:
        """The result for each part: ``ok`` or what is wrong."""
        if time.monotonic() < self.good_until and self.last:
            return self.last
        if not self.busy.acquire(blocking=not self.last):
            return self.last
        try:
            self.last = {name: trial() for name, trial in self.parts.items()}
            self.good_until = time.monotonic() + GOOD_FOR_SECONDS
        finally:
            self.busy.release()
        return self.last


TRIALS = Trials({"database": try_database, "disk": try_disk, "queue": try_queue})
