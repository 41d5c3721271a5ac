"""Credentials: given, sealed, replaced and rotated, and never shown again (S-63)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from steamie.channels import registry
from steamie.channels.contract import Account
from steamie.channels.models import Channel
from steamie.channels.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.evidence.in_force import Citation
from steamie.letters.actions import reseal_mailbox
from steamie.letters.models import Mailbox
from steamie.people import sealing
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act

from .confirming import ask_for_confirmation
from .refusing import NotPossible


@action()
def connect(*, channel: Channel, account: Account, by: Person, now: datetime | None = None) -> Channel:
    """Seal the credentials of the account that was picked, and pin it: from now on no other will do.

    A second person confirms the pin before anything leaves. Connecting the same account again needs nobody else.
    """
    require(by, Act.CONNECT)
    moment = now or timezone.now()
    locked = _locked(channel)
    if locked.remote_id and locked.remote_id != account.id:
        raise NotPossible(f"This account is pinned to “{locked.remote_name}”. To use another, close it and add a new one.")
    facts = {"remote_id": account.id, "again": bool(locked.remote_id), "lacking": len(account.lacking)}
    if not locked.remote_id:
        locked.needs_confirmation, locked.connected_by = True, by
        ask_for_confirmation(locked, by)
    locked.remote_id, locked.remote_name = account.id, account.name[:200]
    _sealed(locked, account.credentials, moment, "remote_id", "remote_name", "needs_confirmation", "connected_by")
    record(by=by, verb=Verb.CONNECT, clause=Citation("accounts.secrets_sealed"), subject=locked, facts=facts, at=moment)
    return locked


@action()
def give_credentials(
    *, channel: Channel, typed: Mapping[str, str], by: Person, account: Account | None = None, now: datetime | None = None
) -> Channel:
    """Replace what was typed. What came by signing in stays, until it is connected again.

    ``account``: which one the new details open, where the kind says so. It must be the one this is pinned to.
    """
    require(by, Act.CONNECT)
    moment = now or timezone.now()
    locked = _locked(channel)
    replaced = _replaced(locked, typed)
    if not replaced:
        raise NotPossible("Enter at least one thing to replace.")
    if account and account.id != locked.remote_id:
        raise NotPossible(f"This account is pinned to “{locked.remote_name}”; these details open “{account.name}”.")
    _sealed(locked, account.credentials if account else changed(locked, typed), moment)
    record(
        by=by,
        verb=Verb.REPLACE_CREDENTIALS,
        clause=Citation("accounts.secrets_sealed"),
        subject=locked,
        facts={"fields": sorted(replaced)},
        at=moment,
    )
    return locked


def changed(channel: Channel, typed: Mapping[str, str]) -> dict[str, str]:
    """The credentials as they will be once these have replaced what was typed. It changes nothing."""
    return sealing.unseal(channel.sealed) | _replaced(channel, typed)


def _replaced(channel: Channel, typed: Mapping[str, str]) -> dict[str, str]:
    names = {field.name for field in registry.kind(channel.kind).credentials if not field.by_connecting}
    return {name: value.strip() for name, value in typed.items() if name in names and value.strip()}


def rotate_credentials(*, by: Actor, now: datetime | None = None) -> int:
    """Seal everything again under a new key, then forget the older keys. Answers how many accounts were sealed again.

    Stopped at any point, nothing is lost: older keys are dropped only when every row has been sealed again.
    """
    if isinstance(by, Person):
        require(by, Act.CONNECT)
    moment = now or timezone.now()
    with sealing.new_key(), transaction.atomic():
        _hold_the_register()
        channels = list(Channel.objects.exclude(sealed="").select_for_update(no_key=True))
        for channel in channels:
            channel.sealed, channel.rotated_at = sealing.reseal(channel.sealed), moment
            channel.save(update_fields=["sealed", "rotated_at"])
            record(by=by, verb=Verb.ROTATE, clause=Citation("accounts.secrets_sealed"), subject=channel, at=moment)
        mailboxes = list(Mailbox.objects.exclude(sealed="").select_for_update(no_key=True))
        for mailbox in mailboxes:
            reseal_mailbox(mailbox=mailbox, by=by, at=moment)
        elsewhere = sealing.reseal_elsewhere()
    return len(channels) + len(mailboxes) + elsewhere


def _sealed(channel: Channel, details: Mapping[str, str], moment: datetime, *also: str) -> None:
    channel.sealed, channel.sealed_at, channel.rotated_at = sealing.seal(details), moment, moment
    channel.save(update_fields=["sealed", "sealed_at", "rotated_at", *also])


def _locked(channel: Channel) -> Channel:
    """The row as it is now, held until commit."""
    _hold_the_register()
    locked = Channel.objects.select_for_update(no_key=True).get(pk=channel.pk)
    if locked.closed_at:
        raise NotPossible("This account is closed.")
    return locked


def _hold_the_register() -> None:
    """Sealing and rotating take turns, so that nothing is sealed under a key about to be dropped. SQLite sees to it itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x57EB])
