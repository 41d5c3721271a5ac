"""Things going wrong on demand: by name, route, chance and count, with a seed, so that a drill can be repeated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatch
from random import Random
from typing import Any

from .errors import GraphError, dead_token, duplicate, throttled, unknown_error
from .web import Answer

BEFORE = ("expired", "password", "rate", "html502", "error200", "drop_before", "false_duplicate")
AFTER = ("drop", "created500", "nothing", "slow", "lag")
NAMES = BEFORE + AFTER
ONLY_MAKING = ("false_duplicate", "created500", "lag")  # they mean nothing where nothing is made
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

    def __post_init__(self) -> None:
        if self.name not in NAMES:
            raise ValueError(f"There is no fault called {self.name!r}. There are: {', '.join(NAMES)}.")

    def strikes(self, route: str, chance: Random) -> bool:
        """Whether it happens to this call."""
        if self.count == 0 or not fnmatch(route, self.route):
            return False
        if self.name in ONLY_MAKING and not route.endswith(".create"):
            return False
        if chance.random() >= self.rate:
            return False
        self.count = None if self.count is None else self.count - 1
        return True


def spelled(text: str) -> list[Fault]:
    """Read ``drop=0.1,created500@feed.create=1x2,slow=0.05:8``: name, route, rate, at most how often, seconds."""
    faults = []
    for word in filter(None, (part.strip() for part in text.split(","))):
        found = SPELLING.fullmatch(word)
        if not found:
            raise ValueError(f"Cannot read the fault {word!r}. Write NAME=RATE, e.g. drop=0.1.")
        faults.append(of({name: value for name, value in found.groupdict().items() if value is not None}))
    return faults


def of(given: dict[str, Any]) -> Fault:
    """A fault from plain values."""
    count = given.get("count")
    return Fault(
        str(given.get("name", "")),
        float(given.get("rate", 1)),
        str(given.get("route", "*")),
        None if count is None else int(count),
        float(given.get("seconds", 3)),
    )


def struck(faults: list[Fault], route: str, chance: Random) -> dict[str, Fault]:
    """What goes wrong with this call: at most one thing before the work, and whatever comes after it."""
    hit = {fault.name: fault for fault in faults if fault.strikes(route, chance)}
    first = next((name for name in hit if name in BEFORE), None)
    return {first: hit[first]} if first else hit


def before(hit: dict[str, Fault], chance: Random) -> Answer | None:
    """Go wrong before anything is done: an answer, an error, or silence."""
    if "drop_before" in hit:
        raise Dropped
    if "html502" in hit:
        page = b"<html><head><title>502 Bad Gateway</title></head><body><h1>Sorry, something went wrong.</h1></body></html>"
        return Answer(502, page, "text/html; charset=utf-8")
    if "error200" in hit:
        error = unknown_error(chance.choice((1, 2)))
        error.status = 200
        raise error
    if error := _refusal(hit, chance):
        raise error
    return None


def _refusal(hit: dict[str, Fault], chance: Random) -> GraphError | None:
    if "expired" in hit:
        return dead_token(463)
    if "password" in hit:
        return dead_token(460)
    if "rate" in hit:
        return throttled(chance.choice((4, 17, 32, 613, 80001)))
    if "false_duplicate" in hit:
        return duplicate(chance.choice((368, 506)))
    return None


def after(hit: dict[str, Fault], answer: Answer, chance: Random) -> Answer:
    """Go wrong once the work is done: the answer is lost, false or empty."""
    if "drop" in hit:
        raise Dropped
    if "created500" in hit:
        raise unknown_error(chance.choice((1, 2)))
    if "nothing" in hit:
        return Answer(200, b"")
    return answer
