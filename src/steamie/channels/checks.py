"""What is looked at before anything starts."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register

from . import registry
from .contract import ChannelKind, Disconnected, check_address
from .opening import address_of


@register()
def addresses(**_: Any) -> list[CheckMessage]:
    """Each channel is at its own address, or a stand-in on this machine: anywhere else, nothing starts."""
    return [message for kind in registry.kinds().values() for message in _address(kind)]


def _address(kind: type[ChannelKind]) -> list[CheckMessage]:
    if kind.address is None:
        return []
    try:
        check_address(address_of(kind), kind.address)
    except Disconnected as problem:
        return [Error(str(problem), hint=problem.remedy, id="channels.E001")]
    return []


@register()
def kinds_load(**_: Any) -> list[CheckMessage]:
    """A kind of channel that does not load is said so; the others go on."""
    return [
        Warning(f"The channel “{name}” does not load: {reason}", id="channels.W001")
        for name, reason in registry.problems().items()
    ]
