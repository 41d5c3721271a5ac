"""``steamie homes FILE``: brings the landlord's list of addresses in, with the reference number (UPRN) of each."""

from __future__ import annotations

import csv
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from steamie.services.handing.payload import compared
from steamie.services.models import Home

Row = dict[str, str]


class Command(BaseCommand):
    """Replaces the list by that of a CSV file with the columns UPRN, address (one or several) and postcode."""

    help = "Bring in the list of addresses with their UPRN, from a CSV file. What was on the list before is replaced."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        """Replace the list, whole or not at all."""
        try:
            rows = list(_rows(file))
        except (OSError, UnicodeDecodeError, csv.Error) as problem:
            raise CommandError(f"{file} cannot be read as CSV in UTF-8: {problem}.") from problem
        homes = {row["uprn"]: _home(row) for row in rows if row["uprn"].isdecimal() and row["address"]}
        if not homes:
            raise CommandError(f"{file} holds no row with a UPRN and an address. Its first line names the columns.")
        with transaction.atomic():
            Home.objects.all().delete()
            Home.objects.bulk_create(homes.values(), batch_size=500)
        self.stdout.write(f"{len(homes)} addresses are on the list; {len(rows) - len(homes)} rows were left out.")


def _rows(file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            cells = {(name or "").strip().lower(): (value or "").strip() for name, value in row.items() if isinstance(value, str)}
            address = ", ".join(value for name, value in cells.items() if name.startswith("address") and value)
            yield {"uprn": cells.get("uprn", "")[:12], "address": address[:300], "postcode": cells.get("postcode", "")[:10]}


def _home(row: Row) -> Home:
    return Home(**row, sought=compared(row["address"], row["postcode"]))
