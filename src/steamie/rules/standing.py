"""How a clause of the strategy stands, and the register of what measures it.

Each room's ``controls.py`` holds one function for each clause the room keeps, marked ``@keeps("S-57")``.
Importing a room's controls fills the register; the strategy room reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """The four things that can be said of a clause."""

    MET = "met"
    AT_RISK = "at_risk"
    BREACHED = "breached"
    NOT_MEASURED = "not_measured"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return {"met": "On track", "at_risk": "Watch", "breached": "Off track", "not_measured": "Not measured"}[self]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one clause stands: a state, a figure in words with its count, the reason, and a link to the rows behind it."""

    state: State
    figure: str
    reason: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """One row behind a figure. In "14 of 15 posts" fifteen rows are looked at, and fourteen of them ``count``."""

    what: str
    note: str = ""
    link: str = ""
    counts: bool = True


Control = Callable[[datetime], Standing]
"""Takes the aware present moment, answers how the clause stands."""

Behind = Callable[[datetime], Iterable[Counted]]
"""Takes the aware present moment, answers the very rows that the clause's figure counts."""

_register: dict[str, Control] = {}


@dataclass(frozen=True, slots=True)
class Shown:
    """How a clause's rows are listed, whether they name persons, and whether the figure's own page shows them better."""

    rows: Behind
    people: bool = False
    page_first: bool = False


_behind: dict[str, Shown] = {}


class TwoOwners(Exception):
    """A clause was claimed by two controls."""


def keeps(clause: str) -> Callable[[Control], Control]:
    """Register the decorated function as the control of one clause, e.g. ``@keeps("S-57")``."""

    def claim(control: Control) -> Control:
        owner = _register.get(clause)
        if owner is not None and _name(owner) != _name(control):
            raise TwoOwners(f"{clause} is kept by {_name(owner)} and by {_name(control)}; it can have one owner.")
        _register[clause] = control
        return control

    return claim


def shows(*clauses: str, people: bool = False, page_first: bool = False) -> Callable[[Behind], Behind]:
    """Register the decorated function as the rows behind the figure of these clauses.

    ``people`` when each row is called by a person's name, which stands in ``what`` and nowhere else; ``page_first`` when whoever
    may open the figure's own page finds more there.
    """

    def claim(rows: Behind) -> Behind:
        for clause in clauses:
            _behind[clause] = Shown(rows, people, page_first)
        return rows

    return claim


def behind(clause: str) -> Behind | None:
    """What lists the rows behind a clause's figure; None when its page shows them already."""
    return _behind[clause].rows if clause in _behind else None


def names_people(clause: str) -> bool:
    """Whether those rows name persons, so that not everyone who may read the figure may read the names."""
    return clause in _behind and _behind[clause].people


def page_first(clause: str) -> bool:
    """Whether the figure's own page is the better answer, to whoever may open it."""
    return clause in _behind and _behind[clause].page_first


def controls() -> Mapping[str, Control]:
    """Every registered control by clause, in clause order, read-only."""
    return MappingProxyType(dict(sorted(_register.items())))


def _name(control: Control) -> str:
    return f"{control.__module__}.{getattr(control, '__qualname__', control)}"
