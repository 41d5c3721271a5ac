"""``steamie process NAME``: what the supervisor runs to start again a process that died."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandParser

from steamie.project import forking, processes


class Command(BaseCommand):
    """One process of the house, which loads for itself what the first ones shared."""

    help = "Run one process of the house, as its supervisor does. To start the house, use up, demo or worker."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Which."""
        parser.add_argument("name", choices=sorted(processes.NAMED))

    def handle(self, *, name: str, **options: object) -> None:
        """Run until stopped."""
        forking.share_one_heap()
        processes.NAMED[name]()
