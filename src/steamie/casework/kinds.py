"""The kinds of case: what each is called, which team it belongs to, and its clock. A register that rooms above add to."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from steamie.evidence.registers import discover
from steamie.rules.clocks import ClockRule, SetBy, Unit
from steamie.rules.working_days import Counting

SHIPPED = files(__package__) / "kinds.toml"


@dataclass(frozen=True, slots=True)
class CaseKind:
    """One kind of case."""

    code: str
    label: str
    icon: str
    team: str  # the code of the team it goes to
    clock: ClockRule | None = None
    dangerous: bool = False  # somebody may come to harm: it stands first
    masked: bool = False  # its words are for the team's members alone


_registered: dict[str, CaseKind] = {}


def register(kind: CaseKind) -> CaseKind:
    """Add a kind of a room above. Raises ``ValueError`` when two rooms want one code."""
    if _registered.setdefault(kind.code, kind) != kind:
        raise ValueError(f"Two kinds of case are called {kind.code!r}.")
    return kind


def all_kinds() -> dict[str, CaseKind]:
    """Every kind by its code: those shipped here, then those of the rooms above (``case_kinds.py``)."""
    discover("case_kinds")
    return shipped() | _registered


def kind_choices() -> list[tuple[str, str]]:
    """Every kind as a choice of a form: its code with its label."""
    return [(kind.code, kind.label) for kind in all_kinds().values()]


def kind_of(code: str) -> CaseKind:
    """The kind with this code. Raises ``KeyError`` for one that no room knows."""
    return all_kinds()[code]


@cache
def shipped() -> dict[str, CaseKind]:
    """The kinds of ``kinds.toml``, in its order."""
    return {code: _kind(code, table) for code, table in tomllib.loads(SHIPPED.read_text()).items()}


def _kind(code: str, table: dict[str, Any]) -> CaseKind:
    clock = table.pop("clock", None)
    return CaseKind(code=code, clock=_clock(clock) if clock else None, **table)


def _clock(table: dict[str, Any]) -> ClockRule:
    return ClockRule(
        amount=table["amount"],
        unit=Unit(table["unit"]),
        set_by=SetBy(table.get("set_by", SetBy.US)),
        counting=Counting(table.get("counting", Counting.DAY_AFTER)),
        source=table.get("source", ""),
        valid_from=table.get("valid_from", date.min),
    )
