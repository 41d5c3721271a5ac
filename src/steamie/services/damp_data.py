"""The landlord's own data about damp and mould: whose law holds, when we ask again, and what the form asks."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files

TABLE = files(__package__) / "damp.toml"


@dataclass(frozen=True, slots=True)
class DampData:
    """The table as the room reads it. ``sizes`` and ``at_risk`` are choices of a form: codes with labels."""

    nation: str
    ask_again_after: timedelta
    advice: str
    sizes: list[tuple[str, str]]
    at_risk: list[tuple[str, str]]


@cache
def damp_data() -> DampData:
    """The landlord's table."""
    table = tomllib.loads(TABLE.read_text())
    return DampData(
        nation=table["nation"],
        ask_again_after=timedelta(days=table["ask_again_after_days"]),
        advice=table["advice"],
        sizes=list(table["sizes"].items()),
        at_risk=list(table["at_risk"].items()),
    )
