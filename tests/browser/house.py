"""The real thing: ``steamie demo`` and ``steamie up`` as programs of their own, in folders of their own."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from steamie.project.supervisor import tie_to

START_WITHIN_SECONDS = 600  # a busy machine is slow, not wrong
STOP_WITHIN_SECONDS = 120
STAND_IN_AFTER = 1000  # the stand-in's port is the site's plus this
OURS = ("STEAMIE_", "DJANGO_", "PYTEST_", "PORT")  # what the tests set for themselves is not for the house


@dataclass
class House:
    """A tree of processes, and where it answers."""

    process: subprocess.Popen[bytes]
    folder: Path
    port: int

    @property
    def address(self) -> str:
        """The site and the desk."""
        return f"http://localhost:{self.port}"

    @property
    def wall(self) -> str:
        """The stand-in Page."""
        return f"http://127.0.0.1:{self.port + STAND_IN_AFTER}"

    @property
    def output(self) -> str:
        """Everything it has said so far."""
        return (self.folder / "output").read_text()

    def truth(self) -> dict[str, Any]:
        """What the stand-in knows to be so."""
        return asked(f"{self.wall}/_control/truth?calls=0")

    def wait_until_well(self) -> None:
        """Until the clock and the worker have been heard of, or the house has ended."""
        until(lambda: self._ended() or asked(f"{self.address}/healthz").get("status") == "ok", START_WITHIN_SECONDS)
        assert not self._ended(), self.output

    def _ended(self) -> bool:
        return self.process.poll() is not None

    def stop(self) -> None:
        """Ask it to stop, and see that it went quietly."""
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(STOP_WITHIN_SECONDS)
        assert status == 0, self.output
        assert "Traceback" not in self.output, self.output

    def end(self) -> None:
        """End it, if it has not ended: its processes go with it."""
        self.process.kill()
        self.process.wait()


def start(command: str, folder: Path, *, port: int | None = None, **more: str) -> House:
    """Begin ``steamie demo`` or ``steamie up`` on an empty folder, with ``more`` settings by their names in the environment.

    ``{wall}`` in a setting stands for the stand-in's address. It takes the better part of a minute to be ready. Without a
    ``port`` it listens on one that is free.
    """
    port = port or free_port()
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    surroundings |= {"STEAMIE_DATA": str(folder / "data"), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    surroundings |= {name: value.format(wall=f"http://127.0.0.1:{port + STAND_IN_AFTER}") for name, value in more.items()}
    program = [sys.executable, "-m", "steamie", command]
    tied = partial(tie_to, os.getpid())  # tests that are killed leave no house standing
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(program, env=surroundings, stdout=output, stderr=subprocess.STDOUT, preexec_fn=tied)
    return House(process, folder, port)


def loaded_once(folder: Path) -> Path:
    """The data folder of a demonstration that was loaded from nothing and stopped; whoever asks meanwhile waits for it."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            house = start("demo", folder)
            try:
                house.wait_until_well()
                house.stop()
            finally:
                house.end()
            (folder / "ready").touch()
    return folder / "data"


def free_port() -> int:
    """A port that is free, and the stand-in's with it."""
    while True:
        with closing(socket.socket()) as first, closing(socket.socket()) as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + STAND_IN_AFTER))
            except (OSError, OverflowError):
                continue
            return int(port)


def asked(address: str) -> dict[str, Any]:
    """What an address answers, as JSON; nothing while nobody answers."""
    try:
        return dict(httpx.get(address, timeout=60).json())
    except (httpx.HTTPError, ValueError):
        return {}


def until(so: Callable[[], object], seconds: float) -> None:
    """Look again and again until it is so."""
    deadline = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < deadline, f"Not so within {seconds} seconds."
        time.sleep(0.25)
