"""The rows behind the figures about people: who, and what they have still to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from steamie.evidence.in_force import office_title
from steamie.evidence.models import Event
from steamie.evidence.verbs import needing_an_office
from steamie.evidence.words import sentence, titles
from steamie.rules.access import access_quarter
from steamie.rules.acknowledgements import PolicyKind
from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from .controls import WATCHED, GrantedTo, OneOffice, OnePolicy, Policies
from .register import RegisterEntry, entries


@shows("access.by_office")
def acts(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Everything done in ninety days that needs an office; what was done without one counts."""
    recent = Event.objects.filter(at__gt=now - WATCHED, at__lte=now, verb__in=needing_an_office(), actor__startswith="person:")
    events = list(recent.order_by("-number"))
    called = titles(event.subject for event in events)
    for event in events:
        yield Counted(
            sentence(event, called),
            _day(event.at),
            reverse("strategy:clause", args=[event.clause]) if event.clause else "",
            not event.office,
        )


@shows("access.two_steps", people=True)
def second_factors_and_readings(clause: Clause, parameters: OnePolicy, now: datetime) -> Iterator[Counted]:
    """Everyone whose office asks for a second factor, and everyone asked to read the policy; those who have, count."""
    holders = _holders(now)
    for entry in holders:
        if entry.needs_second_factor:
            yield _entry(entry, "has a second factor" if entry.second_factor else "has none yet", counts=entry.second_factor)
    yield from _asked_to_read(parameters.policy, holders)


@shows("access.granted_to", people=True)
def offices(clause: Clause, parameters: GrantedTo, now: datetime) -> Iterator[Counted]:
    """Every office held since before this quarter; those confirmed in it count."""
    quarter = access_quarter(timezone.localdate(now))
    for entry in _holders(now):
        for grant in entry.grants:
            if grant.since < quarter.first:
                seen = grant.pk in entry.looked_at
                note = f"{office_title(grant.office)}, {'confirmed' if seen else 'not confirmed yet'}"
                yield _entry(entry, note, counts=seen)


@shows("policies.in_force", people=True)
def acknowledgements(clause: Clause, parameters: Policies, now: datetime) -> Iterator[Counted]:
    """Every policy asked of everyone, of those named; those acknowledged count."""
    for entry in _holders(now):
        yield from (_acknowledged(entry, kind) for kind in entry.asked if kind in parameters.policies)


@shows("policy.acknowledged", people=True)
@shows("access.ends_with_employment", people=True)
def asked_to_read(clause: Clause, parameters: OnePolicy, now: datetime) -> Iterator[Counted]:
    """Everyone asked to read the policy; those who have count."""
    yield from _asked_to_read(parameters.policy, _holders(now))


@shows("office.suggests_only", people=True)
def members(clause: Clause, parameters: OneOffice, now: datetime) -> Iterator[Counted]:
    """Everyone who holds the office."""
    for entry in _holders(now):
        if parameters.office in entry.offices:
            yield _entry(entry, ", ".join(sorted(office_title(office) for office in entry.offices)))


def _asked_to_read(kind: PolicyKind, holders: list[RegisterEntry]) -> Iterator[Counted]:
    return (_acknowledged(entry, kind) for entry in holders if kind in entry.asked)


def _acknowledged(entry: RegisterEntry, kind: PolicyKind) -> Counted:
    missing = any(lapse.kind is kind for lapse in entry.lapses)
    return _entry(entry, f"{kind.label}: {'to be read' if missing else 'read'}", counts=not missing)


def _entry(entry: RegisterEntry, note: str, *, counts: bool = True) -> Counted:
    return Counted(entry.person.name, note, reverse("people:everyone"), counts)


def _holders(now: datetime) -> list[RegisterEntry]:
    return [entry for entry in entries(timezone.localdate(now)) if entry.offices]


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y}"
