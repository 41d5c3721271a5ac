"""Which repairs are handed over, and how each comes from one state to the next: the only place that writes a state."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from steamie.casework.actions.trail import step
from steamie.casework.models import Case
from steamie.evidence.actors import REPAIRS, Actor
from steamie.services.models import HandOver, HandOverStep, RepairsSystem
from steamie.services.models.handing_over import Carrier, HandOverState

LONGEST_WHY = 300


def system() -> RepairsSystem | None:
    """The repairs system in force; None while repairs stay here."""
    row = RepairsSystem.objects.first()
    return row if row and row.carrier != Carrier.NONE else None


def keep(case: Case, now: datetime) -> HandOver | None:
    """Keep a repair for the repairs system, once; None when it stays here, is a trial, or waits for a person's look."""
    chosen = system()
    if chosen is None or case.held_because or case.is_test:
        return None
    row, new = HandOver.objects.get_or_create(
        case=case,
        defaults={
            "key": uuid4().hex,
            "carrier": chosen.carrier,
            "state": HandOverState.KEPT,
            "kept_at": now,
            "changed_at": now,
            "since": now,
            "next_at": now,
        },
    )
    if new:
        HandOverStep.objects.create(hand_over=row, state=HandOverState.KEPT, at=now, by=REPAIRS.reference)
    return row


def keep_forgotten(now: datetime) -> None:
    """Keep what came since the system was chosen and is not kept yet: let in meanwhile, or never got as far."""
    if chosen := system():
        for case in Case.objects.open().filter(
            repair__isnull=False, hand_over=None, is_test=False, received_at__gte=chosen.since
        ):
            keep(case, now)


def locked(pk: int) -> HandOver:
    """A hand-over as it is now, held until the transaction ends."""
    return HandOver.objects.select_for_update(no_key=True).get(pk=pk)


@transaction.atomic
def pass_to(
    row: HandOver, state: HandOverState, *, at: datetime, why: str = "", by: Actor = REPAIRS, next_at: datetime | None = None
) -> None:
    """Write down that a hand-over came into a state. The same state for the same reason is written once."""
    why = why[:LONGEST_WHY]
    if (row.state, row.why) != (state, why):
        HandOverStep.objects.create(hand_over=row, state=state, at=at, by=by.reference, why=why)
        row.state, row.why, row.changed_at = state, why, at
    row.next_at = next_at
    row.save()


def note_in_trail(row: HandOver, title: str, at: datetime, *, for_them: bool = False) -> None:
    """Say it on the page of the case."""
    step(case=row.case, title=title, at=at, words="" if for_them else row.why, for_them=for_them)
