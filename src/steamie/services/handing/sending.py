"""The one sender: hands over what is due, one repair after another, and writes down what became of each.

The intent is committed before each call, and no transaction is open during one. A worker that dies in between leaves the repair
as sent; it is sent again under the same key, by which the other side knows it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from steamie.rules.delivery import next_try
from steamie.rules.handing_over import ANSWERS_LATER, IN_FLIGHT, Judgement, Taken
from steamie.services.models import HandOver, RepairsSystem
from steamie.services.models.handing_over import ON_THE_WAY, Carrier, HandOverState

from . import carriers, leases
from .acting import accept
from .carriers import CarrierNotReached
from .keeping import keep_forgotten, locked, note_in_trail, pass_to, system
from .looking import look_at_files, look_at_letters

AT_ONCE = 100  # repairs handed over in one go; the rest at the next
AWAY = 3  # that could not be reached one after another: the system is away, and the rest wait for their time

Clock = Callable[[], datetime]


def hand_over_due(*, clock: Clock = timezone.now) -> int:
    """Hand over every repair that is due, and look for answers; how many were sent. None while somebody does already."""
    chosen = system()
    if chosen is None or not (token := leases.take(clock())):
        return 0
    try:
        keep_forgotten(clock())
        number = _send_all(chosen, token, clock)
        look_at_letters(clock())
        look_at_files(chosen, clock())
        return number
    finally:
        leases.give_back(token, clock())


def _send_all(chosen: RepairsSystem, token: str, clock: Clock) -> int:
    away = 0
    due = list(HandOver.objects.due(clock()).values_list("pk", flat=True)[:AT_ONCE])
    for number, pk in enumerate(due):
        if not leases.renew(token, clock()) or away == AWAY:
            return number
        away = 0 if _send(pk, chosen, clock) else away + 1
    return len(due)


def _send(pk: int, chosen: RepairsSystem, clock: Clock) -> bool:
    """Carry one as far as it goes; whether the other side was there."""
    row = _intended(pk, chosen, clock())
    if row is None:
        return True
    try:
        _handed(row, chosen, clock)
    except CarrierNotReached as problem:
        _postpone(pk, HandOverState.KEPT, str(problem), clock())
        return False
    return True


@transaction.atomic
def _intended(pk: int, chosen: RepairsSystem, now: datetime) -> HandOver | None:
    """Commit that it is being handed over, if it still should be."""
    row = locked(pk)
    if row.state not in ON_THE_WAY:
        return None
    row.carrier = chosen.carrier
    row.save(update_fields=["carrier"])
    if chosen.carrier == Carrier.WEBHOOK:
        pass_to(row, HandOverState.SENT, at=now, why=row.why, next_at=now + IN_FLIGHT)
    return row


def _handed(row: HandOver, chosen: RepairsSystem, clock: Clock) -> None:
    if chosen.carrier == Carrier.WEBHOOK:
        if settings.DEMONSTRATION:
            raise CarrierNotReached("A demonstration calls nobody.")
        _write(row.pk, carriers.call(row, chosen, clock()), clock())
    elif chosen.carrier == Carrier.FOLDER:
        carriers.write_file(row, chosen)
        with transaction.atomic():
            pass_to(locked(row.pk), HandOverState.SENT, at=clock(), why="The file lies in the folder.")
    elif chosen.carrier == Carrier.EMAIL:
        _post(row.pk, chosen, clock())


@transaction.atomic
def _post(pk: int, chosen: RepairsSystem, now: datetime) -> None:
    """The letter and that it was written are one: a worker that dies in between leaves neither."""
    row = locked(pk)
    row.letter = carriers.write_letter(row, chosen, now)
    pass_to(row, HandOverState.SENT, at=now, why="In the outbox.")


def _write(pk: int, verdict: Judgement, now: datetime) -> None:
    """What an answer means for this repair."""
    if verdict.taken is Taken.ACCEPTED:
        accept(hand_over=locked_apart(pk), job=verdict.job, why=verdict.why, at=now)
    elif verdict.taken is Taken.UNKNOWN:
        _postpone(pk, HandOverState.UNKNOWN, verdict.why, now)
    else:
        _settle(pk, verdict, now)


def locked_apart(pk: int) -> HandOver:
    """The row as it is; the act that changes it locks it itself."""
    return HandOver.objects.get(pk=pk)


@transaction.atomic
def _settle(pk: int, verdict: Judgement, now: datetime) -> None:
    row = locked(pk)
    if row.state not in ON_THE_WAY:
        return  # a person, or a second answer, has decided meanwhile
    if verdict.taken is Taken.LATER:
        pass_to(row, HandOverState.SENT, at=now, why=verdict.why, next_at=now + ANSWERS_LATER)
    else:
        pass_to(row, HandOverState.REFUSED, at=now, why=verdict.why)
        note_in_trail(row, "The repairs system did not take it", now)


@transaction.atomic
def _postpone(pk: int, state: HandOverState, why: str, now: datetime) -> None:
    """Try again later, under the same key; after two days a person decides."""
    row = locked(pk)
    if row.state not in ON_THE_WAY:
        return
    row.failed += 1
    again = next_try(failed=row.failed, since=row.since, now=now)
    pass_to(row, state if again else HandOverState.GIVEN_UP, at=now, why=why, next_at=again)
    if again is None:
        note_in_trail(row, "The repairs system did not take it in two days", now)
