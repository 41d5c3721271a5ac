"""Inside the drill: people report, processes are killed, the disk fills, mail and repairs system die and come back; compare."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from django.conf import settings
from django.utils import timezone
from PIL import Image

from steamie.evidence.actors import SETUP
from steamie.letters import sending as letters
from steamie.people.models import Person
from steamie.project import opening, processes
from steamie.project.forking import freeze
from steamie.project.supervisor import fork
from steamie.services import duties, visitors
from steamie.services.handing import acting
from steamie.services.handing.keeping import pass_to
from steamie.services.handing.sending import hand_over_due
from steamie.services.models import HandOver, RepairPhoto, RepairsSystem
from steamie.services.models.handing_over import HandOverState
from steamie_drills.surroundings import begin

from . import disk, naive, report
from .options import RepairsOptions
from .visitors import Reporters, WhatTheyGot

# When, as parts of all repairs, each trouble begins and ends.
DISK = ((0.15, 0.22), (0.55, 0.6), (0.9, 0.93))
MAIL = ((0.2, 0.45), (0.7, 0.8))
SYSTEM = ((0.3, 0.4), (0.75, 0.85))
ROUNDS, APART = 40, timedelta(hours=1)  # of looking again in the end, and how far the clock is put on in each


def run(options: RepairsOptions) -> report.RepairsReport:
    """One drill, from the first repair to the comparison."""
    began = time.monotonic()
    opening.prepare(lambda _: None)
    settings.FIRST_RUN = False  # nobody signs in here, and residents need no set-up
    person = _settle_in(options)
    disk.install(options.seed)
    if options.desk == "naive":
        naive.install()
    house = House()
    try:
        outcomes = _report_all(options, house)
    finally:
        disk.switch().unlink(missing_ok=True)
        house.stop()
    _control(options, "faults", faults="")
    _carry_on(person)
    return report.compare(options, outcomes, _control(options, "truth"), kills=house.killed, seconds=time.monotonic() - began)


def _settle_in(options: RepairsOptions) -> Person:
    """Somebody who sends again what was refused, and a repairs system that signs."""
    person = Person.objects.create_user("drill@example.org", None, name="Drill")
    system = RepairsSystem(carrier="webhook", address=f"{options.repairs_url}/repairs")
    acting.set_system(system=system, by=SETUP, at=timezone.now() - timedelta(days=1))
    _control(options, "secret", secret=system.secret)
    _control(options, "faults", faults=options.faults, seed=options.seed)
    return person


def _control(options: RepairsOptions, act: str, **values: Any) -> dict[str, Any]:
    answer = httpx.post(f"{options.repairs_url}/_control/{act}", json=values, timeout=60, trust_env=False)
    return dict(answer.raise_for_status().json())


class House:
    """The web and the worker; one that dies is started again at once, on the same socket, as the supervisor would."""

    def __init__(self) -> None:
        self.listening: socket.socket = processes.listen()
        self.children: dict[str, Callable[[], None]] = {
            "web": partial(processes.web, self.listening),
            "worker": processes.worker,
            "clock": _clock,
        }
        self.killed = 0
        freeze()
        self.running = {fork(child): name for name, child in self.children.items()}

    @property
    def address(self) -> str:
        """Where the web is."""
        return f"http://127.0.0.1:{settings.PORT}"

    def kill(self, chance: random.Random) -> None:
        """SIGKILL one at random, the web most often, and start another in its place."""
        pid = chance.choice([pid for pid, name in self.running.items() for _ in range(3 if name == "web" else 1)])
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        self.killed += 1
        self._again(pid)

    def mend(self) -> None:
        """Start again whatever ended by itself."""
        for pid in list(self.running):
            if os.waitpid(pid, os.WNOHANG)[0]:
                self._again(pid)

    def _again(self, pid: int) -> None:
        name = self.running.pop(pid)
        freeze()
        self.running[fork(self.children[name])] = name

    def stop(self) -> None:
        """End all of them."""
        for pid in self.running:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        self.running = {}
        self.listening.close()


def _clock() -> None:
    """What the clock would ask for each minute, more often."""
    while True:
        for act in (hand_over_due, letters.send_due, lambda: duties.attach_photos(timezone.now())):
            with suppress(Exception):  # a full disk stops it for this time; the next time comes
                act()
        time.sleep(1)


def _report_all(options: RepairsOptions, house: House) -> list[WhatTheyGot]:
    """Let everybody report, and make trouble as they go."""
    out = Path(settings.DATA) / "outcomes.jsonl"
    tickets = [visitors.new_ticket(timezone.now() - timedelta(minutes=1)) for _ in range(options.submissions)]
    crowd = Reporters(house.address, tickets, _photo(), options.seed, out)
    chance = random.Random(options.seed)  # noqa: S311 -- as above
    kills = sorted(chance.uniform(0, 0.97) for _ in range(options.kills))
    freeze()
    people = fork(partial(crowd.report, options.at_once))
    with _mail(options) as mail:
        while not os.waitpid(people, os.WNOHANG)[0]:
            part = _lines(out) / options.submissions
            _make_trouble(options, part, mail)
            if kills and part >= kills[0]:
                kills.pop(0)
                house.kill(chance)
            house.mend()
            time.sleep(0.05)
    return [WhatTheyGot(**json.loads(line)) for line in out.read_text().splitlines()]


def _lines(out: Path) -> int:
    return out.read_bytes().count(b"\n") if out.exists() else 0


def _photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (320, 240), (40, 90, 160)).save(out, "JPEG")
    return out.getvalue()


def _within(part: float, spans: tuple[tuple[float, float], ...]) -> bool:
    return any(begin <= part < end for begin, end in spans)


class Mail:
    """The mail server, which dies and is started again at the same port."""

    def __init__(self, options: RepairsOptions) -> None:
        self.port, self.pid = options.mail_port, options.mail_pid
        self.process: subprocess.Popen[str] | None = None

    def be(self, *, there: bool) -> None:
        """There, slowly, or dead."""
        if there and not self.pid:
            self.process, _ = begin("steamie_standins.mail", "--port", str(self.port), "--wait", "0.2")
            self.pid = self.process.pid
        elif not there and self.pid:
            os.kill(self.pid, signal.SIGKILL)
            if self.process:
                self.process.wait()
            self.pid = 0


@contextmanager
def _mail(options: RepairsOptions) -> Iterator[Mail]:
    mail = Mail(options)
    try:
        yield mail
    finally:
        mail.be(there=True)
        os.kill(options.repairs_pid, signal.SIGCONT)
        if mail.process:
            mail.process.kill()
            mail.process.wait()


def _make_trouble(options: RepairsOptions, part: float, mail: Mail) -> None:
    """What is wrong at this point of the drill."""
    if _within(part, DISK):
        disk.switch().touch()
    else:
        disk.switch().unlink(missing_ok=True)
    mail.be(there=not _within(part, MAIL))
    os.kill(options.repairs_pid, signal.SIGSTOP if _within(part, SYSTEM) else signal.SIGCONT)


def _carry_on(person: Person) -> None:
    """Everything is well again: what waits for its time goes, and a person sends again what was refused."""
    for number in range(ROUNDS):
        moment = timezone.now() + APART * (number + 1)
        for row in HandOver.objects.filter(state__in=[HandOverState.REFUSED, HandOverState.GIVEN_UP]):
            pass_to(row, HandOverState.KEPT, at=moment, by=person, next_at=moment)
        hand_over_due(clock=lambda at=moment: at)  # type: ignore[misc]  # a clock that stands
        duties.attach_photos(moment)
        if number and not _is_waiting():
            return


def _is_waiting() -> bool:
    return HandOver.objects.exclude(state=HandOverState.ACCEPTED).exists() or RepairPhoto.objects.waiting().exists()
