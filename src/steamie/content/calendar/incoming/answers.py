"""What a person has answered about a sheet so far: about all of it, and about single rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

BY_WORDS = "words"  # each row counts as what its words point to
OF_A_ROW = re.compile(r"r(?P<row>\d{1,7})-(?P<about>[a-z_]{1,20})")  # a field of the form: "r5-which"
LONGEST = 70_000  # characters of one answer


@dataclass(slots=True)
class Answers:
    """Empty where nothing was asked or answered yet. What is answered about a row overrides what its cell says."""

    table: int = 0  # which table of the file, from 0
    heading: int | None = None  # number of the line that names the columns; 0: none does
    columns: dict[str, str] = field(default_factory=dict)  # by place, as text: JSON knows no other keys
    order: str = ""  # "day" or "month" first
    fill: str = ""  # a row without a day: "above" or "none"
    share: str = ""  # what all count as, or BY_WORDS
    otherwise: str = ""  # what those count as whose words do not say
    platforms: dict[str, str] = field(default_factory=dict)  # by name: "leave", "all", or the number of a channel
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    seen: bool = False  # whether the page of the columns was sent

    def of_row(self, number: int) -> Mapping[str, str]:
        """What was answered about one row."""
        return self.rows.get(str(number), {})

    def as_data(self) -> dict[str, Any]:
        """For keeping."""
        return asdict(self)

    def note_rows(self, sent: Mapping[str, str]) -> None:
        """Keep what a form says about rows."""
        for name, value in sent.items():
            if match := OF_A_ROW.fullmatch(name):
                self.rows.setdefault(match["row"], {})[match["about"]] = str(value)[:LONGEST]


def of(data: Mapping[str, Any]) -> Answers:
    """As they were kept."""
    return Answers(**data)
