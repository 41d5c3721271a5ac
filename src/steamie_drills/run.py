"""Inside the drill: start the processes, kill them at random instants, wait until the work settles, and compare."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from steamie.channels import registry
from steamie.content.posts.models import Amendment, Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.publisher import advance
from steamie.content.publishing.tasks import advance_publication  # noqa: F401 -- loaded before forking, so that every child has it
from steamie.project import processes
from steamie.project.clock import Clock
from steamie.project.forking import freeze
from steamie.project.supervisor import fork
from steamie.rules.situation import Pace

from . import naive, posts, report
from .corrections import GOING as TO_BE_CARRIED
from .corrections import Editor
from .kinds import control, forget_keys
from .options import Options

GOING = [Step.APPROVED, Step.CREATING, Step.CREATED, Step.PUBLISHING]
LEAD_IN_SECONDS = 2.0


def run(options: Options) -> report.DrillReport:
    """One drill, from the first post to the comparison."""
    first = timezone.now() + timedelta(seconds=LEAD_IN_SECONDS + options.posts * 0.004)
    posts.load(options.posts, kind=options.kind, first=first, window=options.window)
    set_faults(options.kind, options.faults, options.seed)
    if options.publisher == "forgetful":
        forget_keys(options.kind)
    crew = Crew(options)
    began = time.monotonic()
    try:
        _kill_at_random(crew, options, (first - timezone.now()).total_seconds())
        _wait_until_settled(crew, options)
    finally:
        crew.stop()
    took = time.monotonic() - began
    set_faults(options.kind, "", options.seed)
    time.sleep(min(options.lag, 5.0))
    if options.publisher != "naive":
        _sweep()
    return report.compare(options, killed=crew.killed, seconds=took)


class Crew:
    """The processes of the drill; one that dies is started again at once, as the supervisor would."""

    def __init__(self, options: Options) -> None:
        keeper: dict[str, Callable[[], None]] = {"clock": _clock}
        work = naive.worker if options.publisher == "naive" else processes.worker
        self.children = ({} if options.publisher == "naive" else keeper) | {f"worker {n}": work for n in range(options.workers)}
        self.killed = 0
        edits = options.publisher != "naive" and registry.kind(options.kind).can.edit
        self.editor = Editor(options.correct_one_in if edits else 0)
        freeze()
        self.running = {fork(child): name for name, child in self.children.items()}

    def kill(self, chance: random.Random) -> None:
        """SIGKILL one at random, and start another in its place."""
        pid = chance.choice(sorted(self.running))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        self.killed += 1
        self._again(pid)

    def mend(self) -> None:
        """Start again whatever ended by itself."""
        while (gone := os.waitpid(-1, os.WNOHANG)[0]) > 0:
            self._again(gone)

    def _again(self, pid: int) -> None:
        name = self.running.pop(pid, None)
        if name:
            freeze()
            self.running[fork(self.children[name])] = name

    def stop(self) -> None:
        """End all of them."""
        for pid in self.running:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        self.running = {}


def _clock() -> None:
    Clock(duties=False).run()


def _kill_at_random(crew: Crew, options: Options, before: float) -> None:
    """The instants are spread over the time in which posts fall due."""
    chance = random.Random(options.seed)  # noqa: S311 -- chance that can be repeated is the point
    start = time.monotonic() + before
    for instant in sorted(chance.uniform(0, options.window) for _ in range(options.kills)):
        _sleep_until(crew, start + instant)
        crew.kill(chance)
    _sleep_until(crew, start + options.window)


def _sleep_until(crew: Crew, moment: float) -> None:
    while (left := moment - time.monotonic()) > 0:
        crew.mend()
        crew.editor.look_in()
        time.sleep(min(left, 0.1))


def _wait_until_settled(crew: Crew, options: Options) -> None:
    deadline = time.monotonic() + options.patience
    while time.monotonic() < deadline and _is_going_on(crew.editor):
        _sleep_until(crew, time.monotonic() + 0.25)


def _is_going_on(editor: Editor) -> bool:
    return unsettled().exists() or to_be_carried().exists() or editor.to_correct().exists()


def to_be_carried() -> QuerySet[Amendment]:
    """Corrections still on their way, but for those the channel asked us to hold back."""
    told_to_wait = Q(publication__wake_at__gt=timezone.now() + timedelta(seconds=90))
    return Amendment.objects.filter(stage__in=TO_BE_CARRIED).exclude(told_to_wait)


def unsettled() -> QuerySet[Publication]:
    """Posts still on their way. One the channel asked us to hold back for minutes is waiting, and says so."""
    told_to_wait = Q(wake_at__gt=timezone.now() + timedelta(seconds=90))
    return Publication.objects.filter(step__in=GOING).exclude(told_to_wait)


def _sweep() -> None:
    """Look for leftovers once more now, instead of in minutes."""
    loose = Publication.objects.filter(step=Step.PUBLISHED, attempts__verb="create", attempts__outcome="unknown").distinct()
    for row in loose:
        Publication.objects.filter(pk=row.pk).update(wake_at=timezone.now(), claim="")
        looked = row.attempts.filter(verb="sweep", outcome="done").count()
        advance(row.pk, pace=Pace(sweeps=(timedelta(0),) * (looked + 1), sweep_again=timedelta(0)))


def set_faults(kind: str, spelled: str, seed: int) -> None:
    """Tell the stand-in what goes wrong from now on."""
    control(kind, "faults", faults=spelled, seed=seed)
