"""The account register: every account has an owner and a deputy (S-57)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from steamie.channels import registry
from steamie.channels.contract import Account, Field
from steamie.channels.managing import ManagedBy, managed_by, managing_offices
from steamie.channels.models import Channel
from steamie.channels.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Grant, Person
from steamie.people.permissions import require
from steamie.people.sealing import seal
from steamie.rules.permissions import Act

from .refusing import NotPossible
from .secrets import connect


def managers(day: date, chosen: ManagedBy | None = None) -> QuerySet[Person]:
    """Who may own an account or stand in for its owner on a day, as the strategy in force says."""
    named = chosen or managed_by()
    grants = Grant.objects.in_force(day).filter(office__in=(named.office, named.deputies))
    return Person.objects.filter(is_active=True, pk__in=grants.values("person")).order_by("name")


@action()
def add_channel(
    *,
    kind: str,
    name: str,
    owner: Person,
    deputy: Person | None,
    credentials: Mapping[str, str],
    by: Person,
    account: Account | None = None,
    now: datetime | None = None,
) -> Channel:
    """Enter an account in the register, with what it needs sealed. One that is connected by signing in comes next to that.

    ``account``: which one the details open, where the kind says so; it is pinned, and a second person confirms it.
    """
    require(by, Act.CONNECT)
    moment = now or timezone.now()
    _require_managers(owner, deputy, moment)
    wanted = registry.kind(kind)
    if wanted.only_one and Channel.objects.active().filter(kind=kind).exists():
        raise NotPossible(f"There is one {wanted.label.lower()} only, and it is in the register.")
    details = _complete(wanted.credentials, credentials)
    channel = Channel(kind=kind, name=name, owner=owner, deputy=deputy, created_at=moment)
    if details:
        channel.sealed, channel.sealed_at = seal(details), moment
    channel.save()
    facts = {"kind": kind, "owner": owner.reference, "deputy": deputy.reference if deputy else ""}
    record(by=by, verb=Verb.ADD_ACCOUNT, clause=Citation("accounts.managed_by"), subject=channel, facts=facts, at=moment)
    return connect(channel=channel, account=account, by=by, now=moment) if account else channel


@action()
def change_owner(
    *, channel: Channel, owner: Person, deputy: Person | None, reason: str, by: Person, now: datetime | None = None
) -> Channel:
    """Give the account to other hands, with a reason."""
    require(by, Act.CONNECT)
    moment = now or timezone.now()
    _require_open(channel)
    _require_managers(owner, deputy, moment)
    facts = {"owner": owner.reference, "deputy": deputy.reference if deputy else "", "before": _reference(channel.owner)}
    channel.owner, channel.deputy = owner, deputy
    channel.save(update_fields=["owner", "deputy"])
    record(
        by=by,
        verb=Verb.CHANGE_OWNER,
        clause=Citation("accounts.managed_by"),
        subject=channel,
        reason=reason,
        facts=facts,
        at=moment,
    )
    return channel


@action()
def close_channel(*, channel: Channel, reason: str, by: Person, now: datetime | None = None) -> Channel:
    """Stop using the account. Its credentials are destroyed; the row and its history stay."""
    require(by, Act.CONNECT)
    moment = now or timezone.now()
    _require_open(channel)
    channel.closed_at, channel.sealed, channel.sealed_at, channel.rotated_at = moment, "", None, None
    channel.save(update_fields=["closed_at", "sealed", "sealed_at", "rotated_at"])
    record(by=by, verb=Verb.CLOSE_ACCOUNT, clause=Citation("accounts.managed_by"), subject=channel, reason=reason, at=moment)
    return channel


def _complete(fields: tuple[Field, ...], typed: Mapping[str, str]) -> dict[str, str]:
    """Only what the kind asks for, and all that it must be told."""
    details = {field.name: typed.get(field.name, "").strip() for field in fields if not field.by_connecting}
    for field in fields:
        if problem := field.problem(details.get(field.name, "")):
            raise NotPossible(problem, field=field.name)
        if field.required and not field.by_connecting and not details[field.name]:
            raise NotPossible(f"Enter the {field.label[:1].lower()}{field.label[1:]}.", field=field.name)
    return details


def _require_open(channel: Channel) -> None:
    if channel.closed_at:
        raise NotPossible("This account is closed.")


def _require_managers(owner: Person, deputy: Person | None, moment: datetime) -> None:
    allowed = set(managers(timezone.localdate(moment)).values_list("pk", flat=True))
    if owner.pk not in allowed:
        raise NotPossible(f"The owner must be in {managing_offices()} today.", field="owner")
    if deputy and deputy.pk not in allowed:
        raise NotPossible(f"The deputy must be in {managing_offices()} today.", field="deputy")
    if deputy and deputy.pk == owner.pk:
        raise NotPossible("The deputy must be someone else than the owner.", field="deputy")


def _reference(person: Person | None) -> str:
    return person.reference if person else ""
