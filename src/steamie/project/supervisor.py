"""The parent of the house's processes: starts again what dies, and stops all of them. A program of its own, without Django:
``python -m steamie.project.supervisor`` with what it watches as JSON (decision 0003)."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

SIGNALS = {signal.SIGCHLD, signal.SIGTERM, signal.SIGINT}
QUICK_DEATH_SECONDS = 10
LONGEST_PAUSE = 30.0
GRACE_SECONDS = 12
PR_SET_PDEATHSIG = 1


class Supervisor:
    """Watches programs of Python, by name and arguments; some may run already."""

    def __init__(self, programs: Mapping[str, Sequence[str]], running: Mapping[str, int]) -> None:
        self.programs = dict(programs)
        self.running = {pid: name for name, pid in running.items()}
        self.started = dict.fromkeys(self.programs, time.monotonic())
        self.pauses: dict[str, float] = {}
        self.waiting: dict[str, float] = {}  # name: when to start it again

    def run(self) -> None:
        """Run until SIGTERM or SIGINT."""
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        for name in self.programs.keys() - self.running.values():
            self._start(name)
        while True:
            self._bury()
            received = signal.sigtimedwait(SIGNALS, self._until_next_start())
            if received and received.si_signo in {signal.SIGTERM, signal.SIGINT}:
                break
            self._bury()
            self._start_waiting()
        self._stop()

    def _start(self, name: str) -> None:
        self.running[start(self.programs[name])] = name
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
        say(f"{name} ended ({os.waitstatus_to_exitcode(status)}); starting it again in {pause:.1f} s")

    def _until_next_start(self) -> float:
        return max(min(self.waiting.values(), default=time.monotonic() + 60) - time.monotonic(), 0)

    def _start_waiting(self) -> None:
        for name in [name for name, moment in self.waiting.items() if moment <= time.monotonic()]:
            del self.waiting[name]
            self._start(name)

    def _stop(self) -> None:
        say("Stopping …")
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


def become(programs: Mapping[str, Sequence[str]], running: Mapping[str, int]) -> None:
    """Turn this process into the supervisor of children it already has. What it had loaded is gone; never returns."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # a signal in between waits for the supervisor
    sys.stdout.flush()
    watched = json.dumps({"programs": programs, "running": running})
    os.execv(sys.executable, [sys.executable, "-m", __name__, watched])  # noqa: S606 -- our own interpreter, our own arguments


def start(program: Sequence[str]) -> int:
    """Start a Python program as a child; its number."""
    return fork(lambda: os.execv(sys.executable, [sys.executable, *program]))  # noqa: S606 -- as above


def fork(work: Callable[[], None]) -> int:
    """Do some work in a child; its number."""
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        _live(work, parent)
    return pid


def _live(work: Callable[[], None], parent: int) -> None:
    """In the child: its own signals, its death tied to the parent's; never returns."""
    status = 1
    try:
        tie_to(parent)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a key on the terminal reaches everyone; the parent tells us
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        work()
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


def tie_to(parent: int) -> None:
    """In a new process: told to stop when its parent ends, however that ends; over at once when the parent already has."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)


def say(words: str) -> None:
    """To whoever started the house."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    Supervisor(**json.loads(sys.argv[1])).run()
