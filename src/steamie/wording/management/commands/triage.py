"""``steamie triage measure FILE [--json]``."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from steamie.rules.triage import rulebook
from steamie.rules.triage.measuring import NotLabelled, as_json, as_table, measure, read


class Command(BaseCommand):
    """Measures the rules of triage on any file of labelled comments."""

    help = "Measure triage on a file of JSON lines: text, urgent, primary, labels."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One word says what to do."""
        parser.add_argument("what", choices=["measure"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="Print the figures for machines.")
        parser.add_argument("--own", action="append", default=[], type=Path, help="A landlord's own file of lists and rules.")

    def handle(self, *, what: str, file: Path, json: bool, own: list[Path], **options: Any) -> None:
        """Measure, and print."""
        try:
            comments = read(file.read_text(encoding="utf-8-sig").splitlines())
            figures = measure(comments, rulebook(*own).judge)
        except (OSError, UnicodeDecodeError, NotLabelled) as why:
            raise CommandError(str(why)) from why
        if not comments:
            raise CommandError(f"No labelled comment is in {file}.")
        self.stdout.write(as_json(figures) if json else "\n".join(as_table(figures)))
