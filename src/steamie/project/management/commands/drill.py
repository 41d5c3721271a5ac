"""``steamie drill NAME``: runs one of the drills that are installed beside the house."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points

from django.core.management.base import BaseCommand, CommandParser

GROUP = "steamie.drills"


class Command(BaseCommand):
    """Runs a drill in surroundings of its own; leaves with 1 when it failed.

    A drill is an entry point of the group ``steamie.drills``. The house never imports one: they use it as anyone would.
    """

    help = "Prove under fire what is promised."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """One word for each drill, and after it the numbers of that drill."""
        drills = parser.add_subparsers(dest="what", required=True)
        for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
            drill = entry.load()
            drill.add_arguments(drills.add_parser(entry.name, help=drill.help))

    def handle(self, *, what: str, **options: object) -> None:
        """Hand over to the drill."""
        (entry,) = entry_points(group=GROUP, name=what)
        sys.exit(entry.load().run(self.stdout, **options))
