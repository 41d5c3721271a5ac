"""What the clock sees to over and over. When each was last done is a row, so that a restart or a moved clock skips nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from inspect import signature

from django.db import transaction
from django.utils import timezone

from steamie.diary.models import Round
from steamie.evidence.actors import CLOCK
from steamie.evidence.registers import discover
from steamie.rules.duties import Duty, registered


def duties() -> tuple[Duty, ...]:
    """What the rooms ask of the clock, the most frequent first."""
    discover("duties")
    return registered()


def ask_for_due(now: datetime, ask: Callable[[str], object]) -> None:
    """Ask for the duties whose time has come. Each is claimed by writing its row, so that of two clocks one takes it;
    when asking fails, the claim is given back."""
    last = dict(Round.objects.values_list("name", "last_at"))
    for duty in duties():
        before = last.get(duty.name)
        if _is_due(duty, before, now) and _claimed(duty, before, now):
            try:
                ask(duty.name)
            except Exception:
                _give_back(duty, before)
                raise


def go(name: str) -> None:
    """Do one duty now."""
    duty = next(duty for duty in duties() if duty.name == name)
    offered = {"now": timezone.now(), "by": CLOCK}
    duty.does(**{name: offered[name] for name in signature(duty.does).parameters if name in offered})


def _is_due(duty: Duty, last: datetime | None, now: datetime) -> bool:
    """Also when the last time lies ahead: the machine's clock was put back."""
    return last is None or now - last >= duty.every or last - now > duty.every


@transaction.atomic
def _claimed(duty: Duty, last: datetime | None, now: datetime) -> bool:
    if last is None:
        return Round.objects.get_or_create(name=duty.name, defaults={"last_at": now})[1]
    return Round.objects.filter(name=duty.name, last_at=last).update(last_at=now) == 1


def _give_back(duty: Duty, before: datetime | None) -> None:
    """As it was: the duty is due again at the next tick."""
    if before is None:
        Round.objects.filter(name=duty.name).delete()
    else:
        Round.objects.filter(name=duty.name).update(last_at=before)
