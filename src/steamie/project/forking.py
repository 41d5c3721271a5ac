"""Forking from a process that has loaded Django: its children share that memory instead of loading it again."""

from __future__ import annotations

import ctypes
import gc
import os
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from django.db import connections

from . import engines, supervisor

Work = Callable[[], None]
PROCESS = ("-m", "steamie", "process")
M_ARENA_MAX = -8  # of glibc's mallopt


@dataclass(frozen=True, slots=True)
class Child:
    """A process of the house: the arguments that make Python it, and, to save it loading Django, the work it does."""

    program: Sequence[str]
    work: Work | None = None
    named: bool = False  # ``steamie process`` knows it by its name


def run(
    children: Mapping[str, Child], ready: Callable[[], object] = lambda: None, listening: socket.socket | None = None
) -> None:
    """Fork the children that share what is loaded here, start the others, and become their supervisor; never returns.

    Where the kernel can hand children on (Linux), those that share are renewed together, so that they share again.
    """
    freeze()
    sharing = [name for name, child in children.items() if child.work and child.named]
    running = {name: supervisor.fork(child.work) for name, child in children.items() if child.work}
    ready()
    renewal = None
    if sys.platform == "linux" and sharing:
        renewal = supervisor.Renewal(sharing, [*PROCESS, *sharing], listening.fileno() if listening else None)
    alone = {name: child.program for name, child in children.items() if not (renewal and name in sharing)}
    supervisor.become(alone, running, renewal)


def renew(children: Mapping[str, Child], *, keeper: int, report: int) -> None:
    """Fork the children, who tell the keeper of themselves once it has adopted them. This process is to end then."""
    freeze()
    for name, child in children.items():
        if child.work:
            supervisor.fork(partial(_reported, child.work, name, report), keeper)


def _reported(work: Work, name: str, report: int) -> None:
    os.write(report, f"{name} {os.getpid()}\n".encode())
    os.close(report)
    work()


def apart(work: Work) -> None:
    """Do something once, in a child: what it loads into memory goes with it. Leaves with its status when it fails."""
    freeze()
    status = os.waitstatus_to_exitcode(os.waitpid(supervisor.fork(work), 0)[1])
    gc.unfreeze()
    if status:
        sys.exit(status)


def freeze() -> None:
    """Before forking: nothing open that two processes must not share, and no garbage collector touching shared pages."""
    connections.close_all()
    engines.chosen().close()
    sys.stdout.flush()
    gc.collect()
    give_back()
    gc.freeze()


def give_back() -> None:
    """Return to the machine what the heap has no use for now: glibc would keep the holes that pages and duties leave in it."""
    with suppress(AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def share_one_heap() -> None:
    """One heap for all threads: glibc would keep one for each, and what pages leave in them adds up. Others have no mallopt."""
    os.environ.setdefault("MALLOC_ARENA_MAX", "1")  # for programs started from here
    with suppress(AttributeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
