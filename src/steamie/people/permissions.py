"""Asking whether a person may do something, and refusing when not. Every action asks here."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from steamie.evidence import scopes
from steamie.rules.acknowledgements import SUSPENDED
from steamie.rules.permissions import Act, Extent, Office, Ruling, extent
from steamie.rules.two_persons import Confirmer, second_yes

from .models import Delegation, Person
from .second_factor import has_second_factor

RESTING = {Act.DRAFT: "writing", Act.PLAN: "planning", Act.APPROVE: "approving", Act.CONNECT: "connecting"}


class NotAllowed(PermissionDenied):
    """The act was refused; the message says why, in words fit for the screen, and ``remedy`` where to put it right."""

    def __init__(self, reason: str = "", *, remedy: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def ruling(person: Person, act: Act, *, own: bool = False, on: date | None = None) -> Ruling:
    """May this person do this today? ``own`` says the thing was made by them."""
    day = on or timezone.localdate()
    answer = _by_office(person, act, own=own, day=day)
    if not answer.allowed:
        return answer
    return _suspended(person, act, day) or answer


def require(person: Person, act: Act, *, own: bool = False, on: date | None = None) -> Ruling:
    """As ``ruling``, but raises ``NotAllowed`` when the answer is no."""
    if scope := scopes.running():
        scope.asked = True
    answer = ruling(person, act, own=own, on=on)
    if not answer.allowed:
        raise NotAllowed(answer.reason, remedy=answer.remedy)
    return answer


def settled(person: Person, now: datetime | None = None) -> Ruling:
    """Whether somebody has been here a day and has a second factor: what a yes takes that stands in for another person's.

    By the rule of two persons, where no colleague of theirs asked.
    """
    factor = settings.DEMONSTRATION or has_second_factor(person)
    confirmer = Confirmer(person.pk, person.invited_by_id, person.first_signed_in_at, factor)
    answer = second_yes(by=confirmer, asked_by=None, about=(), others=(), now=now or timezone.now())
    return Ruling(answer.allowed, answer.reason, remedy="" if factor else reverse("people:second_factor"))


def require_settled(person: Person, now: datetime | None = None) -> None:
    """Raise ``NotAllowed`` unless they are ``settled``."""
    answer = settled(person, now)
    if not answer.allowed:
        raise NotAllowed(answer.reason, remedy=answer.remedy)


def rests(person: Person, day: date) -> str:
    """What an unread policy holds up for this person, as a sentence; empty for offices that only suggest or read."""
    waiting = {act for act in RESTING for office in person.offices(day) if extent(office, act) is not Extent.NO}
    if not waiting:
        return ""
    words = [word for act, word in RESTING.items() if act in waiting]
    listed = f"{', '.join(words[:-1])} and {words[-1]} wait" if len(words) > 1 else f"{words[0]} posts waits"
    stops = any(extent(office, Act.WITHDRAW) is Extent.YES for office in person.offices(day))
    return f"Until then, {listed}.{' Stopping or withdrawing a post always works.' if stops else ''}"


def delegation_of(by: Person, day: date) -> Delegation | None:
    """The delegation under which someone approves; None for the officer."""
    if Office.OFFICER in by.offices(day):
        return None
    return by.delegations_held.in_force(day).order_by("until").last()


def _by_office(person: Person, act: Act, *, own: bool, day: date) -> Ruling:
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
    return Ruling(False, f"Your office may not {act}." if offices else f"You hold no office today, so you may not {act}.")


def _delegated(person: Person, act: Act, *, own: bool, day: date) -> Ruling:
    if own:
        return Ruling(False, f"You worked on this yourself, so only the officer may {act} it.")
    cover = person.delegations_held.in_force(day).order_by("-until").first()
    if cover is not None:
        if not (answer := settled(person)).allowed:
            return answer
        return Ruling(True, f"You may {act} as the officer's deputy until {cover.until:%-d %B %Y}.")
    return Ruling(False, f"You may {act} only while the officer has made you deputy, with dates.")


def _suspended(person: Person, act: Act, day: date) -> Ruling | None:
    """Rights an office gives that are on hold: a policy is unread (S-14 to S-17), or there is no second factor (S-15)."""
    if act in SUSPENDED and (gaps := person.lapses(day)):
        return Ruling(False, f"{gaps[0].reason} Until you have read it, you may not {act}.", remedy=reverse("people:policies"))
    if act is Act.CONNECT and not settings.DEMONSTRATION and not has_second_factor(person):
        return Ruling(False, f"Add a second way to prove it is you before you {act}.", remedy=reverse("people:second_factor"))
    return None
