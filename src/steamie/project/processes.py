"""The processes of the house: web, worker, clock. Each is a function that runs until it is told to stop."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import Any

from django.conf import settings

from .clock import Clock

THREADS = 4
STOP_WITHIN_SECONDS = 8


def web() -> None:
    """The site and the desk, by waitress: threads, and slow clients buffered (decision 0003)."""
    import waitress  # noqa: PLC0415 -- only the web process pays for it

    from .wsgi import application  # noqa: PLC0415 -- settings must be ready

    signal.signal(signal.SIGTERM, _leave)
    server = waitress.create_server(application, host="0.0.0.0", port=settings.PORT, threads=THREADS, ident="steamie")  # noqa: S104 -- a site is reached from outside
    server.run()


def worker() -> None:
    """Huey's consumer: two threads that do what the clock and the pages ask."""
    consumer = make_consumer(**settings.HUEY["consumer"])
    consumer.run()


def clock() -> None:
    """The clock."""
    signal.signal(signal.SIGTERM, _leave)
    Clock().run()


def make_consumer(**options: Any) -> Any:
    """A consumer of the queue. SIGTERM lets it finish what it is doing, for a few seconds."""
    from huey.contrib.djhuey import HUEY  # noqa: PLC0415 -- another engine may be in use

    options = {"periodic": False, "graceful_signal": "TERM", "shutdown_timeout": STOP_WITHIN_SECONDS, **options}
    return HUEY.create_consumer(**options)


def _leave(signum: int, frame: FrameType | None) -> None:
    sys.exit(0)
