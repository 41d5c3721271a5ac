"""``steamie backup FILE`` and ``steamie backup --into FOLDER``."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from steamie.project import archive, nightly
from steamie.project.dumps import CannotArchive
from steamie.rules.counting import some
from steamie.rules.keeping_copies import USUAL, NotAKeeping, read


class Command(BaseCommand):
    """Copies the installation to one file, while it is open."""

    help = "Copy the database, uploads and anchors to one file. The keys are left out: keep them elsewhere."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file to write, or the folder of copies and how many of them stay."""
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--into", type=Path, metavar="FOLDER", help="write a new copy there, and let old ones go")
        parser.add_argument("--keep", default=USUAL, metavar=USUAL, help="with --into: how many copies of which period stay")

    def handle(self, *, file: Path | None, into: Path | None, keep: str, **options: object) -> None:
        """Write it."""
        if (file is None) == (into is None):
            raise CommandError("Name the file to write, or the folder of copies: steamie backup --into FOLDER")
        try:
            keeping = read(keep)
            self.stderr.write("Copying the database, uploads and anchors …")
            made, gone = (self._one(file), []) if file else nightly.back_up(into or Path(), keeping, now=timezone.now())
        except (CannotArchive, NotAKeeping) as problem:
            raise CommandError(str(problem)) from None
        size = f"{made.stat().st_size / 1e6:.1f} MB"
        self.stdout.write(f"Copied to {made} ({size}). It holds personal data: only its owner can read it.")
        self.stdout.write(f"Left out on purpose: {settings.DATA / 'keys'}. Keep a copy of that folder somewhere else.")
        if into:
            went = f"{some(len(gone), 'older one')} went: {', '.join(path.name for path in gone)}" if gone else "none went"
            self.stdout.write(f"{some(len(nightly.copies_in(into)), 'copy', 'copies')} in {into}; {went}.")

    def _one(self, file: Path) -> Path:
        now = timezone.now()
        archive.back_up(file, now=now)
        nightly.note(made_at=now.isoformat(), file=str(file.resolve()))
        return file
