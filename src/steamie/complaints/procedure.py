"""Which procedure holds: the one that the strategy in force names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from steamie.rules.parameters import parameter
from steamie.rules.regimes.complaints import DEFAULT, ComplaintRegime, complaint_regimes
from steamie.strategy.reading import parameters_of

from .clauses import UNDER


@dataclass(frozen=True, slots=True)
class UnderProcedure:
    """Which procedure complaints are dealt with by."""

    regime: str = parameter("Procedure")

    def problems(self) -> Iterator[tuple[str, str]]:
        """A procedure that nobody has entered."""
        if self.regime not in complaint_regimes():
            yield "regime", f"“{self.regime}” should be one of {', '.join(complaint_regimes())}."


def regime_in_force() -> ComplaintRegime:
    """The procedure that the strategy in force names; the Scottish one where it names none."""
    stated = parameters_of(UNDER, UnderProcedure)
    return complaint_regimes()[stated.regime if stated else DEFAULT]
