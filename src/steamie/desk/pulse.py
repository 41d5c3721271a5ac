"""The pulse of the house: the clock and the worker each touch a file; a stale file means someone should look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

STALE_AFTER_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Pulse:
    """Whether all is well, and the words for the screen."""

    well: bool
    words: str


def read(now: datetime | None = None) -> Pulse:
    """The oldest of the heartbeats, in words."""
    moment = now or timezone.now()
    beats = [_beat(settings.DATA / "run" / name) for name in ("clock.beat", "worker.beat")]
    if None in beats:
        return Pulse(False, "The clock is not running")
    oldest = min(beats)  # type: ignore[type-var]
    if (moment - oldest).total_seconds() > STALE_AFTER_SECONDS:
        return Pulse(False, f"Nothing heard since {timezone.localtime(oldest):%H:%M}")
    return Pulse(True, f"All running, {timezone.localtime(oldest):%H:%M}")


def _beat(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    except OSError:
        return None
