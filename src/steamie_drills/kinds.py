"""The kind of channel that is drilled, and its stand-in's control desk."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import httpx
from django.utils import timezone

from steamie.channels import registry
from steamie.channels.contract import ChannelKind, Outgoing, Receipt
from steamie.channels.opening import address_of

SECONDS = 30  # the truth of many posts takes a while to spell


def drilled(name: str) -> str:
    """The name of the kind to drill: the one asked for, or the first that is reached over the network and can stage."""
    able = [kind for kind in registry.kinds().values() if kind.address and (kind.can.stage or kind.can.keyed)]
    names = [kind.kind for kind in able]
    if name and name not in names:
        sys.exit(f"{name} cannot be drilled. There are: {', '.join(names)}.")
    return name or next(kind.kind for kind in able if kind.can.stage)


def setting(name: str) -> str:
    """The variable of the environment that leads this kind to a stand-in."""
    address = registry.kind(name).address
    if address is None:
        raise ValueError(f"{name} is reached nowhere.")
    return f"STEAMIE_{address.setting}"


def control(kind: str, act: str, **values: Any) -> dict[str, Any]:
    """Ask the stand-in for something: its account, its faults."""
    answer = httpx.post(f"{address_of(registry.kind(kind))}/_control/{act}", json=values, timeout=SECONDS)
    return dict(answer.raise_for_status().json())


def truth(kind: str) -> dict[str, Any]:
    """What truly is at the channel, whatever it answered."""
    answer = httpx.get(f"{address_of(registry.kind(kind))}/_control/truth", params={"calls": "0"}, timeout=SECONDS)
    return dict(answer.raise_for_status().json())


def forget_keys(name: str) -> None:
    """From now on, and in every process forked from this one, this kind makes each post under a key drawn anew."""
    kinds = {**registry.kinds(), name: _forgetful(registry.kind(name))}
    registry.kinds = lambda: kinds


def _forgetful(kind: type[ChannelKind]) -> type[ChannelKind]:
    def create(self: ChannelKind, outgoing: Outgoing) -> Receipt:
        return kind.create(self, replace(outgoing, key=kind.new_key(now=timezone.now())))

    return type("Forgetful", (kind,), {"create": create})
