"""``steamie doctor``."""

from __future__ import annotations

import sys

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone

from steamie.project import examination


class Command(BaseCommand):
    """Examines the installation and says what is not well."""

    help = (
        "Look at database, keys, disk, queue, heartbeats, unresolved posts, and at what is not yet set up;"
        " leave with 1 when something is not well or not yet true."
    )

    def handle(self, **options: object) -> None:
        """Print every finding."""
        ill = 0
        try:
            for finding in examination.examine(timezone.now()):
                ill += not finding.well
                self.stdout.write(str(finding))
        except DatabaseError as problem:
            self.stdout.write(f"NOT  Database: {problem}. Has the house been opened once? Run: steamie up")
            sys.exit(1)
        sys.exit(1 if ill else 0)
