"""``steamie demo``: the demonstration year, with a stand-in for Facebook."""

from __future__ import annotations

import importlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from steamie.project import demonstration, opening
from steamie.project.forking import Child
from steamie.project.supervisor import tie_to

STAND_IN = "steamie_standins.graph"  # a program of its own: the house never imports it


class Command(BaseCommand):
    """Loads the demonstration year into an empty folder, and starts everything."""

    help = "Start the demonstration: invented people and posts, and a stand-in for Facebook."
    requires_system_checks = ()

    def handle(self, **options: object) -> None:
        """Run until stopped. ``demonstration.prepare`` has marked the folder before the settings were read."""
        opening.prepare(self.stdout.write, self._load)
        opening.run(self._say_ready, {"stand-in": Child(_stand_in_arguments())})

    def _load(self) -> None:
        if demonstration.is_loaded(settings.DATA):
            return
        if importlib.util.find_spec("steamie.desk.demonstration") is None:
            self.stdout.write("There is no demonstration year yet; the desk opens empty.")
            return
        self.stdout.write("Loading the demonstration year …")
        with _stand_in_for_now():
            importlib.import_module("steamie.desk.demonstration").load(progress=self.stdout.write)
        demonstration.mark_loaded(settings.DATA)

    def _say_ready(self) -> None:
        say = self.stdout.write
        say(f"\nSite      {settings.PUBLIC_URL}/\nDesk      {settings.PUBLIC_URL}{reverse('desk:today')}")
        say(f"The Page  {settings.GRAPH_URL}/   (a stand-in for Facebook)")
        say("Sign in   one click for each office, on the sign-in page\n")
        self.stdout.flush()


def _stand_in_arguments() -> list[str]:
    state = settings.DATA / "stand-in" / "page.sqlite3"
    state.parent.mkdir(parents=True, exist_ok=True)
    return ["-m", STAND_IN, "--port", str(demonstration.stand_in_port(settings.PORT)), "--state", str(state)]


@contextmanager
def _stand_in_for_now() -> Iterator[None]:
    """The year is loaded before the tree of processes starts, and the Page must be there to receive it."""
    tied = partial(tie_to, os.getpid())  # a load that is killed must not leave it behind, holding its port
    command = [sys.executable, *_stand_in_arguments()]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, preexec_fn=tied)  # noqa: S603 -- our own program
    try:
        if process.stdout:
            process.stdout.readline()  # it says where it is once it answers
        yield
    finally:
        process.terminate()
        process.wait(10)
