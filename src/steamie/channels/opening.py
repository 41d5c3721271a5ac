"""Opening a channel: its kind, with its credentials unsealed, ready to use."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from steamie.people.sealing import unseal
from steamie.strategy.models import Association

from . import registry
from .contract import ChannelKind
from .models import Channel


def open_channel(channel: Channel) -> ChannelKind:
    """The channel, ready to act. Raises ``UnknownKind`` or ``CannotUnseal``. Keep it for one piece of work only."""
    return registry.kind(channel.kind)(unseal(channel.sealed), settings=surroundings(channel))


def unopened(channel: Channel) -> ChannelKind:
    """The channel without its secrets: it previews and says what does not fit, and can do nothing. Raises ``UnknownKind``."""
    return registry.kind(channel.kind)({}, settings=surroundings(channel))


def tried_out(kind: type[ChannelKind], credentials: Mapping[str, str]) -> ChannelKind:
    """A kind opened with details that were typed and are not kept yet, to see which account they open."""
    return kind(credentials, settings=outside(kind))


def outside(kind: type[ChannelKind] | None) -> Mapping[str, Any]:
    """How a kind reaches its channel. ``CHANNEL_TRANSPORT`` is set only by tests."""
    return {
        "address": address_of(kind),
        "demonstration": settings.DEMONSTRATION,
        "transport": getattr(settings, "CHANNEL_TRANSPORT", None),
    }


def address_of(kind: type[ChannelKind] | None) -> str:
    """Where a kind of channel is reached: its own address, or what the setting says; empty when it is on this machine."""
    if kind is None or kind.address is None:
        return ""
    return str(getattr(settings, kind.address.setting, kind.address.real))


def stands_in(kind: type[ChannelKind] | None) -> bool:
    """Whether a kind of channel goes to a stand-in on this machine instead of the real one."""
    return bool(kind and kind.address and address_of(kind) != kind.address.real)


def surroundings(channel: Channel) -> Mapping[str, Any]:
    """What a kind is told besides its credentials."""
    return {
        "channel": str(channel.pk),
        "association": Association.objects.values_list("name", flat=True).first() or "",
        "folder": Path(settings.DATA) / "channels" / str(channel.pk),
        "public_url": settings.PUBLIC_URL,
        "document_address": lambda marker: f"{settings.PUBLIC_URL}{reverse('channels:poster', args=[channel.pk, marker])}",
        "time_zone": settings.TIME_ZONE,
        "account_id": channel.remote_id,
        "account_name": channel.remote_name,
        **outside(registry.kinds().get(channel.kind)),
    }
