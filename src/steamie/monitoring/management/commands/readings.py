"""``steamie readings``: read today's figures now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from steamie.monitoring.actions import read_everything


class Command(BaseCommand):
    """Read likes, shares, comments and followers from every channel that gives them, and count our own visits."""

    help = "Read today's figures from every channel, and count the visits that followed our posts."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        """Read, then say what was given and what was not."""
        self.stderr.write("Asking each channel …")
        for channel, went in read_everything():
            gap = f" {went.missing} not given: {went.problem}" if went.missing else ""
            self.stdout.write(f"{channel.name}: {went.received} figures.{gap}")
        self.stdout.write("Visits to our website are counted.")
