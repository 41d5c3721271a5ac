"""What rooms above do when a case opens, reopens or ends: each brings a ``case_extensions.py`` that enters its own here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from steamie.evidence.actors import Actor
from steamie.evidence.registers import discover

from .models import Case
from .models.cases import Outcome


class CaseExtension:
    """What a room does. Each of these does nothing until a room says otherwise; none is asked for a permission of its own."""

    def opened(self, case: Case, by: Actor, at: datetime) -> None:
        """A case was opened: called within the act, after its own clocks were started."""

    def reopened(self, case: Case, by: Actor, at: datetime) -> None:
        """A case was opened again: called within the act, after its own clock was started."""

    def ending(self, case: Case, outcome: Outcome, at: datetime) -> None:
        """A case ends: called within the act, before the clocks that still run are stopped."""

    def unfinished(self, case: Case, outcome: Outcome) -> Sequence[str]:
        """Why a case cannot end with this outcome yet, in words for the screen; nothing lets it end."""
        return ()

    def figure_pages(self) -> Sequence[tuple[str, str]]:
        """Pages of figures of its own, for whoever reads measures: each its name and its address."""
        return ()


_entered: list[CaseExtension] = []


def extend(extension: CaseExtension) -> CaseExtension:
    """Enter an extension."""
    _entered.append(extension)
    return extension


def extensions() -> Sequence[CaseExtension]:
    """Every extension, in the order of the rooms."""
    discover("case_extensions")
    return tuple(_entered)
