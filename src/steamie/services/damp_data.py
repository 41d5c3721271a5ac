"""The landlord's own data about damp and mould: whose law holds, when we ask again, and what the form asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from typing import Any

from steamie.casework.clauses import IN_TIME
from steamie.particulars.register import Particular, register
from steamie.particulars.shape import ListSection, RowColumn, RowEntry, RowLayout
from steamie.rules.regimes.damp import regimes


@dataclass(frozen=True, slots=True)
class DampData:
    """The list as the room reads it. ``sizes`` and ``at_risk`` are choices of a form: codes with labels."""

    nation: str
    ask_again_after: timedelta
    advice: str
    sizes: list[tuple[str, str]]
    at_risk: list[tuple[str, str]]


def _read(table: dict[str, Any]) -> DampData:
    return DampData(
        nation=table["nation"],
        ask_again_after=timedelta(days=table["ask_again_after_days"]),
        advice=table["advice"],
        sizes=list(table["sizes"].items()),
        at_risk=list(table["at_risk"].items()),
    )


def _nations() -> Iterable[tuple[str, str]]:
    return [(code, code.capitalize()) for code in regimes()]


_FACTS = (
    RowColumn("nation", "Whose law holds", RowEntry.ONE_OF, choices=_nations),
    RowColumn("ask_again_after_days", "Days after which we ask whether it came back", RowEntry.NUMBER, most=730),
    RowColumn(
        "advice", "Where tenants get advice", RowEntry.WORDS, hint="It stands in each summary until somebody writes otherwise."
    ),
)
_LABEL = (RowColumn("label", "What the form says", most=60),)

DAMP = register(
    Particular(
        code="damp",
        label="Damp and mould",
        about="Whose law holds, when we ask again, and what the form asks.",
        capability=IN_TIME,
        shipped=files(__package__) / "damp.toml",
        read=_read,
        sections=(
            ListSection("", "Law, times and advice", _FACTS, RowLayout.FACTS),
            ListSection("sizes", "How much there is", _LABEL, RowLayout.LABELS),
            ListSection("at_risk", "Who is at risk", _LABEL, RowLayout.LABELS),
        ),
    )
)


def damp_data() -> DampData:
    """The list as it holds now."""
    return DAMP.current()
