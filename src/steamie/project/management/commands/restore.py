"""``steamie restore FILE``, and the same rehearsed."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from steamie.content.publishing import marks
from steamie.evidence import restorations
from steamie.evidence.actors import OPERATOR
from steamie.people.auditors import addresses_of_auditors
from steamie.project import archive, nightly, put_back_whole, rehearsal
from steamie.project.dumps import CannotArchive
from steamie.rules.counting import some


class Command(BaseCommand):
    """Puts a copy back into an empty folder; nothing is published again."""

    help = "Put a copy back into an empty data folder. Everything not yet sent is held."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file to read."""
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--hold-only", action="store_true", help="hold the posts of a database put back by other means")
        parser.add_argument("--rehearse", type=Path, metavar="FILE", help="try a copy, or the newest in a folder")
        parser.add_argument("--keys", type=Path, metavar="FOLDER", help="with --rehearse: the keys to try, if not those in use")
        parser.add_argument("--without-keys", action="store_true", help="the keys are elsewhere: do not try what is sealed")

    def handle(
        self,
        *,
        file: Path | None,
        hold_only: bool,
        rehearse: Path | None,
        keys: Path | None,
        without_keys: bool,
        **options: object,
    ) -> None:
        """One of the three."""
        if [file is not None, hold_only, rehearse is not None].count(True) != 1:
            raise CommandError("Name the file to restore from; or use --rehearse FILE, or --hold-only.")
        if keys and not (rehearse and keys.is_dir()):
            raise CommandError("--keys names a folder of keys, and goes with --rehearse.")
        try:
            self._rehearse(rehearse, keys or settings.DATA / "keys") if rehearse else self._restore(file, without_keys)
        except CannotArchive as problem:
            raise CommandError(str(problem)) from None

    def _rehearse(self, place: Path, keys: Path) -> None:
        """Put it back where nobody sees it; leave with 1 when it could not be used."""
        file, begun = nightly.newest(place), time.monotonic()
        self.stderr.write(f"Putting {file} back into a temporary folder …")
        well = rehearsal.rehearse(file, keys, self.stdout.write)
        if not well:
            raise CommandError(f"{file} would not do. Make a new copy, and rehearse that.", returncode=1)
        if settings.DATA.is_dir():
            nightly.note(tried_at=timezone.now().isoformat())
        took = some(round(time.monotonic() - begun), "second")
        self.stdout.write(f"Rehearsed in {took}: {file} can be put back. Nothing was changed, and nothing of it is left.")

    def _restore(self, file: Path | None, without_keys: bool) -> None:
        """Unpack, bring the tables up to date, look whether all is there, hold."""
        now = timezone.now()
        self.stderr.write("Putting the copy back, then bringing the tables up to date …")
        manifest: dict[str, Any] = {"made_at": now.isoformat()} if file is None else archive.unpack(file)
        connection.close()
        call_command("migrate", interactive=False, verbosity=0)
        findings = list(put_back_whole.look(manifest, keys=not without_keys)) if file else []
        self._hold(manifest["made_at"], now)
        for finding in findings:
            self.stdout.write(str(finding))

    def _hold(self, made_at: str, now: datetime) -> None:
        """Nothing goes out by itself from here on, and what was cut off is in the record."""
        counts = archive.hold_everything(made_at=made_at, now=now)
        if event := restorations.know_restored(
            reason="Put back by a command on the machine.", by=OPERATOR, now=now, to=addresses_of_auditors(now)
        ):
            aside = len(event.facts["set_aside"])
            self.stdout.write(
                f"{aside} anchors made after the copy are set aside. That is in the record; the auditor is written to."
            )
        marks.forget()
        self.stdout.write(f"Restored. {counts['held']} posts held; {counts['to look at']} may have gone out since: look first.")
