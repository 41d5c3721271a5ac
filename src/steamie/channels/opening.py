"""Opening a channel: its kind, with its credentials unsealed, ready to use."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from steamie.strategy.models import Association

from . import registry
from .contract import ChannelKind
from .credentials import unseal
from .models import Channel


def open_channel(channel: Channel) -> ChannelKind:
    """The channel, ready to act. Raises ``UnknownKind`` or ``CannotUnseal``. Keep it for one piece of work only."""
    return registry.kind(channel.kind)(unseal(channel.sealed), settings=surroundings(channel))


def surroundings(channel: Channel) -> Mapping[str, Any]:
    """What a kind is told besides its credentials. ``GRAPH_TRANSPORT`` is set only by tests."""
    return {
        "channel": str(channel.pk),
        "association": Association.objects.values_list("name", flat=True).first() or "",
        "folder": Path(settings.DATA) / "channels" / str(channel.pk),
        "public_url": settings.PUBLIC_URL,
        "time_zone": settings.TIME_ZONE,
        "graph_url": settings.GRAPH_URL,
        "transport": getattr(settings, "GRAPH_TRANSPORT", None),
        "page_id": channel.remote_id,
        "page_name": channel.remote_name,
    }
