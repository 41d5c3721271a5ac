"""``steamie clauses [--json]``: measure every clause now, and print the board."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from steamie.evidence.actors import CLOCK
from steamie.rules.standing import State
from steamie.strategy import reading, standing
from steamie.strategy.document import Document
from steamie.strategy.models import ClauseStanding


class Command(BaseCommand):
    """The strategy board, in a terminal."""

    help = "Measure all 81 clauses now and print how each stands. Exit 1 if a clause has no control."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Text unless told."""
        parser.add_argument("--json", action="store_true", help="One list of objects, for programs.")

    def handle(self, *, json: bool, **options: Any) -> None:
        """Measure, print, and fail when a clause is nobody's."""
        try:
            document = reading.current()
        except reading.NotLoaded as why:
            raise CommandError(str(why)) from why
        if not json:
            self.stderr.write(f"Measuring {len(document.clauses)} clauses …")
        rows = standing.take_standing(by=CLOCK)
        self.stdout.write(_as_json(document, rows) if json else _as_text(document, rows))
        if missing := standing.without_control():
            raise CommandError(f"Without a control: {', '.join(missing)}.")


def _as_json(document: Document, rows: list[ClauseStanding]) -> str:
    return json.dumps(
        [
            {
                "clause": row.clause,
                "heading": document.clause(row.clause).heading,
                "state": str(row.state),
                "figure": row.figure,
                "reason": row.reason,
                "link": row.link,
                "room": document.clause(row.clause).room,
            }
            for row in rows
        ],
        indent=2,
        ensure_ascii=False,
    )


def _as_text(document: Document, rows: list[ClauseStanding]) -> str:
    lines = [
        f"{row.clause}  {State(row.state).label:<12}  {document.clause(row.clause).heading}\n"
        f"      {f'{row.figure}. ' if row.figure else ''}{row.reason}"
        for row in rows
    ]
    counts = ", ".join(f"{sum(row.state == state for row in rows)} {state.label.lower()}" for state in State)
    return "\n".join([*lines, "", f"{len(rows)} clauses: {counts}."])
