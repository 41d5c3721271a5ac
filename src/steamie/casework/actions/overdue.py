"""What is overdue is told to the team and to the officer, once for each duty."""

from __future__ import annotations

from datetime import datetime

from steamie.casework import letters
from steamie.casework.actions.trail import step
from steamie.casework.clauses import KEPT
from steamie.casework.models import CaseClock
from steamie.casework.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK
from steamie.people.acting import action
from steamie.rules.counting import some


@action(unasked="the clock does it, and nobody is asked")
def escalate(*, clock: CaseClock, at: datetime) -> None:
    """Write down that a duty is overdue, and write to whoever should know."""
    clock.escalated_at = at
    clock.save(update_fields=["escalated_at"])
    number = letters.tell_overdue(clock, at)
    to_whom = f"{some(number, 'letter')} to colleagues in the outbox" if number else "There is nobody to write to"
    step(case=clock.case, title=f"Overdue: {clock.label}. {to_whom}", at=at)
    record(by=CLOCK, verb=Verb.ESCALATE, clause=KEPT, subject=clock.case, facts={"duty": clock.duty}, at=at)
