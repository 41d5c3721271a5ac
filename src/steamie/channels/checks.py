"""What is looked at before anything starts."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from . import registry
from .contract import Disconnected


@register()
def graph_address(**_: Any) -> list[CheckMessage]:
    """Facebook's interface is at Facebook, or a stand-in on this machine: anywhere else, nothing starts."""
    client = import_module("steamie.channels.kinds.facebook.client")  # only now: most commands never call out
    try:
        client.check_address(settings.GRAPH_URL)
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
