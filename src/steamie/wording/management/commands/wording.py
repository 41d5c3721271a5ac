"""``steamie wording measure``: how well the wording check does on labelled drafts."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from steamie.rules import wording
from steamie.rules.wording.measuring import Proportion, TriedDraft, figures
from steamie.wording import labelled
from steamie.wording.vocabulary import Vocabulary, vocabulary


class Command(BaseCommand):
    """Measure the wording check."""

    requires_system_checks = ()
    help = "Measures the wording check: `steamie wording measure` on its own drafts, or on FILE of labelled drafts (JSON lines)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One word for what to do, and what it is done with."""
        parts = parser.add_subparsers(dest="what", required=True)
        measuring = parts.add_parser("measure", help="Score the check on labelled drafts, with 95% intervals.")
        measuring.add_argument("file", nargs="?", type=Path, help="A file of drafts; without one, both halves of the own set.")
        measuring.add_argument("--json", action="store_true", help="Print JSON instead of a table.")
        measuring.add_argument("--ours", action="append", default=[], help="Our own number or address, which may be shown.")
        measuring.add_argument("--asked", action="store_true", help="List what was missed or asked for nothing (with FILE only).")

    def handle(self, *_: object, file: Path | None, **options: Any) -> None:
        """Print the figures."""
        words = _vocabulary(options["ours"])
        sets = [(str(file), self._of_file(file, words))] if file else list(labelled.of_halves(words))
        if options["json"]:
            self.stdout.write(json.dumps([_as_json(title, rows) for title, rows in sets], indent=2))
            return
        if not file:
            own = labelled.about()
            self.stdout.write(f"{own.name}, made by {own.maker}.\n")
        for title, rows in sets:
            self.stdout.write("\n".join(_table(title, rows)) + "\n")
            if file and options["asked"]:
                self.stdout.write("\n".join(_astray(rows)))

    def _of_file(self, file: Path, words: Vocabulary) -> Sequence[TriedDraft]:
        try:
            return labelled.of_file(file, words)
        except OSError as fault:
            raise CommandError(f"{file} cannot be read: {fault.strerror}.") from fault
        except labelled.UnreadableDrafts as fault:
            raise CommandError(str(fault)) from fault


def _vocabulary(ours: Sequence[str]) -> Vocabulary:
    """The lists of the desk, or those it comes with where there is no desk yet."""
    try:
        words = vocabulary()
    except DatabaseError:
        return Vocabulary(wording.DEFAULT_LISTS, [], list(ours), None)
    return Vocabulary(words.lists, words.windows, [*words.ours, *ours], words.association, words.shown)


def _table(title: str, rows: Sequence[TriedDraft]) -> Iterator[str]:
    measured = figures(rows)
    yield f"{title}: {len(rows)} drafts. Found of labelled, in percent, and the 95% interval."
    for name, share in (*measured.labels.items(), *measured.groups.items()):
        yield _line(name, share)
    yield _line("drafts to catch: asked", measured.caught)
    yield _line("clean drafts: asked for nothing", measured.alarms)
    yield _line("grey drafts: asked", measured.grey)
    yield f"  {'CPU a draft':<34}{_cpu_milliseconds(rows):>6.2f} ms at most for 99 of 100"


def _line(name: str, share: Proportion) -> str:
    if not share.of:
        return f"  {name:<34}  none in this set"
    low, high = share.range_percent
    return f"  {name:<34}{share.count:>5} of {share.of:<5}{100 * share.share:>5.1f}%  ({low} to {high})"


def _as_json(title: str, rows: Sequence[TriedDraft]) -> dict[str, Any]:
    measured = figures(rows)
    return {
        "set": title,
        "n": len(rows),
        "labels": {name: _share(share) for name, share in measured.labels.items() if share.of},
        "groups": {name: _share(share) for name, share in measured.groups.items() if share.of},
        "classes": {name: _share(getattr(measured, part)) for name, part in CLASSES},
        "cpu_ms_p99": round(_cpu_milliseconds(rows), 3),
    }


CLASSES = (("catch", "caught"), ("clean", "alarms"), ("grey", "grey"))


def _share(share: Proportion) -> dict[str, Any]:
    low, high = share.interval
    return {"n": share.of, "asked": share.count, "rate": round(share.share, 4), "low": round(low, 4), "high": round(high, 4)}


def _cpu_milliseconds(rows: Sequence[TriedDraft]) -> float:
    """The processor time that 99 of 100 drafts need at most, with the lists the software comes with."""
    spent = list[float]()
    for row in rows:
        begun = time.process_time_ns()
        wording.check(row.draft.text, lists=wording.DEFAULT_LISTS)
        spent.append((time.process_time_ns() - begun) / 1_000_000)
    return sorted(spent)[max(0, -(-99 * len(spent) // 100) - 1)]


def _astray(rows: Sequence[TriedDraft]) -> Iterator[str]:
    for row in rows:
        if row.missed and row.draft.sort == "catch":
            yield f"  missed {', '.join(row.missed)}: {row.draft.text!r}"
        if row.wrong:
            yield f"  asked for nothing: {row.draft.text!r}: {', '.join(finding.words for finding in row.findings)}"
