"""What can be asked for, and how long each takes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from steamie.casework.kinds import CaseKind
from steamie.casework.models import OwnTime
from steamie.rules.clocks import ClockRule, Unit

TEAM, LANGUAGE = "housing", "language"
PREFIX = "format_"  # of the code of each kind of case


@dataclass(frozen=True, slots=True)
class FormatWish:
    """One format that people make when somebody asks."""

    code: str
    label: str
    about: str
    days: int
    icon: str
    strip: bool

    @property
    def kind(self) -> CaseKind:
        """The kind of case it becomes, with its clock."""
        return CaseKind(PREFIX + self.code, self.label, self.icon, TEAM, ClockRule(self.days, Unit.WORKING_DAYS))


@cache
def wishes() -> Mapping[str, FormatWish]:
    """Every format that can be asked for, by its code, in the order they are offered."""
    table = tomllib.loads((files(__package__) / "kinds.toml").read_text())
    return {code: FormatWish(code=code, **entry) for code, entry in table.items()}


def offered(day: date, *, everything: bool = False) -> Sequence[tuple[FormatWish, str]]:
    """Each format with the time that we say it takes on this day, such as "15 working days", in one query."""
    own: dict[str, OwnTime] = {}
    for time in OwnTime.objects.filter(kind__startswith=PREFIX, since__lte=day):
        own[time.kind] = time  # in the order they began: the newest stays
    every = [wish for wish in wishes().values() if everything or wish.strip]
    return [(wish, own[wish.kind.code].rule.words if wish.kind.code in own else _shipped(wish)) for wish in every]


def _shipped(wish: FormatWish) -> str:
    return ClockRule(wish.days, Unit.WORKING_DAYS).words
