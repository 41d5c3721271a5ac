"""Who holds what, until when, and what each has still to do: read once, for the page and for the controls."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch

from steamie.rules.access import access_quarter, needs_second_factor
from steamie.rules.acknowledgements import Lapse, PolicyKind, PolicyReading, asked_of, lapses
from steamie.rules.permissions import Office

from .models import Acknowledgement, Grant, Person, Policy, Recertification
from .second_factor import FACTORS


@dataclass(slots=True)
class RegisterEntry:
    """One person in the register."""

    person: Person
    grants: list[Grant]  # in force, to come, or waiting for a second person
    offices: set[Office]  # in force
    asked: list[PolicyKind]
    lapses: list[Lapse]
    second_factor: bool
    looked_at: set[int] = field(default_factory=set)  # grants confirmed this quarter

    @property
    def needs_second_factor(self) -> bool:
        """Whether any office held asks for two factors."""
        return needs_second_factor(self.offices)

    @property
    def invited_only(self) -> bool:
        """Whether they have still to choose a password."""
        return not self.person.has_usable_password()

    @property
    def acknowledged(self) -> int:
        """How many of the policies asked for are in order."""
        return len(self.asked) - len(self.lapses)


def entries(day: date) -> list[RegisterEntry]:
    """Everyone who can sign in, by name. Five queries however many there are."""
    policies = Policy.objects.current(day)
    readings = _readings() if policies else {}
    equipped = set(Authenticator.objects.filter(type__in=FACTORS).values_list("user_id", flat=True))
    looked_at = set(Recertification.objects.filter(quarter=access_quarter(day).code).values_list("grant_id", flat=True))
    grants = Prefetch("grants", Grant.objects.open(day).select_related("confirmation__by", "granted_by").order_by("since"))
    people = Person.objects.filter(is_active=True).prefetch_related(grants).order_by("name", "pk")
    return [_entry(person, policies, readings.get(person.pk, []), equipped, looked_at, day) for person in people]


def _entry(
    person: Person, policies: list[Policy], read: list[PolicyReading], equipped: set[int], looked_at: set[int], day: date
) -> RegisterEntry:
    grants = list(person.grants.all())
    offices = {Office(grant.office) for grant in grants if holds(grant, day)}
    return RegisterEntry(
        person=person,
        grants=grants,
        offices=offices,
        asked=[PolicyKind(policy.kind) for policy in policies if asked_of(PolicyKind(policy.kind), offices)],
        lapses=lapses([policy.in_force for policy in policies], read, offices, on=day),
        second_factor=person.pk in equipped,
        looked_at={grant.pk for grant in grants if grant.pk in looked_at},
    )


def holds(grant: Grant, day: date) -> bool:
    """Whether an open grant has begun, and needs no second person or has one."""
    return grant.since <= day and (not grant.needs_confirmation or hasattr(grant, "confirmation"))


def _readings() -> dict[int, list[PolicyReading]]:
    readings: dict[int, list[PolicyReading]] = defaultdict(list)
    for row in Acknowledgement.objects.select_related("policy"):
        readings[row.person_id].append(row.reading)
    return readings
