"""``steamie clauses [--json]``: measure every clause now, and print the board."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from steamie.evidence.actors import CLOCK
from steamie.rules.clauses import Clause
from steamie.rules.standing import State
from steamie.strategy import reading, standing
from steamie.strategy.document import Document
from steamie.strategy.models import ClauseStanding


class Command(BaseCommand):
    """The strategy board, in a terminal."""

    help = "Measure every clause of the strategy in force now and print how each stands. Exit 1 if this version lacks a control."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Text unless told."""
        parser.add_argument("--json", action="store_true", help="One list of objects, for programs.")

    def handle(self, *, json: bool, **options: Any) -> None:
        """Measure, print, and fail when a clause asks for a control this version does not have."""
        try:
            document = reading.current()
        except reading.NotLoaded as why:
            raise CommandError(str(why)) from why
        if not json:
            self.stderr.write(f"Measuring {len(document.clauses)} clauses …")
        rows = standing.take_standing(by=CLOCK)
        self.stdout.write(_as_json(document, rows) if json else _as_text(document, rows))
        if missing := standing.without_control(document):
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
                "room": _room(document.clause(row.clause)),
                "control": document.clause(row.clause).keeps.control,
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
    number = {state: sum(row.state == state for row in rows) for state in State}
    shown = [state for state in State if number[state] or state not in (State.UNSTATED, State.READING)]
    counts = ", ".join(f"{number[state]} {state.label.lower()}" for state in shown)
    return "\n".join([*lines, "", f"{len(rows)} clauses: {counts}."])


def _room(clause: Clause) -> str:
    """The room whose control keeps a clause; empty where none does."""
    control = standing.capability_of(clause)
    return control.room if control else ""
