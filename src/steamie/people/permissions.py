"""Asking whether a person may do something, and refusing when not. Every action asks here."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from steamie.rules.permissions import Act, Extent, Ruling, extent

from .models import Person


class NotAllowed(PermissionDenied):
    """The act was refused; the message says why, in words fit for the screen."""


def ruling(person: Person, act: Act, *, own: bool = False, on: date | None = None) -> Ruling:
    """May this person do this today? ``own`` says the thing was made by them."""
    day = on or timezone.localdate()
    offices = person.offices(day) if person.is_authenticated and person.is_active else set()
    extents = {extent(office, act) for office in offices}
    if Extent.YES in extents:
        return Ruling(True, f"Your office may {act}.")
    if Extent.OWN in extents and own:
        return Ruling(True, f"You may {act} when it is yours.")
    if Extent.DELEGATED in extents:
        return _delegated(person, act, own=own, day=day)
    if Extent.OWN in extents:
        return Ruling(False, f"Your office may {act} only when it is your own.")
    return Ruling(False, f"Your office may not {act}.")


def _delegated(person: Person, act: Act, *, own: bool, day: date) -> Ruling:
    if own:
        return Ruling(False, f"You may not {act} when the work is your own. Ask the officer.")
    held = person.delegations_held.filter(since__lte=day, until__gte=day, ended_at__isnull=True)
    if held.exists():
        return Ruling(True, f"You may {act} as the officer's deputy until {held.latest('until').until:%-d %B %Y}.")
    return Ruling(False, f"You may {act} only while the officer has made you deputy, with dates.")


def require(person: Person, act: Act, *, own: bool = False, on: date | None = None) -> Ruling:
    """As ``ruling``, but raises ``NotAllowed`` when the answer is no."""
    answer = ruling(person, act, own=own, on=on)
    if not answer.allowed:
        raise NotAllowed(answer.reason)
    return answer
