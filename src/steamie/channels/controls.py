"""How this room keeps what a strategy asks of it: every account has an owner, and no secret lies open."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse_lazy
from django.utils import timezone

from steamie.people.sealing import CannotUnseal, key_file, unseal
from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import noun, some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Standing, State

from .actions import managers
from .managing import MANAGED_BY, ManagedBy, managing_offices
from .models import Channel

LINK = reverse_lazy("channels:register")
ROTATE_EVERY = timedelta(days=365)
WARN_BEFORE = timedelta(days=30)


@keeps(
    MANAGED_BY,
    ManagedBy,
    label="Every account is managed by an office",
    remedy="Give each account an owner and a deputy",
    signs=r"\baccounts?\b.*\b(managed|owned|run|looked after)\b|\b(manages?|owns?|runs?|looks? after)\b.*\baccounts?\b",
)
def accounts_have_owners(clause: Clause, parameters: ManagedBy, now: datetime) -> Standing:
    """Every account in use has an owner and a deputy, both in an office that manages accounts today."""
    channels = list(Channel.objects.active())
    if not channels:
        return Standing(State.NOT_MEASURED, "0 accounts", "No account is in the register yet.", str(LINK))
    managing = set(managers(timezone.localdate(now), parameters).values_list("pk", flat=True))
    where = managing_offices(parameters)
    ownerless = [channel for channel in channels if channel.owner_id not in managing]
    alone = [channel for channel in channels if channel.deputy_id not in managing]
    have = noun(len(channels), "account has", "accounts have")
    figure = f"{len(channels) - len(ownerless)} of {len(channels)} {have} an owner in office"
    if ownerless:
        return Standing(State.BREACHED, figure, f"{_named(ownerless)} without an owner in {where}.", str(LINK))
    if alone:
        return Standing(State.AT_RISK, figure, f"{_named(alone)} without a deputy.", str(LINK))
    return Standing(State.MET, figure, f"Each account has an owner and a deputy in {where}.", str(LINK))


@keeps(
    "accounts.secrets_sealed",
    label="Passwords and tokens are sealed, and their key is young",
    remedy="Make a new key",
    signs=r"\bpasswords?\b",
)
def secrets_are_sealed(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Every secret opens with a key we hold, the key file is ours alone, and the key is not older than a year."""
    channels = list(Channel.objects.active().exclude(sealed=""))
    if not channels:
        return Standing(State.NOT_MEASURED, "0 accounts", "No account holds a password or token yet.", str(LINK))
    lost = [channel for channel in channels if not opens(channel)]
    figure = f"{len(channels) - len(lost)} of {some(len(channels), 'account')} sealed"
    if lost:
        return Standing(State.BREACHED, figure, f"{_named(lost)} sealed under a key that is gone. Connect again.", str(LINK))
    if key_file().stat().st_mode & 0o077:
        return Standing(State.BREACHED, figure, "The file of keys can be read by others on this machine.", str(LINK))
    return _by_age(now - min(key_since(channel) for channel in channels), figure)


def _by_age(age: timedelta, figure: str) -> Standing:
    figure = f"{figure}; oldest key {some(age.days, 'day')}"
    if age > ROTATE_EVERY:
        reason = "The key is more than a year old. Make a new one on the Channels page."
        return Standing(State.BREACHED, figure, reason, str(LINK))
    if age > ROTATE_EVERY - WARN_BEFORE:
        return Standing(State.AT_RISK, figure, "The key will be a year old within a month. Make a new one.", str(LINK))
    return Standing(State.MET, figure, "Every password and token is encrypted, and the key is less than a year old.", str(LINK))


def key_since(channel: Channel) -> datetime:
    """Since when its password or token is sealed under the key it has."""
    return channel.rotated_at or channel.sealed_at or channel.created_at


def opens(channel: Channel) -> bool:
    """Whether its password or token opens with a key we hold."""
    try:
        unseal(channel.sealed)
    except CannotUnseal:
        return False
    return True


def _named(channels: list[Channel]) -> str:
    names = ", ".join(channel.name for channel in channels)
    return f"{names} {'is' if len(channels) == 1 else 'are'}"
