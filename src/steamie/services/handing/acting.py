"""What a machine of the other side or a person does to a hand-over: accepting, refusing, sending again, writing the job down."""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.utils import timezone

from steamie.casework.clauses import KEPT
from steamie.casework.sight import require_words
from steamie.evidence.actions import record
from steamie.evidence.actors import REPAIRS, Actor
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act
from steamie.services.models import HandOver, RepairsSystem
from steamie.services.models.handing_over import ON_THE_WAY, Carrier, HandOverState
from steamie.services.verbs import Verb

from .keeping import locked, note_in_trail, pass_to


@action(none="it was accepted already, or the answer changes nothing", machines=True)
def accept(*, hand_over: HandOver, job: str, why: str, by: Actor = REPAIRS, at: datetime | None = None) -> HandOver:
    """Write down that the other side took a repair, under which number. A number that comes later is added."""
    moment = at or timezone.now()
    row = locked(hand_over.pk)
    if isinstance(by, Person):
        require_words(by, row.case, day=timezone.localdate(moment))
    if row.state == HandOverState.ACCEPTED and (not job or job == row.job):
        return row
    row.job = job or row.job
    pass_to(row, HandOverState.ACCEPTED, at=moment, why=why, by=by)
    note_in_trail(row, f"The repairs team has it{f': job {row.job}' if row.job else ''}", moment, for_them=True)
    facts = {"numbered": bool(row.job), "carrier": row.carrier}
    record(by=by, verb=Verb.ACCEPT_A_REPAIR, clause=KEPT, subject=row.case, facts=facts, at=moment)
    return row


@action(none="it is not on its way any more", machines=True)
def refuse(*, hand_over: HandOver, why: str, by: Actor = REPAIRS, at: datetime | None = None) -> HandOver:
    """Write down that the other side will not take a repair: a second answer, after all."""
    moment = at or timezone.now()
    row = locked(hand_over.pk)
    if row.state not in ON_THE_WAY:
        return row
    pass_to(row, HandOverState.REFUSED, at=moment, why=why, by=by)
    note_in_trail(row, "The repairs system did not take it", moment)
    record(by=by, verb=Verb.REFUSE_A_REPAIR, clause=KEPT, subject=row.case, facts={"carrier": row.carrier}, at=moment)
    return row


@action()
def send_again(*, hand_over: HandOver, by: Person, at: datetime | None = None) -> HandOver:
    """Send a repair again, under the same key. Raises ``NotReady`` for one that was accepted."""
    from steamie.services.tasks import hand_repairs_over  # noqa: PLC0415 -- the task imports the sender, which imports this

    moment = at or timezone.now()
    row = locked(hand_over.pk)
    require_words(by, row.case, day=timezone.localdate(moment))
    if not row.may_go_again:
        raise NotReady([Problem("The repairs system has this one already.")])
    row.since, row.failed, row.alarmed_at = moment, 0, None
    pass_to(row, HandOverState.KEPT, at=moment, by=by, next_at=moment)
    record(by=by, verb=Verb.SEND_A_REPAIR_AGAIN, clause=KEPT, subject=row.case, at=moment)
    transaction.on_commit(hand_repairs_over.enqueue, robust=True)
    return row


@action(machines=True)
def set_system(*, system: RepairsSystem, by: Actor, at: datetime | None = None) -> RepairsSystem:
    """Say where repairs go from now on. Another address for signed calls comes with another secret."""
    moment = at or timezone.now()
    if isinstance(by, Person):
        require(by, Act.CONNECT, on=timezone.localdate(moment))
    before = RepairsSystem.objects.first()
    same = before is not None and (before.carrier, before.address) == (system.carrier, system.address)
    system.salt = before.salt if before and same else token_hex(32) if system.carrier == Carrier.WEBHOOK else ""
    system.since = before.since if before and before.carrier != Carrier.NONE else moment
    system.set_by = by.reference
    system.save(force_insert=True)
    facts = {"carrier": system.carrier, "letters": system.letters, "longest": system.longest}
    record(by=by, verb=Verb.SET_REPAIRS_SYSTEM, clause=KEPT, subject=system, facts=facts, at=moment)
    return system
