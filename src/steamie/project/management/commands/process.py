"""``steamie process NAME …``: what the supervisor runs to start again processes that died."""

from __future__ import annotations

import socket

from django.core.management.base import BaseCommand, CommandParser

from steamie.project import forking, opening, processes


class Command(BaseCommand):
    """Processes of the house, in memory they share when there are several."""

    help = "Run processes of the house, as its supervisor does. To start the house, use up, demo or worker."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Which, and what the supervisor hands over."""
        parser.add_argument("names", nargs="+", choices=sorted(processes.NAMED))
        parser.add_argument("--socket", type=int, help="the open file on which visitors wait")
        parser.add_argument("--report", type=int, help="the open file in which each says its number")
        parser.add_argument("--keeper", type=int, help="who adopts them; without one the first is run here")

    def handle(self, *, names: list[str], **options: int | None) -> None:
        """Load and warm up, fork, and end; without a keeper, run until stopped."""
        forking.share_one_heap()
        keeper, report, file = options["keeper"], options["report"], options["socket"]
        if keeper is None or report is None:
            processes.NAMED[names[0]]()
            return
        if "web" in names:
            opening.warm_up()
        listening = None if file is None else socket.socket(fileno=file)
        forking.renew(processes.of(*names, listening=listening), keeper=keeper, report=report)
