"""What this room asks of people: policies to read, offices to confirm and look at, a colleague who cannot sign in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.urls import reverse

from steamie.rules.access import access_quarter
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Act, Office
from steamie.rules.two_persons import SETTLED

from .asking import MANY, Mark, Task, Urgency, Viewer, asks
from .models import FreshStart, FreshStartQuerySet, Grant, OnlyOtherConfirmation, Person, Recertification
from .permissions import rests
from .two_persons import may_confirm

LATE_TO_LOOK_DAYS = 30  # of each quarter, to look at who has access (S-58)


def _always(_: Viewer) -> Value:
    return Value(value=True)


def _lapsed(viewer: Viewer, _: Any) -> bool:
    return bool(viewer.person.lapses(viewer.today))


@asks(None, Urgency.LAW, when=_always, holds=_lapsed)
def policies(viewer: Viewer) -> Task:
    """Policies this person has still to read; until then the rights to write and approve rest (S-14 to S-17)."""
    lapsed = viewer.person.lapses(viewer.today)
    return Task(
        title=f"{capitalised(spelt(len(lapsed), 'policy', 'policies'))} to read",
        why=f"{lapsed[0].reason} {rests(viewer.person, viewer.today)}".strip(),
        action="Read it" if len(lapsed) == 1 else "Read them",
        address=reverse("people:policies"),
        minutes=10 * len(lapsed),
        mark=Mark("warn", "lock", "Before anything else"),
    )


def _offices_to_confirm(viewer: Viewer) -> QuerySet[Grant]:
    """Offices that wait for a second person, who may be this one."""
    waits = Grant.objects.awaiting_confirmation(viewer.today)
    return waits.exclude(granted_by=viewer.person).exclude(person=viewer.person).select_related("person").order_by("since", "pk")


def _may_confirm_one(viewer: Viewer, waiting: Any) -> bool:
    return bool(waiting) and bool(_confirmable(viewer))


def _confirmable(viewer: Viewer) -> list[Grant]:
    """Those of them to which this person may be the second: not every colleague may (``rules.two_persons``)."""
    rows = _offices_to_confirm(viewer).select_related("person", "granted_by")[:MANY]
    return [grant for grant in rows if _may_be_second(viewer, grant.granted_by, grant.person)]


def _may_be_second(viewer: Viewer, asked_by: Person | None, about: Person) -> bool:
    return may_confirm(act=Act.CONFIRM_OFFICE, by=viewer.person, asked_by=asked_by, about=[about], now=viewer.now).allowed


@asks(Act.CONFIRM_OFFICE, Urgency.SECOND_PERSON, when=_offices_to_confirm, holds=_may_confirm_one)
def second_person(viewer: Viewer) -> Task:
    """An office that can approve or connect is granted by two people: this one may be the second (S-58)."""
    rows = _confirmable(viewer)
    alone = len(rows) == 1
    offices = capitalised(spelt(len(rows), "office"))
    return Task(
        title=f"Confirm {rows[0].person} as {rows[0].label}" if alone else f"{offices} to confirm",
        why="An office that can publish is granted by two people. It waits for the second.",
        action="Look and confirm",
        address=reverse("people:everyone"),
        minutes=2 * len(rows),
        mark=Mark("info", "people", "Second person"),
    )


def _fresh_starts(viewer: Viewer) -> FreshStartQuerySet:
    """Asked for by others and for others, with those that have lapsed: what is asked once is asked for a whole day."""
    return FreshStart.objects.unconfirmed().exclude(asked_by=viewer.person).exclude(person=viewer.person)


def _newest_fresh_start(viewer: Viewer) -> Subquery:
    return Subquery(_fresh_starts(viewer).order_by("-asked_at").values("asked_at")[:1])


def _waits_for_this_person(viewer: Viewer, asked_at: datetime | None) -> bool:
    return asked_at is not None and asked_at > viewer.now - FreshStart.LAPSES_AFTER and bool(_confirmable_starts(viewer))


def _confirmable_starts(viewer: Viewer) -> list[FreshStart]:
    rows = _fresh_starts(viewer).waiting(viewer.now).select_related("person", "asked_by")[:MANY]
    return [asked for asked in rows if _may_be_second(viewer, asked.asked_by, asked.person)]


@asks(Act.CONFIRM_OFFICE, Urgency.SECOND_PERSON, when=_newest_fresh_start, holds=_waits_for_this_person)
def lost_factors(viewer: Viewer) -> Task:
    """A colleague cannot sign in until a second person has spoken to them (S-15)."""
    rows = _confirmable_starts(viewer)
    first, alone = rows[0], len(rows) == 1
    colleagues = capitalised(spelt(len(rows), "colleague"))
    return Task(
        title=f"{first.person} cannot sign in" if alone else f"{colleagues} cannot sign in",
        why=f"{first.asked_by} says they lost their phone or passkey, and the codes. Speak to them yourself, then say yes.",
        action="Look and confirm",
        address=reverse("people:everyone"),
        minutes=5 * len(rows),
        mark=Mark("info", "people", "Second person"),
    )


def _confirmed_by_the_only_other(viewer: Viewer) -> QuerySet[OnlyOtherConfirmation]:
    return OnlyOtherConfirmation.objects.for_third_person(viewer.person, viewer.now - SETTLED)


def _not_looked_at(_: Viewer) -> QuerySet[OnlyOtherConfirmation]:
    return OnlyOtherConfirmation.objects.not_looked_at()


def _is_the_third(viewer: Viewer, waiting: Any) -> bool:
    return bool(waiting) and _confirmed_by_the_only_other(viewer).exists()


@asks(Act.CONFIRM_ACCOUNT, Urgency.SECOND_PERSON, when=_not_looked_at, holds=_is_the_third)
def third_person(viewer: Viewer) -> Task:
    """What was confirmed by the only other person is looked at again by the first who can."""
    number = _confirmed_by_the_only_other(viewer).count()
    return Task(
        title=f"Look again at {spelt(number, 'confirmation')}",
        why="Nobody else was here, so a person confirmed what was asked for by whoever invited them. You are the third.",
        action="Look again",
        address=reverse("people:only_other"),
        minutes=2 * number,
        mark=Mark("info", "people", "Third person"),
    )


def _offices_to_look_at(viewer: Viewer) -> QuerySet[Grant]:
    """Offices held since before this quarter that nobody has looked at in it (S-58); never this person's own."""
    quarter = access_quarter(viewer.today)
    seen = Recertification.objects.filter(grant=OuterRef("pk"), quarter=quarter.code)
    in_force = Grant.objects.in_force(viewer.today).filter(since__lt=quarter.first, person__is_active=True)
    left = in_force.filter(~Exists(seen)).exclude(person=viewer.person)
    if not viewer.may(Act.MANAGE_PEOPLE):
        left = left.filter(office=Office.OFFICER)
    return left if viewer.may(Act.CONFIRM_OFFICE) else left.exclude(office=Office.OFFICER)


@asks(Act.CONFIRM_OFFICE, Urgency.ACCESS, when=_offices_to_look_at)
def access(viewer: Viewer) -> Task:
    """Once a quarter somebody looks at every office and says whether it is still needed (S-58)."""
    left, quarter = _offices_to_look_at(viewer).count(), access_quarter(viewer.today)
    late = quarter.days_in(viewer.today) > LATE_TO_LOOK_DAYS
    return Task(
        title=f"Check that {spelt(left, 'person', 'people')} still need{'s' if left == 1 else ''} access",
        why=f"By {quarter.last.day} {quarter.last:%B}.",
        action="Look at access",
        address=reverse("people:access"),
        minutes=left,
        mark=Mark("warn", "clock", "Late this quarter") if late else Mark("info", "people", "Access"),
    )
