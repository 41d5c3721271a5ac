"""The processes of the house: the web, and the worker with the clock. Each is a function that runs until told to stop."""

from __future__ import annotations

import os
import signal
import sys
import threading
from types import FrameType
from typing import Any

from django.conf import settings

from . import engines
from .clock import Clock
from .forking import Child

THREADS = 4
# Bytes. A picture may have ten megabytes; one of up to thirty still reaches its form, which says so and keeps what was typed.
LARGEST_REQUEST = 30 * 1024 * 1024


def web() -> None:
    """The site and the desk."""
    signal.signal(signal.SIGTERM, _leave)
    server(settings.PORT).run()


def server(port: int) -> Any:
    """Waitress: threads, and slow clients buffered (decision 0003)."""
    import waitress  # noqa: PLC0415 -- only the web process pays for it

    from .refusing import Channel  # noqa: PLC0415
    from .wsgi import application  # noqa: PLC0415 -- settings must be ready

    instance = waitress.create_server(
        application,
        host="0.0.0.0",  # noqa: S104 -- a site is reached from outside
        port=port,
        threads=THREADS,
        ident="steamie",
        max_request_body_size=LARGEST_REQUEST,
        **behind(settings.PROXY, settings.PROXY_COUNT),
    )
    instance.channel_class = Channel
    return instance


def behind(proxy: str, count: int) -> dict[str, Any]:
    """Whom the server believes about where a request came from. ``REMOTE_ADDR`` and the scheme are right from there on, for
    everything that reads them; what a visitor writes into such headers is thrown away."""
    if not proxy:
        return {"clear_untrusted_proxy_headers": True}
    return {
        "trusted_proxy": proxy,
        "trusted_proxy_count": count,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


def worker() -> None:
    """The task engine: does what the clock and the pages ask."""
    engines.chosen().work()


def worker_and_clock() -> None:
    """The worker with the clock in a thread of it: a process of its own would weigh twenty megabytes for one short loop."""
    threading.Thread(target=_keep_time, name="clock", daemon=True).start()
    worker()


def _keep_time() -> None:
    """A clock that ends takes the worker with it, so that the supervisor starts both again."""
    try:
        Clock().run()
    finally:
        os.kill(os.getpid(), signal.SIGTERM)


def of(*names: str) -> dict[str, Child]:
    """These processes, as children of a supervisor."""
    return {name: Child(["-m", "steamie", "process", name], NAMED[name]) for name in names}


def _leave(signum: int, frame: FrameType | None) -> None:
    sys.exit(0)


NAMED = {"web": web, "worker": worker_and_clock, "worker-without-clock": worker}
