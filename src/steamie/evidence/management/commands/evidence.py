"""``steamie evidence verify [PACK] | anchor | head | guard``."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from steamie.evidence import anchors, elsewhere, triggers
from steamie.evidence.packs import verify_pack
from steamie.evidence.verify import check


class Command(BaseCommand):
    """Check the record, or write its head down outside the database."""

    help = "Check the record of events, anchor its head, show its head, or restore the database's guard."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One word says what to do."""
        parser.add_argument("what", choices=["verify", "anchor", "head", "guard"])
        parser.add_argument("pack", nargs="?", default="", help="With verify: a pack of evidence to check instead, without us.")
        parser.add_argument("--to", action="append", default=[], help="With anchor: an address to mail the head to.")
        parser.add_argument(
            "--letter", default="", help="With verify: the line of a letter to the auditor, to check against too."
        )

    def handle(self, *, what: str, pack: str = "", to: list[str], letter: str, **options: Any) -> None:
        """Do it; exit 1 when the record is broken."""
        if pack:
            self._verify_pack(what, pack)
            return
        acts = {"verify": lambda: self._verify(letter), "anchor": lambda: self._anchor(to)}
        (acts | {"head": self._head, "guard": self._guard})[what]()

    def _verify_pack(self, what: str, pack: str) -> None:
        if what != "verify":
            raise CommandError("A pack can only be verified.")
        verdict = verify_pack(Path(pack))
        for problem in verdict.problems:
            self.stderr.write(problem)
        if verdict.problems:
            raise CommandError(verdict.words, returncode=1)
        self.stdout.write(verdict.words)

    def _verify(self, letter: str) -> None:
        self.stderr.write("Reading every event …")
        try:
            verdict = check([anchors.from_letter(letter)] if letter else [])
        except anchors.NotALetter as why:
            raise CommandError(str(why)) from why
        for problem in verdict.problems:
            self.stderr.write(problem)
        if anchors.displaced():
            self.stderr.write("If the database was put back from a copy on purpose, say so: steamie restore --hold-only")
        if not verdict.intact:
            raise CommandError(verdict.words, returncode=1)
        self.stdout.write(" ".join(filter(None, [verdict.words, verdict.outside_words, *verdict.notes])))

    def _anchor(self, to: list[str]) -> None:
        try:
            newest = anchors.anchor(timezone.now(), to=to)
            elsewhere.push()
        except (anchors.Displaced, anchors.Locked, elsewhere.NotPushed) as why:
            raise CommandError(str(why)) from why
        self.stdout.write(f"Anchored: {newest}" if newest else "Nothing new to anchor.")

    def _head(self) -> None:
        newest = anchors.head(timezone.now())
        self.stdout.write(str(newest) if newest else "The record is empty.")

    def _guard(self) -> None:
        triggers.install(connection)
        self.stdout.write("The database refuses changes to the record.")
