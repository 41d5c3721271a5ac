"""``steamie credentials rotate``."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from steamie.channels.actions import rotate_credentials
from steamie.evidence.actors import NamedActor
from steamie.people.sealing import CannotUnseal

OPERATOR = NamedActor("system:operator")  # whoever has the keys of the machine


class Command(BaseCommand):
    """Seal every account again under a new key."""

    help = "Make a new key, seal every account's credentials under it, and forget the older keys."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One word says what to do."""
        parser.add_argument("what", choices=["rotate"])

    def handle(self, *, what: str, **options: Any) -> None:
        """Do it; exit 1 when an account cannot be opened. Then nothing is changed and every key is kept."""
        try:
            count = rotate_credentials(by=OPERATOR)
        except CannotUnseal as problem:
            raise CommandError(f"{problem} Nothing was changed.") from problem
        self.stdout.write(f"{count} account{'' if count == 1 else 's'} sealed under a new key. The older keys are gone.")
