"""How this room keeps its clauses: every account has an owner (S-57), and no secret lies open (S-63)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from steamie.rules.counting import noun, some
from steamie.rules.standing import Standing, State, keeps

from .actions import managers
from .credentials import CannotUnseal, key_file, unseal
from .models import Channel

LINK = "/desk/channels/"
ROTATE_EVERY = timedelta(days=365)
WARN_BEFORE = timedelta(days=30)


@keeps("S-57")
def accounts_have_owners(now: datetime) -> Standing:
    """Every account in use has an owner and a deputy, both in Finance and Corporate Services today."""
    channels = list(Channel.objects.active())
    if not channels:
        return Standing(State.NOT_MEASURED, "0 accounts", "No account is in the register yet.", LINK)
    managing = set(managers(timezone.localdate(now)).values_list("pk", flat=True))
    ownerless = [channel for channel in channels if channel.owner_id not in managing]
    alone = [channel for channel in channels if channel.deputy_id not in managing]
    have = noun(len(channels), "account has", "accounts have")
    figure = f"{len(channels) - len(ownerless)} of {len(channels)} {have} an owner in office"
    if ownerless:
        return Standing(State.BREACHED, figure, f"{_named(ownerless)} without an owner in Finance and Corporate Services.", LINK)
    if alone:
        return Standing(State.AT_RISK, figure, f"{_named(alone)} without a deputy.", LINK)
    return Standing(State.MET, figure, "Each account has an owner and a deputy in Finance and Corporate Services.", LINK)


@keeps("S-63")
def secrets_are_sealed(now: datetime) -> Standing:
    """Every secret opens with a key we hold, the key file is ours alone, and the key is not older than a year."""
    channels = list(Channel.objects.active().exclude(sealed=""))
    if not channels:
        return Standing(State.NOT_MEASURED, "0 accounts", "No account holds a password or token yet.", LINK)
    lost = [channel for channel in channels if not opens(channel)]
    figure = f"{len(channels) - len(lost)} of {some(len(channels), 'account')} sealed"
    if lost:
        return Standing(State.BREACHED, figure, f"{_named(lost)} sealed under a key that is gone. Connect again.", LINK)
    if key_file().stat().st_mode & 0o077:
        return Standing(State.BREACHED, figure, "The file of keys can be read by others on this machine.", LINK)
    return _by_age(now - min(key_since(channel) for channel in channels), figure)


def _by_age(age: timedelta, figure: str) -> Standing:
    figure = f"{figure}; oldest key {some(age.days, 'day')}"
    if age > ROTATE_EVERY:
        return Standing(State.BREACHED, figure, "The key is more than a year old. Make a new one on the Channels page.", LINK)
    if age > ROTATE_EVERY - WARN_BEFORE:
        return Standing(State.AT_RISK, figure, "The key will be a year old within a month. Make a new one.", LINK)
    return Standing(State.MET, figure, "Every password and token is encrypted, and the key is less than a year old.", LINK)


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
