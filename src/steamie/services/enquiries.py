"""What the contact page offers: each choice with the kind of case it becomes and the time we promise for it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from steamie.casework.kinds import kind_of
from steamie.casework.timing import rule_of
from steamie.rules.clocks import SetBy

TABLE = files(__package__) / "enquiries.toml"
UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of the contact page."""

    code: str
    label: str
    icon: str
    kind: str
    after: str = ""
    needs: tuple[str, ...] = ()

    def promise(self, day: date) -> str:
        """How long it takes and who says so, in a few words; empty where nobody set a time."""
        rule = rule_of(self.kind, day)
        if rule is None:
            return self.after
        by = ", by law" if rule.set_by is SetBy.LAW else ""
        return " ".join(filter(None, (f"We answer in {rule.words}{by}.", self.after)))


@cache
def choices() -> Mapping[str, Choice]:
    """Every choice by its code, in the order of the page. Raises ``KeyError`` for one whose kind no room knows."""
    offered = {}
    for code, table in tomllib.loads(TABLE.read_text()).items():
        kind_of(table["kind"])
        offered[code] = Choice(code=code, **table | {"needs": tuple(table.get("needs", ()))})
    return offered
