"""``steamie worker``: the worker and the clock without the site, for a house spread over several machines."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError, CommandParser

from steamie.project import forking, processes, readiness


class Command(BaseCommand):
    """Does the queue's work, and keeps time unless told not to."""

    help = "Do the work of the queue, without the site."

    def add_arguments(self, parser: CommandParser) -> None:
        """One choice: whether to keep time as well."""
        parser.add_argument("--no-clock", action="store_true", help="another machine keeps time")

    def handle(self, *, no_clock: bool, **options: object) -> None:
        """Run until stopped."""
        try:
            readiness.require_safe_database()
            readiness.require_current_schema()
        except readiness.HouseNotReady as reason:
            raise CommandError(str(reason)) from None
        forking.share_one_heap()
        forking.run(processes.of("worker-without-clock" if no_clock else "worker"))
