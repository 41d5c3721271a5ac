"""Putting a policy in force, and acknowledging it (S-14 to S-17)."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Acknowledgement, Person, Policy
from steamie.people.permissions import NotAllowed, require
from steamie.people.verbs import Verb
from steamie.rules.acknowledgements import PolicyKind
from steamie.rules.permissions import Act


@action()
def adopt_policy(
    *, kind: PolicyKind, version: str, effective_from: date, renewal_months: int = 12, address: str = "", by: Person
) -> Policy:
    """Record a version of a policy. From its first day everyone it is asked of must acknowledge it."""
    require(by, Act.MANAGE_PEOPLE)
    if Policy.objects.filter(kind=kind, version=version).exists():
        raise ValidationError({"version": "This version is already here."})
    adopted = Policy.objects.create(
        kind=kind, version=version, effective_from=effective_from, renewal_months=renewal_months, address=address
    )
    facts = {"version": version, "effective_from": effective_from.isoformat(), "renewal_months": renewal_months}
    record(by=by, verb=Verb.ADOPT_POLICY, clause=adopted.clause, subject=adopted, facts=facts)
    return adopted


@action(unasked="everybody may say that they have read a policy")
def acknowledge(*, policy: Policy, by: Person, now: datetime | None = None) -> Acknowledgement:
    """Write down that this person read this version and will follow it."""
    if not by.is_authenticated or not by.is_active:
        raise NotAllowed("Sign in to acknowledge a policy.")
    acknowledgement = Acknowledgement.objects.create(person=by, policy=policy, at=now or timezone.now())
    by.forget_answers()
    record(by=by, verb=Verb.ACKNOWLEDGE, clause=policy.clause, subject=policy, facts={"version": policy.version})
    return acknowledgement
