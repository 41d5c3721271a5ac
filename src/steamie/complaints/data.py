"""The landlord's own data about complaints: what they can be about, what is none, and how long their words are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from steamie.casework.kinds import kind_choices
from steamie.particulars.register import Particular, register
from steamie.particulars.shape import ListSection, RowColumn, RowEntry, RowLayout

from .clauses import UNDER


@dataclass(frozen=True, slots=True)
class OtherWay:
    """Something that is not a complaint, and the kind of case it becomes. ``past``: it is offered no longer."""

    code: str
    label: str
    hint: str
    kind: str
    past: bool = False


@dataclass(frozen=True, slots=True)
class ComplaintData:
    """The list as the room reads it."""

    keep_years: int
    homes: int  # that are let; 0 while nobody has entered it
    becomes: tuple[str, ...]  # kinds of case
    services: Mapping[str, str]
    other_ways: Mapping[str, OtherWay]


def _read(table: dict[str, Any]) -> ComplaintData:
    ways = {row["code"]: OtherWay(**row) for row in table["other_ways"]}
    return ComplaintData(table["keep_years"], table["homes"], tuple(table["becomes"]), table["services"], ways)


COMPLAINTS = register(
    Particular(
        code="complaints",
        label="Complaints",
        about="What they can be about, what is none, how long their words stay, and how many homes you let.",
        capability=UNDER,
        shipped=files(__package__) / "complaints.toml",
        read=_read,
        sections=(
            ListSection(
                "",
                "Numbers",
                (
                    RowColumn(
                        "homes",
                        "Homes you let",
                        RowEntry.NUMBER,
                        "For the figures by 1,000 homes. 0: not entered.",
                        most=1_000_000,
                    ),
                    RowColumn("keep_years", "Years for which a complaint’s words stay after its end", RowEntry.NUMBER, most=30),
                ),
                RowLayout.FACTS,
            ),
            ListSection(
                "services", "What a complaint can be about", (RowColumn("label", "What it is called", most=60),), RowLayout.LABELS
            ),
            ListSection(
                "other_ways",
                "What is not a complaint",
                (
                    RowColumn("label", "What it is", most=80),
                    RowColumn("hint", "How to know it", most=120),
                    RowColumn("kind", "The kind of case it becomes", RowEntry.ONE_OF, choices=kind_choices),
                ),
            ),
        ),
    )
)


def complaint_data() -> ComplaintData:
    """The list as it holds now."""
    return COMPLAINTS.current()
