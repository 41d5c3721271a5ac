"""How the organisation would stand today if a document were in force: measured as the board is, and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from steamie.rules.clauses import Clause
from steamie.rules.standing import Standing, State

from .document import Document
from .reading import as_if_in_force
from .standing import measure

SHOWN = (State.BREACHED, State.AT_RISK)  # one by one; of the others, how many


@dataclass(frozen=True, slots=True)
class WouldStand:
    """Every clause with how it would stand: what needs work one by one, the rest counted."""

    needing_work: tuple[tuple[Clause, Standing], ...]
    counts: dict[State, int]

    @property
    def met(self) -> int:
        """How many would be on track."""
        return self.counts.get(State.MET, 0)

    @property
    def not_measured(self) -> int:
        """How many nothing measures, or only an event to come can."""
        return self.counts.get(State.NOT_MEASURED, 0)

    @property
    def unstated(self) -> int:
        """How many leave out what would measure them."""
        return self.counts.get(State.UNSTATED, 0)

    @property
    def reading(self) -> int:
        """How many only explain."""
        return self.counts.get(State.READING, 0)


def would_stand(document: Document, now: datetime) -> WouldStand:
    """Measure each clause of a document that is not in force."""
    with as_if_in_force(document):
        stands = [(clause, measure(clause, now)) for clause in document.clauses]
    counts = {state: sum(standing.state is state for _, standing in stands) for state in State}
    needing = [(clause, standing) for state in SHOWN for clause, standing in stands if standing.state is state]
    return WouldStand(tuple(needing), counts)
