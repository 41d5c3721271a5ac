"""One tree of processes: Django is imported once, then the children are forked from it and share its memory."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress

from django.db import connections

Child = Callable[[], None]
SIGNALS = {signal.SIGCHLD, signal.SIGTERM, signal.SIGINT}
QUICK_DEATH_SECONDS = 10
LONGEST_PAUSE = 30.0
GRACE_SECONDS = 12
PR_SET_PDEATHSIG = 1


def program(*arguments: str) -> Child:
    """A child that is another Python program: it shares nothing and weighs only itself."""

    def become() -> None:
        os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606 -- our own interpreter, our own arguments

    return become


class Supervisor:
    """Starts children, starts them again when they die, and stops them all with itself."""

    def __init__(self, children: Mapping[str, Child], say: Callable[[str], object] = print) -> None:
        self.children = dict(children)
        self.say = say
        self.running: dict[int, str] = {}
        self.started: dict[str, float] = {}
        self.pauses: dict[str, float] = {}
        self.waiting: dict[str, float] = {}  # name: when to start it again

    def run(self, ready: Callable[[], object] = lambda: None) -> None:
        """Run until SIGTERM or SIGINT."""
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        freeze()
        for name in self.children:
            self._start(name)
        ready()
        while True:
            told = signal.sigtimedwait(SIGNALS, self._until_next_start())
            if told and told.si_signo in {signal.SIGTERM, signal.SIGINT}:
                break
            self._bury()
            self._start_waiting()
        self._stop()

    def _start(self, name: str) -> None:
        self.running[fork(self.children[name])] = name
        self.started[name] = time.monotonic()

    def _bury(self) -> None:
        """Note which children died, and when each is to start again: at once at first, then ever later."""
        with suppress(ChildProcessError):
            while (gone := os.waitpid(-1, os.WNOHANG))[0]:
                name = self.running.pop(gone[0], None)
                if name:
                    self._plan_start(name, gone[1])

    def _plan_start(self, name: str, status: int) -> None:
        lived = time.monotonic() - self.started[name]
        pause = min(self.pauses.get(name, 0.25) * 2, LONGEST_PAUSE) if lived < QUICK_DEATH_SECONDS else 0.0
        self.pauses[name] = pause
        self.waiting[name] = time.monotonic() + pause
        self.say(f"{name} ended ({os.waitstatus_to_exitcode(status)}); starting it again in {pause:.1f} s")

    def _until_next_start(self) -> float:
        return max(min(self.waiting.values(), default=time.monotonic() + 60) - time.monotonic(), 0)

    def _start_waiting(self) -> None:
        for name in [name for name, moment in self.waiting.items() if moment <= time.monotonic()]:
            del self.waiting[name]
            self._start(name)

    def _stop(self) -> None:
        self.say("Stopping …")
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while self.running and time.monotonic() < deadline:
            signal.sigtimedwait({signal.SIGCHLD}, 0.2)
            self._collect()
        self._signal(signal.SIGKILL)
        self._collect(wait=True)

    def _collect(self, *, wait: bool = False) -> None:
        for pid in list(self.running):
            with suppress(ChildProcessError):
                if os.waitpid(pid, 0 if wait else os.WNOHANG)[0]:
                    self.running.pop(pid, None)

    def _signal(self, number: signal.Signals) -> None:
        for pid in self.running:
            with suppress(ProcessLookupError):
                os.kill(pid, number)


def apart(work: Child) -> None:
    """Do something once, in a child: what it loads into memory goes with it. Leaves with its status when it fails."""
    freeze()
    status = os.waitstatus_to_exitcode(os.waitpid(fork(work), 0)[1])
    gc.unfreeze()
    if status:
        sys.exit(status)


def freeze() -> None:
    """Before forking: nothing open that two processes must not share, and no garbage collector touching shared pages."""
    connections.close_all()
    with suppress(ImportError):
        from huey.contrib.djhuey import HUEY  # noqa: PLC0415 -- another engine may be in use

        HUEY.storage.close()
    sys.stdout.flush()
    gc.collect()
    gc.freeze()


def fork(child: Child) -> int:
    """Run a child in a process of its own; its number."""
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        _live(child, parent)
    return pid


def _live(child: Child, parent: int) -> None:
    """In the child: its own signals, its death tied to the parent's; never returns."""
    status = 1
    try:
        _tie_to(parent)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a key on the terminal reaches everyone; the parent tells us
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        child()
        status = 0
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
        if isinstance(leaving.code, str):
            sys.stderr.write(f"{leaving.code}\n")
    except BaseException:  # noqa: BLE001 -- whatever it was, the child ends here and the parent starts another
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _tie_to(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)
