"""``steamie strategy load FILE``."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from steamie.evidence.actors import SETUP
from steamie.strategy.actions import Superseded, load_edition
from steamie.strategy.document import Malformed


class Command(BaseCommand):
    """Load a strategy file."""

    help = "Make a strategy file the one in force. A malformed file is refused, naming every line and field."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``load`` and the file."""
        parser.add_argument("what", choices=["load"])
        parser.add_argument("file", type=Path)

    def handle(self, *, what: str, file: Path, **options: Any) -> None:
        """Load it, or say everything that is wrong with it."""
        try:
            edition = load_edition(source=file.read_bytes().decode("utf-8"), by=SETUP)
        except OSError as why:
            raise CommandError(f"{file} cannot be read: {why.strerror}.") from why
        except UnicodeDecodeError as why:
            raise CommandError(f"{file} is not UTF-8 text.") from why
        except Malformed as why:
            raise CommandError(f"{file} was not loaded.\n{why}") from why
        except Superseded as why:
            raise CommandError(str(why)) from why
        self.stdout.write(f"{edition.code} {edition.title}".strip() + f": edition {edition.number} is in force.")
