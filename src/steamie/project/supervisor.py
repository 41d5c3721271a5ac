"""The parent of the house's processes: starts again what dies, and stops all of them. A program of its own, without Django:
``python -m steamie.project.supervisor`` with what it watches as JSON (decision 0003)."""

from __future__ import annotations

import ctypes
import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

SIGNALS = {signal.SIGCHLD, signal.SIGTERM, signal.SIGINT}
QUICK_DEATH_SECONDS = 10
LONGEST_PAUSE = 30.0
GRACE_SECONDS = 12
ADOPT_WITHIN_SECONDS = 10
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
RENEWAL = "renewal"


@dataclass(frozen=True, slots=True)
class Renewal:
    """Processes that share one memory. When one dies all are replaced: a program loads and warms up what they share, forks
    them anew and ends, and they become the supervisor's children. Those that still live go on until then."""

    names: Sequence[str]
    program: Sequence[str]
    socket: int | None = None  # an open file they all inherit, where visitors wait meanwhile


class Supervisor:
    """Watches programs of Python, by name and arguments; some may run already."""

    def __init__(
        self, programs: Mapping[str, Sequence[str]], running: Mapping[str, int], renewal: Mapping[str, Any] | None = None
    ) -> None:
        self.programs = dict(programs)
        self.running = {pid: name for name, pid in running.items()}
        self.renewal = Renewal(**renewal) if renewal else Renewal((), ())
        self.report: int | None = None  # where renewed processes say who they are
        self.retired: dict[int, float] = {}  # process: when its patience ends
        self.started = dict.fromkeys([*self.programs, *self.renewal.names], time.monotonic())
        self.pauses: dict[str, float] = {}
        self.waiting: dict[str, float] = {}  # name: when to start it again

    def run(self) -> None:
        """Run until SIGTERM or SIGINT."""
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        if self.renewal.names:
            prctl(PR_SET_CHILD_SUBREAPER, 1)
        for name in self.programs.keys() - self.running.values():
            self._start(name)
        while True:
            self._bury()
            received = signal.sigtimedwait(SIGNALS, self._seconds_to_next_deadline())
            if received and received.si_signo in {signal.SIGTERM, signal.SIGINT}:
                break
            self._bury()
            self._start_waiting()
            self._end_retired()
        self._stop()

    def _start(self, name: str) -> None:
        self.running[self._renew() if name == RENEWAL else start(self.programs[name])] = name
        self.started[name] = time.monotonic()

    def _renew(self) -> int:
        self.report, write = os.pipe()
        files = {"--socket": self.renewal.socket, "--report": write}
        words = [word for name, file in files.items() if file is not None for word in (name, str(file))]
        try:
            inherited = [file for file in files.values() if file is not None]
            return start([*self.renewal.program, *words, "--keeper", str(os.getpid())], inherited)
        finally:
            os.close(write)

    def _adopt(self) -> None:
        """Take over the renewed processes, and let those they replace go."""
        lines = read_to_end(self.report, ADOPT_WITHIN_SECONDS) if self.report is not None else ""
        renewed = {int(pid): name for name, pid in (line.split() for line in lines.splitlines())}
        for pid in [pid for pid, name in self.running.items() if name in self.renewal.names]:
            del self.running[pid]
            self.retired[pid] = time.monotonic() + GRACE_SECONDS
            _kill(pid, signal.SIGTERM)
        self.running |= renewed
        self.started |= dict.fromkeys(renewed.values(), time.monotonic())
        if missing := set(self.renewal.names) - set(renewed.values()):
            self._plan_start(min(missing), 1)

    def _bury(self) -> None:
        """Note which children died, and when each is to start again: at once at first, then ever later."""
        with suppress(ChildProcessError):
            while (gone := os.waitpid(-1, os.WNOHANG))[0]:
                name = self.running.pop(gone[0], None)
                self.retired.pop(gone[0], None)
                if name == RENEWAL and not gone[1]:
                    self._adopt()
                elif name:
                    self._plan_start(name, gone[1])

    def _plan_start(self, name: str, status: int) -> None:
        lived = time.monotonic() - self.started[name]
        if name in self.renewal.names:
            if RENEWAL in self.waiting or RENEWAL in self.running.values():
                return
            name = RENEWAL
        pause = min(self.pauses.get(name, 0.25) * 2, LONGEST_PAUSE) if lived < QUICK_DEATH_SECONDS else 0.0
        self.pauses[name] = pause
        self.waiting[name] = time.monotonic() + pause
        what = f"one of {', '.join(self.renewal.names)}" if name == RENEWAL else name
        say(f"{what} ended ({os.waitstatus_to_exitcode(status)}); starting again in {pause:.1f} s")

    def _seconds_to_next_deadline(self) -> float:
        moments = [*self.waiting.values(), *self.retired.values()]
        return max(min(moments, default=time.monotonic() + 60) - time.monotonic(), 0)

    def _end_retired(self) -> None:
        for pid in [pid for pid, moment in self.retired.items() if moment <= time.monotonic()]:
            self.retired[pid] = time.monotonic() + 60
            _kill(pid, signal.SIGKILL)

    def _start_waiting(self) -> None:
        for name in [name for name, moment in self.waiting.items() if moment <= time.monotonic()]:
            del self.waiting[name]
            self._start(name)

    def _stop(self) -> None:
        say("Stopping …")
        self._signal(signal.SIGTERM)
        self.running |= dict.fromkeys(self.retired, "retired")
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
            _kill(pid, number)


def _kill(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def become(programs: Mapping[str, Sequence[str]], running: Mapping[str, int], renewal: Renewal | None = None) -> None:
    """Turn this process into the supervisor of children it already has. What it had loaded is gone; never returns."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # a signal in between waits for the supervisor
    sys.stdout.flush()
    if renewal and renewal.socket is not None:
        os.set_inheritable(renewal.socket, True)
    watched = json.dumps({"programs": programs, "running": running, "renewal": renewal and asdict(renewal)})
    os.execv(sys.executable, [sys.executable, "-m", __name__, watched])  # noqa: S606 -- our own interpreter, our own arguments


def start(program: Sequence[str], inherited: Iterable[int] = ()) -> int:
    """Start a Python program as a child, with these open files; its number."""

    def run() -> None:
        for file in inherited:
            os.set_inheritable(file, True)
        os.execv(sys.executable, [sys.executable, *program])  # noqa: S606 -- as above

    return fork(run)


def fork(work: Callable[[], None], keeper: int | None = None) -> int:
    """Do some work in a child; its number. With a keeper, the work begins once this process has ended and the keeper has
    adopted the child."""
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        _live(work, parent, keeper)
    return pid


def _live(work: Callable[[], None], parent: int, keeper: int | None) -> None:
    """In the child: its own signals, its death tied to the parent's; never returns."""
    status = 1
    try:
        while keeper and os.getppid() == parent:
            time.sleep(0.005)
        tie_to(keeper or parent)
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
    prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)


def prctl(option: int, value: int) -> None:
    """Ask the kernel something about this process; other systems than Linux have nothing like it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def read_to_end(file: int, seconds: float) -> str:
    """What is written into a pipe until all have closed it, or so many seconds have passed; the pipe is closed then."""
    deadline, parts = time.monotonic() + seconds, []
    while select.select([file], [], [], max(0, deadline - time.monotonic()))[0]:
        if not (part := os.read(file, 4096)):
            break
        parts.append(part)
    os.close(file)
    return b"".join(parts).decode()


def say(words: str) -> None:
    """To whoever started the house."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    Supervisor(**json.loads(sys.argv[1])).run()
