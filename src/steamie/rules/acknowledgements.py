"""Whether a person has read the policies their office asks for, and what stops when they have not (S-14 to S-17, S-65)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .permissions import Act, Office


class PolicyKind(StrEnum):
    """The policies a strategy may lean on."""

    DATA_PROTECTION = "data_protection"
    ICT = "ict"
    CONDUCT = "conduct"
    EMPLOYMENT = "employment"

    @property
    def label(self) -> str:
        """The policy's usual name."""
        return _LABELS[self]


_LABELS = {
    PolicyKind.DATA_PROTECTION: "Data Protection Policy",
    PolicyKind.ICT: "ICT Policy",
    PolicyKind.CONDUCT: "Code of Conduct",
    PolicyKind.EMPLOYMENT: "Terms and Conditions of Employment",
}
ORDER = tuple(PolicyKind)
_EMPLOYEES = frozenset({Office.OFFICER, Office.TEAM, Office.STAFF})
_ASKED_OF = {
    PolicyKind.DATA_PROTECTION: frozenset(Office),
    PolicyKind.ICT: frozenset(Office) - {Office.FORUM},
    PolicyKind.CONDUCT: frozenset(Office) - {Office.AUDITOR},
    PolicyKind.EMPLOYMENT: _EMPLOYEES,
}

# Withdrawing and stopping are left out on purpose. Taking something harmful down is never held up by paperwork:
# a person whose acknowledgement has lapsed can still stop every post, and is asked to read the policy afterwards.
SUSPENDED = frozenset({Act.DRAFT, Act.PLAN, Act.APPROVE, Act.CONNECT})


@dataclass(frozen=True, slots=True)
class PolicyInForce:
    """A version of a policy, and how often it must be read again. ``renewal_months`` of 0 means once is enough."""

    kind: PolicyKind
    version: str
    renewal_months: int


@dataclass(frozen=True, slots=True)
class PolicyReading:
    """That a person acknowledged a version of a policy on a day."""

    kind: PolicyKind
    version: str
    on: date


@dataclass(frozen=True, slots=True)
class Lapse:
    """A policy that is not acknowledged, and why that is so in words."""

    kind: PolicyKind
    reason: str


def asked_of(kind: PolicyKind, offices: Iterable[Office]) -> bool:
    """Whether this policy is asked of someone who holds these offices."""
    return not _ASKED_OF[kind].isdisjoint(offices)


def lapses(
    policies: Iterable[PolicyInForce], readings: Iterable[PolicyReading], offices: Iterable[Office], *, on: date
) -> list[Lapse]:
    """The policies in force that this person must still read, data protection first."""
    held_offices, read = set(offices), list(readings)
    asked = sorted((policy for policy in policies if asked_of(policy.kind, held_offices)), key=lambda one: ORDER.index(one.kind))
    lapsed = ((policy, _why_lapsed(policy, read, on)) for policy in asked)
    return [Lapse(policy.kind, why) for policy, why in lapsed if why]


def _why_lapsed(policy: PolicyInForce, readings: list[PolicyReading], on: date) -> str:
    name = policy.kind.label
    mine = [reading for reading in readings if reading.kind is policy.kind]
    current = [reading.on for reading in mine if reading.version == policy.version]
    if not mine:
        return f"You have not yet acknowledged the {name}."
    if not current:
        return f"The {name} has changed since you acknowledged it: version {policy.version} is in force."
    due = due_again(max(current), policy.renewal_months)
    if due and due <= on:
        return f"You last acknowledged the {name} on {max(current):%-d %B %Y}; it was due again on {due:%-d %B %Y}."
    return ""


def due_again(acknowledged: date, months: int) -> date | None:
    """The day an acknowledgement runs out, or None when it does not. The 31st becomes the last day of a shorter month."""
    if not months:
        return None
    years, month = divmod(acknowledged.month - 1 + months, 12)
    first = date(acknowledged.year + years, month + 1, 1)
    return next(first.replace(day=day) for day in range(acknowledged.day, 0, -1) if day <= _days_in(first))


def _days_in(first: date) -> int:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return (following - first).days
