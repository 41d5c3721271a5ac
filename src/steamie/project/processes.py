"""The processes of the house: the web, and the worker with the clock. Each is a function that runs until told to stop."""

from __future__ import annotations

import os
import resource
import signal
import socket
import threading
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse

from . import engines
from .clock import Clock
from .forking import PROCESS, Child

OPEN_FILES = 8192  # each visitor's connection is one
ONLY_WRITE = ("visits:follow", "conversing:webhook")  # routes that hardly compute, and wait until something is on the disk


def web(listening: socket.socket | None = None) -> None:
    """The site and the desk, on a socket that is open already or on one of its own."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, OPEN_FILES)), hard))
    site = server(listening or listen())
    signal.signal(signal.SIGTERM, lambda *_: site.leave())
    site.run()


def listen() -> socket.socket:
    """The socket of these settings."""
    from .wire import listen as open_socket  # noqa: PLC0415 -- only the web process pays for it

    return open_socket(settings.LISTEN, settings.PORT)


def server(listening: socket.socket) -> Any:
    """Waitress, as decisions 0003 and 0012 have it."""
    from .wire import WaitressServer  # noqa: PLC0415 -- as above
    from .wire.addresses import Proxy  # noqa: PLC0415
    from .wsgi import application  # noqa: PLC0415 -- settings must be ready

    proxy = Proxy(settings.PROXY, settings.PROXY_COUNT)
    return WaitressServer(application, listening, proxy, writes=[address_before(name) for name in ONLY_WRITE])


def address_before(name: str) -> str:
    """How the addresses of a route begin, up to its first part that varies."""
    return reverse(name, args=["x"]).rpartition("x/")[0]


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


def of(*names: str, listening: socket.socket | None = None) -> dict[str, Child]:
    """These processes, as children of a supervisor."""
    return {name: Child([*PROCESS, name], partial(_begin, name, listening), named=True) for name in names}


def _begin(name: str, listening: socket.socket | None) -> None:
    if name == "web":
        web(listening)
        return
    if listening:
        listening.close()
    NAMED[name]()


NAMED = {"web": web, "worker": worker_and_clock, "worker-without-clock": worker}
