"""``steamie restore FILE``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from steamie.content.publishing import marks
from steamie.evidence import restorations
from steamie.evidence.actors import OPERATOR
from steamie.people.auditors import addresses_of_auditors
from steamie.project import archive
from steamie.project.dumps import CannotArchive


class Command(BaseCommand):
    """Puts a copy back into an empty folder; nothing is published again."""

    help = "Put a copy back into an empty data folder. Everything not yet sent is held."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file to read."""
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--hold-only", action="store_true", help="hold the posts of a database put back by other means")

    def handle(self, *, file: Path | None, hold_only: bool, **options: object) -> None:
        """Unpack, bring the tables up to date, hold."""
        if not file and not hold_only:
            raise CommandError("Name the file to restore from.")
        now = timezone.now()
        self.stderr.write("Putting the copy back, then bringing the tables up to date …")
        try:
            manifest: dict[str, Any] = {"made_at": now.isoformat()} if file is None else archive.unpack(file)
        except CannotArchive as problem:
            raise CommandError(str(problem)) from None
        connection.close()
        call_command("migrate", interactive=False, verbosity=0)
        counts = archive.hold_everything(made_at=manifest["made_at"], now=now)
        if event := restorations.know_restored(
            reason="Put back by a command on the machine.", by=OPERATOR, now=now, to=addresses_of_auditors(now)
        ):
            aside = len(event.facts["set_aside"])
            self.stdout.write(
                f"{aside} anchors made after the copy are set aside. That is in the record; the auditor is written to."
            )
        marks.forget()
        self.stdout.write(f"Restored. {counts['held']} posts held; {counts['to look at']} may have gone out since: look first.")
        self.stdout.write("The keys are not in the copy. Put the keys folder back, or connect each account again.")
