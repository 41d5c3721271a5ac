"""The pulse of the house: the clock and the worker each touch a file; a stale file means someone should look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

PARTS = ("clock", "worker")
STALE_AFTER_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Pulse:
    """Whether all is well, and the words for the screen."""

    well: bool
    words: str


def read(now: datetime | None = None) -> Pulse:
    """The oldest of the heartbeats, in words."""
    moment = now or timezone.now()
    ages = [age(part, moment) for part in PARTS]
    if None in ages:
        return Pulse(False, "The clock is not running")
    oldest = max(seconds for seconds in ages if seconds is not None)
    heard = f"{timezone.localtime(moment - timedelta(seconds=oldest)):%H:%M}"
    if oldest > STALE_AFTER_SECONDS:
        return Pulse(False, f"Nothing heard since {heard}")
    return Pulse(True, f"All running, {heard}")


def beat_file(part: str) -> Path:
    """The file a part touches."""
    return settings.DATA / "run" / f"{part}.beat"


def age(part: str, now: datetime) -> float | None:
    """Seconds since a part was last heard of; None when it never was."""
    try:
        beaten = datetime.fromtimestamp(beat_file(part).stat().st_mtime, tz=UTC)
    except OSError:
        return None
    return round((now - beaten).total_seconds(), 1)
