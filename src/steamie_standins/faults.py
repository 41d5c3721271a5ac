"""Things going wrong on demand: by name, route, chance and count, with a seed, so that a drill can be repeated."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection
from dataclasses import dataclass
from fnmatch import fnmatch
from random import Random
from typing import Any

SPELLING = re.compile(r"(?P<name>\w+)(@(?P<route>[^=]+))?=(?P<rate>[\d.]+)(x(?P<count>\d+))?(:(?P<seconds>[\d.]+))?")


class Dropped(Exception):
    """The connection closes without an answer."""


@dataclass(slots=True)
class Fault:
    """One way of going wrong. ``route`` is a pattern such as ``feed.create`` or ``post.*``; ``count`` how many times at most."""

    name: str
    rate: float = 1.0
    route: str = "*"
    count: int | None = None
    seconds: float = 3.0

    def strikes(self, route: str, chance: Random) -> bool:
        """Whether it happens to this call."""
        if self.count == 0 or not fnmatch(route, self.route):
            return False
        if chance.random() >= self.rate:
            return False
        self.count = None if self.count is None else self.count - 1
        return True


def spelled(text: str, names: Collection[str]) -> list[Fault]:
    """Read ``drop=0.1,created500@feed.create=1x2,slow=0.05:8``: name, route, rate, at most how often, seconds."""
    faults = []
    for word in filter(None, (part.strip() for part in text.split(","))):
        match = SPELLING.fullmatch(word)
        if not match:
            raise ValueError(f"Cannot read the fault {word!r}. Write NAME=RATE, e.g. drop=0.1.")
        faults.append(of({name: value for name, value in match.groupdict().items() if value is not None}, names))
    return faults


def of(values: dict[str, Any], names: Collection[str]) -> Fault:
    """A fault from plain values, if there is one of that name."""
    name, count = str(values.get("name", "")), values.get("count")
    if name not in names:
        raise ValueError(f"There is no fault called {name!r}. There are: {', '.join(names)}.")
    rate, seconds = float(values.get("rate", 1)), float(values.get("seconds", 3))
    return Fault(name, rate, str(values.get("route", "*")), None if count is None else int(count), seconds)


def struck(
    faults: list[Fault], route: str, chance: Random, *, before: Collection[str], only_making: Collection[str]
) -> dict[str, Fault]:
    """What goes wrong with this call: at most one thing before the work, and whatever comes after it.

    ``only_making``: those that mean nothing where nothing is made.
    """
    able = [fault for fault in faults if fault.name not in only_making or route.endswith(".create")]
    hit = {fault.name: fault for fault in able if fault.strikes(route, chance)}
    first = next((name for name in hit if name in before), None)
    return {first: hit[first]} if first else hit


def silence(environ: dict[str, Any]) -> Exception:
    """What makes the server, or the client in this process, see a connection closed without an answer."""
    if "SERVER_SOFTWARE" in environ and "waitress.channel" in sys.modules:
        gone: Exception = sys.modules["waitress.channel"].ClientDisconnected()
        return gone
    httpx = sys.modules.get("httpx")
    words = "Server disconnected without sending a response."
    return httpx.RemoteProtocolError(words) if httpx else ConnectionResetError(words)
