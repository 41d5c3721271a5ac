"""What this room needs before the desk runs for real: an officer with a second factor, a second person, the policies read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from steamie.rules.permissions import Act, Extent, Office, extent

from .models import Grant, Person, Policy
from .register import entries
from .second_factor import FACTORS, has_second_factor
from .setting_up import Progress, SetupLine, SetupOrder, setup_lines

CONFIRMING = frozenset(office for office in Office if extent(office, Act.CONFIRM_ACCOUNT) is Extent.YES)


def current_officer() -> Person | None:
    """Somebody who holds the office now; None before the first is appointed."""
    grant = Grant.objects.filter(office=Office.OFFICER, ended_at__isnull=True).select_related("person").first()
    return grant.person if grant else None


@setup_lines(SetupOrder.OFFICER)
def officer(now: datetime) -> Iterator[SetupLine]:
    """Somebody answers for what is published."""
    person = current_officer()
    progress, state = (Progress.DONE, "Appointed") if person else (Progress.TO_DO, "To do")
    yield SetupLine("officer", "The officer", progress, state, address=reverse("people:everyone"), basic=True)


@setup_lines(SetupOrder.SECOND_FACTOR)
def second_factor(now: datetime) -> Iterator[SetupLine]:
    """The officer signs in with two steps."""
    person = current_officer()
    done = person is not None and has_second_factor(person)
    progress, state = (Progress.DONE, "On") if done else (Progress.TO_DO, "Off")
    yield SetupLine(
        "second-factor",
        "A second factor",
        progress,
        state,
        "" if done else "The officer signs in with a password alone.",
        reverse("people:second_factor"),
        basic=True,
    )


@setup_lines(SetupOrder.SECOND_PERSON)
def second_person(now: datetime) -> Iterator[SetupLine]:
    """Somebody besides the officer may confirm an account, and has signed in with two steps."""
    open_grants = Grant.objects.open(timezone.localdate(now)).order_by()
    officers = Grant.objects.filter(office=Office.OFFICER, ended_at__isnull=True).order_by()
    people = Person.objects.filter(is_active=True, pk__in=open_grants.filter(office__in=CONFIRMING).values("person"))
    equipped = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS))
    yield _best(list(people.exclude(pk__in=officers.values("person")).annotate(equipped=equipped).order_by("name", "pk")))


def _best(colleagues: list[Any]) -> SetupLine:
    """The line as the colleague who has come furthest makes it."""
    name, title = "second-person", "A second person"
    if not colleagues:
        note = "They confirm a Page that you connect. Invite the chair first."
        return SetupLine(name, title, Progress.TO_DO, "To do", note, reverse("people:invite"))
    first = max(colleagues, key=_steps)
    page = reverse("people:person", args=[first.pk])
    if _steps(first) == 0:
        return SetupLine(name, title, Progress.UNDER_WAY, "Invited", f"{first.name} has not signed in yet.", page)
    if _steps(first) == 1:
        note = f"{first.name} has signed in, and has still to set up a second step."
        return SetupLine(name, title, Progress.UNDER_WAY, "No second step yet", note, page)
    return SetupLine(name, title, Progress.DONE, "Signed in", address=page)


def _steps(person: Any) -> int:
    """How far somebody invited, with ``equipped``, has come: 0 not signed in, 1 signed in, 2 with two steps."""
    if person.last_login is None:
        return 0
    return 2 if person.equipped else 1


@setup_lines(SetupOrder.POLICIES)
def policies(now: datetime) -> Iterator[SetupLine]:
    """Every policy is on the shelf, and everyone in office has read what is asked of them."""
    day = timezone.localdate(now)
    shelf = Policy.objects.current(day)
    readers = [entry for entry in entries(day) if entry.offices and entry.asked] if shelf else []
    left = [entry for entry in readers if entry.lapses]
    page = reverse("people:policies")
    if not shelf:
        note = "Everyone reads them before they write."
        yield SetupLine("policies", "Policies", Progress.TO_DO, "To do", note, page)
    elif left:
        state = f"Read by {len(readers) - len(left)} of {len(readers)}"
        yield SetupLine("policies", "Policies", Progress.UNDER_WAY, state, f"{left[0].person.name} has some to read.", page)
    else:
        yield SetupLine("policies", "Policies", Progress.DONE, "Read by everyone", address=page)
