"""Huey, on a SQLite file of its own or on PostgreSQL: nothing else to install or to run."""

from __future__ import annotations

from django.conf import settings
from huey.contrib.djhuey import HUEY

from . import STOP_WITHIN_SECONDS


def work() -> None:
    """Two threads that do what the clock and the pages ask. SIGTERM lets them finish what they are doing, for some seconds."""
    stop = {"graceful_signal": "TERM", "shutdown_timeout": STOP_WITHIN_SECONDS}
    HUEY.create_consumer(periodic=False, **stop, **settings.HUEY["consumer"]).run()


def waiting() -> int:
    """How many tasks wait."""
    return int(HUEY.pending_count())


def close() -> None:
    """Close the file or the connection."""
    HUEY.storage.close()


def forget() -> None:
    """Drop the results Huey keeps."""
    HUEY.storage.flush_results()
