"""``steamie backup FILE``."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from steamie.project import archive
from steamie.project.dumps import CannotArchive


class Command(BaseCommand):
    """Copies the installation to one file, while it is open."""

    help = "Copy the database, uploads and anchors to one file. The keys are left out: keep them elsewhere."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file to write."""
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: object) -> None:
        """Write it."""
        self.stderr.write("Copying the database, uploads and anchors …")
        try:
            archive.back_up(file, now=timezone.now())
        except CannotArchive as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"Copied to {file} ({file.stat().st_size / 1e6:.1f} MB).")
        self.stdout.write(f"Left out on purpose: {settings.DATA / 'keys'}. Keep a copy of that folder somewhere else.")
