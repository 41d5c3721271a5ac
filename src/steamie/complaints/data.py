"""The landlord's own data about complaints: what they can be about, what is none, and how long their words are kept."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

TABLE = files(__package__) / "complaints.toml"


@dataclass(frozen=True, slots=True)
class OtherWay:
    """Something that is not a complaint, and the kind of case it becomes."""

    code: str
    label: str
    hint: str
    kind: str


@dataclass(frozen=True, slots=True)
class ComplaintData:
    """The table as the room reads it."""

    keep_years: int
    homes: int  # that are let; 0 while nobody has entered it
    becomes: tuple[str, ...]  # kinds of case
    services: Mapping[str, str]
    other_ways: Mapping[str, OtherWay]


@cache
def complaint_data() -> ComplaintData:
    """The landlord's table."""
    table = tomllib.loads(TABLE.read_text())
    ways = {row["code"]: OtherWay(**row) for row in table["other_ways"]}
    return ComplaintData(table["keep_years"], table["homes"], tuple(table["becomes"]), table["services"], ways)
