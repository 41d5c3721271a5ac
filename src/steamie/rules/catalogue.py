"""The catalogue of controls: what this house can keep or measure, each by a capability's name, with typed parameters.

Each room's ``controls.py`` registers controls with ``@keeps``, and its ``rows.py`` the rows behind their figures with ``@shows``.
A strategy document says which clause is kept by which of them; no clause number stands in code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from .clauses import Clause
from .parameters import NoParameters, in_words, settings
from .standing import Counted, Standing

Control = Callable[[Clause, Any, datetime], Standing]
"""Takes the clause, its parameters and the aware present moment, answers how the clause stands."""

Rows = Callable[[Clause, Any, datetime], Iterable[Counted]]
"""Takes the same, answers the very rows that the clause's figure counts."""

Remedy = Callable[[Any], str]
"""Takes the parameters, answers what to do when the clause is not on track."""


@dataclass(frozen=True, slots=True)
class Capability:
    """Something the house can keep or measure."""

    name: str  # "review.every"
    label: str  # what a person chooses it by: "Reviewed every so many years"
    parameters: type
    control: Control
    remedy: str | Remedy = ""
    signs: str = ""  # a pattern of words by which a statement that promises this is recognised; empty when none is sure

    def recognises(self, statement: str) -> bool:
        """Whether the words of a statement promise what this control measures, as far as words can tell."""
        return bool(self.signs) and re.search(self.signs, " ".join(statement.split()), re.IGNORECASE) is not None

    @property
    def room(self) -> str:
        """The room that keeps it."""
        return self.control.__module__.split(".")[1]

    @property
    def labels(self) -> list[tuple[str, str]]:
        """Its parameters by name, each with its label on screen."""
        return [(one.name, one.label) for one in settings(self.parameters)]

    def remedy_for(self, parameters: Any) -> str:
        """What to do about a clause that is not on track, in a few words."""
        return self.remedy if isinstance(self.remedy, str) else self.remedy(parameters)

    def in_words(self, values: Mapping[str, Any]) -> str:
        """The capability and what is set: "Reviewed every so many years. Years between reviews: 3"."""
        stated = [f"{one.label}: {in_words(values[one.name])}" for one in settings(self.parameters) if one.name in values]
        return ". ".join((self.label, *stated))


@dataclass(frozen=True, slots=True)
class ShownRows:
    """How a figure's rows are listed, whether they name persons, and whether the figure's own page shows them better."""

    rows: Rows
    people: bool = False
    page_first: bool = False


class TwoOwners(Exception):
    """A capability was claimed by two controls."""


_capabilities: dict[str, Capability] = {}
_rows: dict[str, ShownRows] = {}


def keeps(
    name: str, parameters: type = NoParameters, *, label: str, remedy: str | Remedy = "", signs: str = ""
) -> Callable[[Control], Control]:
    """Register the decorated function as the control of one capability, e.g. ``@keeps("review.every", Every, label=…)``."""

    def claim(control: Control) -> Control:
        owner = _capabilities.get(name)
        if owner is not None and _place(owner.control) != _place(control):
            raise TwoOwners(f"{name} is kept by {_place(owner.control)} and by {_place(control)}; it can have one owner.")
        _capabilities[name] = Capability(name, label, parameters, control, remedy, signs)
        return control

    return claim


def shows(name: str, *, people: bool = False, page_first: bool = False) -> Callable[[Rows], Rows]:
    """Register the decorated function as the rows behind the figure of one capability.

    ``people`` when each row is called by a person's name, which stands in ``what`` and nowhere else; ``page_first`` when whoever
    may open the figure's own page finds more there.
    """

    def claim(rows: Rows) -> Rows:
        _rows[name] = ShownRows(rows, people, page_first)
        return rows

    return claim


def capabilities() -> Mapping[str, Capability]:
    """Every registered capability by name, in the order of the names, read-only."""
    return MappingProxyType(dict(sorted(_capabilities.items())))


def capability(name: str) -> Capability | None:
    """One capability; None for a name that no room of this version knows."""
    return _capabilities.get(name)


def rows_of(name: str) -> ShownRows | None:
    """What lists the rows behind a capability's figure; None when its page shows them already."""
    return _rows.get(name)


def _place(control: Control) -> str:
    return f"{control.__module__}.{getattr(control, '__qualname__', control)}"
