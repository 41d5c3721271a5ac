"""``steamie up``: a real installation."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from steamie.desk.setup import progress
from steamie.desk.setup.code import new_code
from steamie.project import opening


class Command(BaseCommand):
    """Starts the site, the desk, the worker and the clock, as one tree of processes."""

    help = "Start a real installation. On an empty folder the browser opens the set-up."
    requires_system_checks = ()

    def handle(self, **options: object) -> None:
        """Run until stopped."""
        if settings.DEMONSTRATION:
            raise CommandError(f"{settings.DATA} holds the demonstration. A real installation needs a folder of its own.")
        opening.prepare(self.stdout.write)
        code = None if progress.is_finished() else new_code()
        opening.run(lambda: self._say_ready(code))

    def _say_ready(self, code: str | None) -> None:
        self.stdout.write(f"\nSite  {settings.PUBLIC_URL}/\nDesk  {settings.PUBLIC_URL}{reverse('desk:today')}\n")
        if code:
            self.stdout.write(f"Set up this installation at {settings.PUBLIC_URL}{reverse('setup:begin')} with the code {code}\n")
        self.stdout.flush()
