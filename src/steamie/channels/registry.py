"""Which kinds of channel are installed. A kind is one folder and one line of entry points (docs/adding-a-channel.md)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType

from .contract import ChannelKind

GROUP = "steamie.channels"
log = logging.getLogger(__name__)


class UnknownKind(LookupError):
    """No such kind of channel is installed, or it failed to load; the message says which."""


def kinds() -> Mapping[str, type[ChannelKind]]:
    """Every kind that loads, by name, in name order."""
    return _load()[0]


def problems() -> Mapping[str, str]:
    """Kinds that are named but do not load, each with the reason."""
    return _load()[1]


def kind(name: str) -> type[ChannelKind]:
    """The kind of this name; ``UnknownKind`` when it is not installed or does not load."""
    try:
        return kinds()[name]
    except KeyError:
        reason = problems().get(name, "it is not installed")
        raise UnknownKind(f"There is no working channel of the kind “{name}”: {reason}.") from None


def our_own() -> list[str]:
    """The kinds that are our own website."""
    return [name for name, kind in kinds().items() if kind.ours]


def elsewhere() -> list[str]:
    """The kinds that are reached over the network."""
    return [name for name, kind in kinds().items() if kind.address]


def waits_for_connecting(kind: str, account: str) -> bool:
    """Whether an account of this kind has still to be connected by signing in: no account there is pinned to it yet."""
    wanted = kinds().get(kind)
    return bool(wanted and wanted.connects and not account)


@cache
def _load() -> tuple[Mapping[str, type[ChannelKind]], Mapping[str, str]]:
    working: dict[str, type[ChannelKind]] = {}
    broken: dict[str, str] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            working[entry.name] = _kind_at(entry)
        except Exception as problem:  # noqa: BLE001 -- a plug-in may fail in any way; the others must still work
            broken[entry.name] = f"{type(problem).__name__}: {problem}"
            log.error("The channel %s does not load: %s", entry.name, broken[entry.name])
    return MappingProxyType(working), MappingProxyType(broken)


def _kind_at(entry: EntryPoint) -> type[ChannelKind]:
    wanted = entry.load()
    if not (isinstance(wanted, type) and issubclass(wanted, ChannelKind)):
        raise TypeError(f"{entry.value} is not a ChannelKind")
    if wanted.kind != entry.name:
        raise TypeError(f"{entry.value} calls itself {wanted.kind!r}, not {entry.name!r}")
    return wanted
