"""The minutes of the invented year: gathered in any order, written in the order of time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.evidence.in_force import Citation
from steamie.evidence.verbs import RoomVerb


@dataclass(order=True)
class Deed:
    """One thing that was done."""

    at: datetime
    order: int
    by: Actor = field(compare=False)
    verb: RoomVerb = field(compare=False)
    clause: Citation | str = field(compare=False)
    subject: Any = field(compare=False)
    reason: str = field(compare=False, default="")
    facts: dict[str, Any] = field(compare=False, default_factory=dict)


class Minutes:
    """Collects deeds, then writes them as one chain."""

    def __init__(self) -> None:
        self.entries: list[Deed] = []
        self.count = 0

    def add(
        self, at: datetime, *, by: Actor, verb: RoomVerb, clause: Citation | str, subject: Any, reason: str = "", **facts: Any
    ) -> None:
        """Note a deed for later."""
        self.count += 1
        self.entries.append(Deed(at, self.count, by, verb, clause, subject, reason, facts))

    def take(
        self,
        *,
        by: Actor,
        verb: RoomVerb,
        clause: Citation | str,
        subject: Any,
        at: datetime,
        reason: str = "",
        facts: dict[str, Any] | None = None,
    ) -> None:
        """The same for whoever would write in the minute book itself: it takes what ``record`` takes."""
        self.add(at, by=by, verb=verb, clause=clause, subject=subject, reason=reason, **(facts or {}))

    def forget(self, subject: Any) -> None:
        """Take back what was noted of a subject and not yet written."""
        self.entries = [entry for entry in self.entries if entry.subject != subject]

    @transaction.atomic
    def write(self, *, until: datetime | None = None) -> int:
        """Write every deed, or those up to a moment, earliest first; answers how many."""
        due = sorted(entry for entry in self.entries if until is None or entry.at <= until)
        for entry in due:
            record(
                by=entry.by,
                verb=entry.verb,
                clause=entry.clause,
                subject=entry.subject,
                reason=entry.reason,
                facts=entry.facts,
                at=entry.at,
            )
        written = {entry.order for entry in due}
        self.entries = [entry for entry in self.entries if entry.order not in written]
        return len(due)
